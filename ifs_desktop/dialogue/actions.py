"""The keys of the dialogue page, as rows of the app's one action table."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Dialogue"))

PAGE_ROWS = (
    Row(
        "new_dialogue",
        str(QT_TRANSLATE_NOOP("Actions", "New dialogue")),
        "Ctrl+N",
        "ask_for_new",
        icon="plus",
        menu=_MENU,
    ),
    Row(
        "mediate",
        str(QT_TRANSLATE_NOOP("Actions", "Mediate between two parts…")),
        "Ctrl+Shift+M",
        "ask_for_mediation",
        icon="users",
        menu=_MENU,
    ),
    Row(
        "invite_part",
        str(QT_TRANSLATE_NOOP("Actions", "Invite a part…")),
        "Ctrl+I",
        "ask_whom_to_invite",
        icon="users",
        menu=_MENU,
    ),
    Row(
        "six_fs",
        str(QT_TRANSLATE_NOOP("Actions", "Six Fs")),
        "Ctrl+G",
        "fold_guide",
        icon="pane",
        menu=_MENU,
        tip=str(QT_TRANSLATE_NOOP("Actions", "The six Fs beside the dialogue")),
        checkable=True,
    ),
    Row(
        "say_earlier",
        str(QT_TRANSLATE_NOOP("Actions", "Said earlier…")),
        "Ctrl+Shift+T",
        "say_earlier",
        icon="clock",
        menu=_MENU,
    ),
    Row(
        "add_picture",
        str(QT_TRANSLATE_NOOP("Actions", "Add a picture…")),
        "Ctrl+Shift+P",
        "add_picture",
        icon="image",
        menu=_MENU,
    ),
    Row(
        "close_dialogue",
        str(QT_TRANSLATE_NOOP("Actions", "Close for today")),
        "Ctrl+Shift+W",
        "close_for_today",
        icon="leaf",
        menu=_MENU,
    ),
    Row(
        "rename_dialogue",
        str(QT_TRANSLATE_NOOP("Actions", "Rename this dialogue…")),
        "",
        "ask_for_title",
        icon="edit",
        menu=_MENU,
    ),
    Row(
        "put_away_dialogue",
        str(QT_TRANSLATE_NOOP("Actions", "Put this dialogue away")),
        "",
        "put_away_open",
        icon="archive",
        menu=_MENU,
    ),
)

SPEAKER_ROWS = (
    Row("speaker_0", str(QT_TRANSLATE_NOOP("Actions", "Write as Self")), "Ctrl+0", "write_as"),
    Row("speaker_1", str(QT_TRANSLATE_NOOP("Actions", "Write as speaker 1")), "Ctrl+1", "write_as"),
    Row("speaker_2", str(QT_TRANSLATE_NOOP("Actions", "Write as speaker 2")), "Ctrl+2", "write_as"),
    Row("speaker_3", str(QT_TRANSLATE_NOOP("Actions", "Write as speaker 3")), "Ctrl+3", "write_as"),
    Row("speaker_4", str(QT_TRANSLATE_NOOP("Actions", "Write as speaker 4")), "Ctrl+4", "write_as"),
    Row("speaker_5", str(QT_TRANSLATE_NOOP("Actions", "Write as speaker 5")), "Ctrl+5", "write_as"),
    Row("speaker_6", str(QT_TRANSLATE_NOOP("Actions", "Write as speaker 6")), "Ctrl+6", "write_as"),
    Row("speaker_7", str(QT_TRANSLATE_NOOP("Actions", "Write as speaker 7")), "Ctrl+7", "write_as"),
    Row("speaker_8", str(QT_TRANSLATE_NOOP("Actions", "Write as speaker 8")), "Ctrl+8", "write_as"),
    Row("speaker_9", str(QT_TRANSLATE_NOOP("Actions", "Write as speaker 9")), "Ctrl+9", "write_as"),
)

TURN_ROWS = (
    Row(
        "edit_turn",
        str(QT_TRANSLATE_NOOP("Actions", "Edit this line")),
        "F2",
        "edit_current",
        icon="edit",
    ),
    Row(
        "copy_turn",
        str(QT_TRANSLATE_NOOP("Actions", "Copy text")),
        "Ctrl+C",
        "copy_selected",
        icon="copy",
    ),
    Row(
        "move_turn_up",
        str(QT_TRANSLATE_NOOP("Actions", "Move up")),
        "Alt+Up",
        "move_up",
    ),
    Row(
        "move_turn_down",
        str(QT_TRANSLATE_NOOP("Actions", "Move down")),
        "Alt+Down",
        "move_down",
    ),
    Row(
        "join_turn_before",
        str(QT_TRANSLATE_NOOP("Actions", "Join with the line before")),
        "Ctrl+Backspace",
        "join_before",
    ),
    Row(
        "join_turn_after",
        str(QT_TRANSLATE_NOOP("Actions", "Join with the line after")),
        "Ctrl+Del",
        "join_after",
    ),
    Row(
        "retime_turn",
        str(QT_TRANSLATE_NOOP("Actions", "Change its time…")),
        "",
        "ask_for_time",
    ),
    Row(
        "keep_words",
        str(QT_TRANSLATE_NOOP("Actions", "Keep words…")),
        "Ctrl+D",
        "keep_current",
        icon="plus",
    ),
    Row(
        "put_away_turn",
        str(QT_TRANSLATE_NOOP("Actions", "Put away")),
        "Del",
        "put_away_selected",
        icon="archive",
    ),
)

GIVE_ROWS = (
    Row("give_0", str(QT_TRANSLATE_NOOP("Actions", "Said by Self")), "Ctrl+Shift+0", "give_by_key"),
    Row(
        "give_1",
        str(QT_TRANSLATE_NOOP("Actions", "Said by speaker 1")),
        "Ctrl+Shift+1",
        "give_by_key",
    ),
    Row(
        "give_2",
        str(QT_TRANSLATE_NOOP("Actions", "Said by speaker 2")),
        "Ctrl+Shift+2",
        "give_by_key",
    ),
    Row(
        "give_3",
        str(QT_TRANSLATE_NOOP("Actions", "Said by speaker 3")),
        "Ctrl+Shift+3",
        "give_by_key",
    ),
    Row(
        "give_4",
        str(QT_TRANSLATE_NOOP("Actions", "Said by speaker 4")),
        "Ctrl+Shift+4",
        "give_by_key",
    ),
    Row(
        "give_5",
        str(QT_TRANSLATE_NOOP("Actions", "Said by speaker 5")),
        "Ctrl+Shift+5",
        "give_by_key",
    ),
    Row(
        "give_6",
        str(QT_TRANSLATE_NOOP("Actions", "Said by speaker 6")),
        "Ctrl+Shift+6",
        "give_by_key",
    ),
    Row(
        "give_7",
        str(QT_TRANSLATE_NOOP("Actions", "Said by speaker 7")),
        "Ctrl+Shift+7",
        "give_by_key",
    ),
    Row(
        "give_8",
        str(QT_TRANSLATE_NOOP("Actions", "Said by speaker 8")),
        "Ctrl+Shift+8",
        "give_by_key",
    ),
    Row(
        "give_9",
        str(QT_TRANSLATE_NOOP("Actions", "Said by speaker 9")),
        "Ctrl+Shift+9",
        "give_by_key",
    ),
)

LIST_ROWS = (
    Row(
        "rename_listed",
        str(QT_TRANSLATE_NOOP("Actions", "Rename this dialogue…")),
        "F2",
        "rename_current",
        icon="edit",
    ),
    Row(
        "put_away_listed",
        str(QT_TRANSLATE_NOOP("Actions", "Put this dialogue away")),
        "Del",
        "put_away_current",
        icon="archive",
    ),
)

ROWS = (*PAGE_ROWS, *SPEAKER_ROWS, *TURN_ROWS, *GIVE_ROWS, *LIST_ROWS)
