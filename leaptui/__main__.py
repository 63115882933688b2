"""The program's door: `leaptui` and `python -m leaptui`."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper
from types import TracebackType

from leaptui import __version__

_LIBRARIES = {
    "PYDANTIC_DISABLE_PLUGINS": "__all__",  # none are wanted: looking for them costs time, and they would see a learner's words
    "TEXTUAL_FPS": "120",  # a key is painted after half the wait; nothing is painted that has not changed
}
"""What the libraries are told through the environment, which they read as they are imported."""


def main() -> None:
    """Run the command line this process was started with, and end the process."""
    # Reading modules makes many objects that stay: looking through them for rubbish again and again costs a tenth of the start.
    gc.disable()
    sys.excepthook = _crashed
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Where a terminal cannot show a letter, a question mark is better than no answer.
            stream.reconfigure(errors="replace")
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    """Answer what is asked for most at once; everything else goes to the commands, which take longer to read."""
    if arguments == ["--version"]:
        sys.stdout.write(f"leaptui {__version__}\n")
        return 0
    from leaptui import language
    from leaptui.store.settings import Settings

    settings = Settings.load()
    language.use(settings.language, settings.date_form)
    if arguments in (["--help"], ["-h"]):
        from leaptui.cli.front import answer, columns, first_page

        return answer(first_page(columns()))
    for name, value in _LIBRARIES.items():
        os.environ.setdefault(name, value)
    from leaptui.cli.main import run

    language.lend()
    return run(arguments)


def _crashed(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """Say in a sentence that something unexpected happened, and where the report is; the process then ends with 1."""
    if not isinstance(error, Exception):
        return
    from leaptui.store.crash import crash_sentence, write_crash_report

    sys.stderr.write(f"leaptui: {crash_sentence(write_crash_report(error))}\n")


if __name__ == "__main__":
    main()
