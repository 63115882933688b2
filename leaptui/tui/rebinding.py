"""Changing the keys from within the app: the file is opened in the learner's editor, and holds as soon as it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.language import _
from leaptui.store.files import explain, write_atomically
from leaptui.tui.editor import edit_outside
from leaptui.tui.keymap import FILE, keymap_path, keymap_template, load_keymap, take_own_keys
from leaptui.tui.sentence import sentence

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp


def change_keys(app: LeaptuiApp) -> None:
    """Open `keys.toml` in the learner's editor, with every key in it where it is not there yet, and take what comes back."""
    path = keymap_path()
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else keymap_template()
    except (OSError, UnicodeDecodeError):
        app.say(_("{path} could not be read.").format(path=path), trouble=True)
        return
    edited, trouble = edit_outside(app, text)
    if edited is None and not trouble and path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, ((edited or text).rstrip("\n") + "\n").encode())
    except OSError as error:
        app.say(sentence(explain(error, _("{file} could not be written").format(file=FILE))), trouble=True)
        return
    take_own_keys(app)
    app.refresh_bindings()
    if app.key_trouble:
        app.say(sentence(app.key_trouble), trouble=True)
    elif trouble:
        words = _("Every key stands in {path}; change them there, they hold when leaptui is opened again.")
        app.say(words.format(path=path), trouble=True)
    elif load_keymap().keys:
        app.say(_("Your keys hold from now on."))
