"""What comes with the program: themes and sample portfolios, in the installed package or in the repository."""

from __future__ import annotations

import shutil
from pathlib import Path

from leaptui.language import _
from leaptui.store.errors import Missing

_PACKAGE = Path(__file__).parent.parent
_SIGNERS = "allowed_signers"
"""The file that says whose keys a workspace vouches for (`leaptui.signing.signers`); the samples' lies among them."""


def themes_dir() -> Path:
    """The folder of the themes that come with the program."""
    missing = _("the themes that come with leaptui are not there: install it again")
    return _first(missing, _PACKAGE / "themes", _PACKAGE.parent / "themes")


def samples_dir() -> Path:
    """The folder of the sample portfolios that come with the program."""
    return _first(
        _("the sample portfolios that come with leaptui are not there: install it again"),
        _PACKAGE / "samples" / "portfolios",
        _PACKAGE.parent / "portfolios",
    )


def copy_samples(root: Path) -> None:
    """Make a folder a workspace with the sample portfolios in it, and with the keys their statements are signed with."""
    samples = samples_dir()
    shutil.copytree(samples, root / "portfolios", symlinks=True, ignore=shutil.ignore_patterns(_SIGNERS))
    signers = samples / _SIGNERS
    if signers.is_file():
        shutil.copyfile(signers, root / _SIGNERS)


def _first(missing: str, *places: Path) -> Path:
    for place in places:
        if place.is_dir():
            return place
    raise Missing(missing)
