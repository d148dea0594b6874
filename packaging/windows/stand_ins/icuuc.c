/* Stands in for the converters of Windows 10's ICU, which wine 8 lacks; for trying things under
   wine only. It says that it knows no encoding, and Qt takes its own for Unicode. */
#define EXPORT __declspec(dllexport)
#define MISSING 4     /* U_FILE_ACCESS_ERROR */
#define UNSUPPORTED 16 /* U_UNSUPPORTED_ERROR */

typedef unsigned short Letter;

static void *refuse(int *error, int reason)
{
    if (error)
        *error = reason;
    return 0;
}

EXPORT void *ucnv_open(const char *name, int *error) { return refuse(error, MISSING); }
EXPORT const char *ucnv_getName(void *c, int *error) { return refuse(error, MISSING); }
EXPORT void ucnv_close(void *c) {}
EXPORT void ucnv_reset(void *c) {}
EXPORT signed char ucnv_getMaxCharSize(void *c) { return 4; }
EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT const char *ucnv_getAvailableName(int n) { return 0; }
EXPORT const char *ucnv_getStandardName(const char *n, const char *s, int *error) { return 0; }
EXPORT int ucnv_toUCountPending(void *c, int *error) { return 0; }
EXPORT int ucnv_fromUCountPending(void *c, int *error) { return 0; }
EXPORT void ucnv_getToUCallBack(void *c, void **action, const void **context) {}
EXPORT void ucnv_getFromUCallBack(void *c, void **action, const void **context) {}
EXPORT void ucnv_setToUCallBack(void *c, void *a, const void *b, void **o, const void **p, int *e) {}
EXPORT void ucnv_setFromUCallBack(void *c, void *a, const void *b, void **o, const void **p, int *e)
{
}
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void ucnv_cbToUWriteUChars(void *a, const Letter *s, int n, int o, int *error) {}
EXPORT void ucnv_cbFromUWriteUChars(void *a, const Letter **s, const Letter *e, int o, int *error) {}
EXPORT void ucnv_toUnicode(void *c, Letter **t, const Letter *te, const char **s, const char *se,
                           int *offsets, signed char flush, int *error)
{
    refuse(error, UNSUPPORTED);
}
EXPORT void ucnv_fromUnicode(void *c, char **t, const char *te, const Letter **s, const Letter *se,
                             int *offsets, signed char flush, int *error)
{
    refuse(error, UNSUPPORTED);
}
