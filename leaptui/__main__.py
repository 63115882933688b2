"""The program's door: `leaptui` and `python -m leaptui`."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from types import TracebackType

from leaptui import language
from leaptui.cli.main import run
from leaptui.store.settings import Settings


def main() -> None:
    """Run the command line this process was started with, and end the process."""
    sys.excepthook = _crashed
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Where a terminal cannot show a letter, a question mark is better than no answer.
            stream.reconfigure(errors="replace")
    settings = Settings.load()
    language.use(settings.language, settings.date_form)
    sys.exit(run(sys.argv[1:]))


def _crashed(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """Say in a sentence that something unexpected happened, and where the report is; the process then ends with 1."""
    if not isinstance(error, Exception):
        return
    from leaptui.store.crash import crash_sentence, write_crash_report

    sys.stderr.write(f"leaptui: {crash_sentence(write_crash_report(error))}\n")


if __name__ == "__main__":
    main()
