"""What comes with the program: themes and sample portfolios, in the installed package or in the repository."""

from __future__ import annotations

import shutil
from pathlib import Path

from leaptui.store.errors import Missing

_PACKAGE = Path(__file__).parent.parent


def themes_dir() -> Path:
    """The folder of the themes that come with the program."""
    return _first("themes", _PACKAGE / "themes", _PACKAGE.parent / "themes")


def samples_dir() -> Path:
    """The folder of the sample portfolios that come with the program."""
    return _first("sample portfolios", _PACKAGE / "samples" / "portfolios", _PACKAGE.parent / "portfolios")


def copy_samples(root: Path) -> None:
    """Make a folder a workspace with the sample portfolios in it."""
    shutil.copytree(samples_dir(), root / "portfolios", symlinks=True)


def _first(what: str, *places: Path) -> Path:
    for place in places:
        if place.is_dir():
            return place
    raise Missing(f"the {what} that come with leaptui are not there: install it again")
