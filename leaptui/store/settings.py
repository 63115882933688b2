"""What the learner chose for this machine: a small file in the user's configuration folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from platformdirs import user_config_path

from leaptui.store.files import read_bytes, write_atomically

DEFAULT_THEME = "paper-night"


@dataclass
class Settings:
    """The settings, and where they are kept.

    `language` (`es`) and `date_form` (`day-month`, `month-day`, `iso`) are None where the environment decides.
    """

    path: Path
    theme: str = DEFAULT_THEME
    language: str | None = None
    date_form: str | None = None

    @classmethod
    def load(cls) -> Settings:
        """Read the settings; where there are none, or they cannot be read, the defaults hold."""
        path = settings_folder() / "settings.json"
        try:
            raw = json.loads(read_bytes(path))
        except (OSError, ValueError):
            raw = {}
        chosen = cls(path)
        for name in ("theme", "language", "date_form"):
            value = raw.get(name) if isinstance(raw, dict) else None
            if isinstance(value, str):
                setattr(chosen, name, value)
        return chosen

    def save(self) -> None:
        """Write the settings. Raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in asdict(self).items() if name != "path" and value is not None}
        write_atomically(self.path, (json.dumps(kept, indent=2) + "\n").encode())


def settings_folder() -> Path:
    """Give the folder of what belongs to this user on this machine: settings, key map, own themes."""
    return user_config_path("leaptui")
