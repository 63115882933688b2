"""The program's door: `leaptui` and `python -m leaptui`."""

from __future__ import annotations

import sys
from types import TracebackType

from leaptui.cli.main import run


def main() -> None:
    """Run the command line this process was started with, and end the process."""
    sys.excepthook = _crashed
    sys.exit(run(sys.argv[1:]))


def _crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say in a sentence that something unexpected happened, and where the report is; the process then ends with 1."""
    if not isinstance(error, Exception):
        sys.__excepthook__(kind, error, trace)
        return
    from leaptui.store.crash import crash_sentence, write_crash_report

    sys.stderr.write(f"leaptui: {crash_sentence(write_crash_report(error))}\n")


if __name__ == "__main__":
    main()
