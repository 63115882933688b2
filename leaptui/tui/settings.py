"""What the learner chose for the app on this machine: a small file in the user's configuration folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from platformdirs import user_config_path

from leaptui.store.files import read_bytes, write_atomically


@dataclass
class Settings:
    """The settings, and where they are kept."""

    theme: str
    path: Path

    @classmethod
    def load(cls) -> Settings:
        """Read the settings; where there are none, or they cannot be read, the defaults hold."""
        path = user_config_path("leaptui") / "settings.json"
        try:
            raw = json.loads(read_bytes(path))
        except (OSError, ValueError):
            raw = {}
        theme = raw.get("theme") if isinstance(raw, dict) else None
        return cls(theme if isinstance(theme, str) else "paper-night", path)

    def save(self) -> None:
        """Write the settings. Raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in asdict(self).items() if name != "path"}
        write_atomically(self.path, (json.dumps(kept, indent=2) + "\n").encode())
