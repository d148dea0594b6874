/* Stands in for the colour profiles of Windows, of which wine 8 has too few; for trying things
   under wine only. There is none, and Qt takes sRGB. */
#include <windows.h>

#define EXPORT __declspec(dllexport)

EXPORT HANDLE WINAPI OpenColorProfileW(void *p, DWORD access, DWORD share, DWORD mode) { return 0; }
EXPORT HANDLE WINAPI WcsOpenColorProfileW(void *p, void *q, void *r, DWORD a, DWORD s, DWORD m,
                                          DWORD f)
{
    return 0;
}
EXPORT HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options) { return 0; }
EXPORT BOOL WINAPI GetColorProfileFromHandle(HANDLE p, BYTE *to, DWORD *size) { return FALSE; }
EXPORT BOOL WINAPI CloseColorProfile(HANDLE profile) { return TRUE; }
