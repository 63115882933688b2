"""What the learner chose for this machine: a small file in the user's configuration folder."""

from __future__ import annotations

from pathlib import Path

from leaptui.store.errors import StoreError
from leaptui.store.files import read_bytes, write_atomically

DEFAULT_THEME = "paper-night"
_NAMES = ("theme", "language", "date_form", "terminal", "pictures", "tour", "key")


class Settings:
    """The settings, and where they are kept.

    `language` (`es`) and `date_form` (`day-month`, `month-day`, `iso`) are None where the environment decides.
    `terminal` says what the terminal can show: `auto` (the environment decides), `unicode`, or `console` for what a Linux
    console can show and no more. `pictures` says `pixels` for real pixels in place of half blocks, where that can be done.
    `tour` says `seen` once the tour was offered or begun. `key` is the file of the ssh key that what one says of others' work
    is signed with; None where it is not signed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.theme: str = DEFAULT_THEME
        self.language: str | None = None
        self.date_form: str | None = None
        self.terminal: str | None = None
        self.pictures: str | None = None
        self.tour: str | None = None
        self.key: str | None = None

    @classmethod
    def load(cls) -> Settings:
        """Read the settings; where there are none, or they cannot be read, the defaults hold."""
        path = settings_folder() / "settings.json"
        chosen = cls(path)
        try:
            data = read_bytes(path)
        except (OSError, StoreError):
            return chosen
        # Most have no settings: what reads and writes them is read where there are some.
        import json

        try:
            raw = json.loads(data)
        except ValueError:
            return chosen
        for name in _NAMES:
            value = raw.get(name) if isinstance(raw, dict) else None
            if isinstance(value, str):
                setattr(chosen, name, value)
        return chosen

    def save(self) -> None:
        """Write the settings. Raises OSError."""
        import json

        self.path.parent.mkdir(parents=True, exist_ok=True)
        kept = {name: value for name in _NAMES if (value := getattr(self, name)) is not None}
        write_atomically(self.path, (json.dumps(kept, indent=2) + "\n").encode())


def settings_folder() -> Path:
    """Give the folder of what belongs to this user on this machine: settings, key map, own themes."""
    from platformdirs import user_config_path

    return user_config_path("leaptui")
