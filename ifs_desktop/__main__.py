"""Start of the program: reads its few arguments by hand (argparse costs a tenth of the start)."""

from __future__ import annotations

import gc
import os
import sys

USAGE = """\
usage: ifs-desktop [FILE]

Opens your private journal for Internal Family Systems self-work.
FILE is a journal ending in .ifsjournal; without it the last one is offered.

  --help      this text
  --version   the version
"""


def main(argv: list[str] | None = None) -> int:
    """Run the app; the answer is the process's exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    file = ""
    notice = ""
    for argument in arguments:
        if argument in ("-h", "--help"):
            print(USAGE, end="")
            return 0
        if argument == "--version":
            from ifs_desktop import __version__

            print(f"ifs-desktop {__version__}")
            return 0
        if argument.startswith("--notice="):  # from the process this one replaced at lock
            notice = argument.partition("=")[2]
        elif argument.startswith("-"):
            print(f"ifs-desktop: unknown option {argument}\n\n{USAGE}", end="", file=sys.stderr)
            return 2
        elif file:
            print("ifs-desktop: one journal at a time, please", file=sys.stderr)
            return 2
        else:
            file = os.path.abspath(argument)
    from ifs_desktop import hardening

    if refusal := hardening.refusal(os.environ):
        print(f"ifs-desktop: {refusal}", file=sys.stderr)
        return 2
    hardening.close_up()
    # Importing and drawing the first page makes much and drops little: the collector's looks at it
    # would cost a tenth of the start. `App` switches it on once the page is on the screen.
    gc.disable()
    try:
        from ifs_desktop.app import run

        return run(file, notice)
    except (ImportError, FileNotFoundError) as error:
        from ifs_desktop import broken

        if missing := broken.part(error):
            return broken.tell_missing(missing)
        raise


if __name__ == "__main__":
    sys.exit(main())
