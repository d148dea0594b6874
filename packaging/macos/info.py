"""What macOS is told about the app: its Info.plist, with the journal's kind of document."""

from __future__ import annotations

from common import facts

JOURNAL_ICON = "journal.icns"

PLIST: dict[str, object] = {
    "CFBundleName": facts.NAME,
    "CFBundleDisplayName": facts.NAME,
    "CFBundleShortVersionString": facts.version(),
    "CFBundleVersion": facts.version(),
    "LSApplicationCategoryType": "public.app-category.lifestyle",
    "LSMinimumSystemVersion": "13.0",  # what PySide6 6.11 asks for
    "NSHighResolutionCapable": True,
    "NSPrincipalClass": "NSApplication",
    "NSRequiresAquaSystemAppearance": False,  # the app has a dark look of its own
    "NSSupportsAutomaticTermination": False,  # what is written would be ended in the middle
    "NSSupportsSuddenTermination": False,
    "NSHumanReadableCopyright": facts.LICENCE,
    # A double-clicked journal arrives in the app as an event, see ifs_desktop/ui/file_open.py.
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": facts.DOCUMENT,
            "CFBundleTypeRole": "Editor",
            "CFBundleTypeIconFile": JOURNAL_ICON,
            "LSHandlerRank": "Owner",
            "LSItemContentTypes": [facts.UTI],
        }
    ],
    "UTExportedTypeDeclarations": [
        {
            "UTTypeIdentifier": facts.UTI,
            "UTTypeDescription": facts.DOCUMENT,
            "UTTypeIconFile": JOURNAL_ICON,
            "UTTypeConformsTo": ["public.data", "public.content"],
            "UTTypeTagSpecification": {
                "public.filename-extension": [facts.ENDING.removeprefix(".")],
                "public.mime-type": [facts.MIME],
            },
        }
    ],
}
