"""IFS Desktop: a private, encrypted, offline journal for Internal Family Systems self-work.

A map of the code. Each line may use what stands below it, never what stands above::

    __main__  reads the arguments          app       starts Qt; unlocks and locks
    shell/    the window and its rail: the one place that knows every page
    lock/ today/ care/ parts/ map/ body/ dialogue/ mediation/ entries/ inbox/ exercises/ people/
              insights/ check_ins/ letters/ promises/ beliefs/ rest/ find/ trash/ exchange/
              safekeeping/    the features; parts/ is also the gate before an exile
    ui/       widgets, theme, icons, actions, Markdown: knows no feature
    store/    what is kept and how it changes: edits, undo, search, drafts (no Qt)
    vault/    one file, its keys, its working copy (no Qt)
    several   windows side by side, each a process with a journal of its own
    settings  preferences, never anything written in a journal (no Qt)
    broken    what is said when a part of the program is missing (no Qt)
    hardening/  no dumps, no look inside from outside, no network; and what of it holds (no Qt)

Every feature has an inside (no Qt) and a face. File names recur, so who knows one feature knows
them all:

    edits.py    the verbs: one function per thing a person can do; one edit is one undo step
    queries.py  the nouns: what a page shows, as frozen dataclasses
    page.py     the face: joins widgets and store
    actions.py  this page's rows of the action table

check_ins/, letters/, promises/, beliefs/ and rest/ have no page: exercises write them, and Today,
Insights, profiles and the map show them again. The map has rooms of its own: shelf/ (its maps),
traces/ and history/ (how a map was), out/ (files, paper, the clipboard). A kind of step is a file
in exercises/kinds/ (what it asks and keeps) and one in exercises/steps/ (how it is answered).

Insides may meet, faces never do. A page that leads elsewhere asks by ``open_requested(Ref)``, and
``shell/window.py`` joins all of that in one block. Whatever leads to an exile asks the one gate in
``parts/permissions.py``. Only store/, vault/, edits.py, queries.py and that file know SQLAlchemy.
Nothing imports a network module. ``tests/test_architecture.py`` holds all this.
"""

__version__ = "0.1.0"
