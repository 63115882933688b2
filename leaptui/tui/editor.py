"""Writing a text in the learner's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from leaptui.language import _


def edit_outside(app: App[int], text: str) -> tuple[str | None, str]:
    """Open `$VISUAL` or `$EDITOR` on a text.

    Gives the text as it came back (None: it is as it was) and a sentence where something went wrong, else an empty one.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        return None, _("No editor is set: put its name into EDITOR, for example EDITOR=nano.")
    with tempfile.TemporaryDirectory(prefix="leaptui-") as folder:
        path = Path(folder) / "words.md"
        path.write_text(text, encoding="utf-8")
        try:
            with app.suspend():
                done = subprocess.run([*words, str(path)], check=False)
        except SuspendNotSupported:
            return None, _("This terminal cannot be handed to an editor; write here instead.")
        except OSError:
            return None, _("The editor {name} could not be started.").format(name=words[0])
        if done.returncode != 0:
            return None, _("{name} ended with an error, so the text is as it was.").format(name=words[0])
        try:
            found = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None, _("The text could not be read back, so it is as it was.")
    return (None, "") if found == text else (found.rstrip("\n"), "")
