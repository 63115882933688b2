"""Pictures in real pixels, where the learner wants them, the optional library is there and the terminal can show them.

The library (`pip install 'leaptui[pixels]'`) asks the terminal what it can show as soon as it is imported, which takes a moment
where the terminal does not answer, and cannot be done any more once the app runs. So it is imported before, and only for who
has set `"pictures": "pixels"`. Everything works without it.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from textual.widget import Widget

PIXELS = "pixels"
"""What the setting `pictures` says for pixels."""
_LIBRARY = "textual_image.widget"


def prepare_pixels(setting: str | None) -> bool:
    """Ask the terminal, before the app runs, whether it can show pixels; tells whether pictures will be in pixels.

    Where the setting does not ask for them, the library is not there, or this is no terminal, nothing is imported.
    """
    if setting != PIXELS or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        importlib.import_module(_LIBRARY)
    except (ImportError, OSError, ValueError, RuntimeError):  # the terminal may answer with anything
        return False
    return _kind() is not None


def _kind() -> Callable[[str], Widget] | None:
    """The library's widget, if the terminal said that it can show pixels."""
    library = sys.modules.get(_LIBRARY)
    renderables = sys.modules.get("textual_image.renderable")
    if library is None or renderables is None:
        return None
    found = getattr(renderables, "Image", None)
    if found not in {getattr(renderables, "SixelImage", None), getattr(renderables, "TGPImage", None)}:
        return None
    return cast("Callable[[str], Widget]", library.Image)


def pixel_widget(path: Path) -> Widget | None:
    """A widget that shows a picture in pixels; None where half blocks are the way."""
    kind = _kind()
    if kind is None:
        return None
    from leaptui.tui.evidence.pictures import measure

    if not path.is_file() or measure(path).trouble:
        return None
    widget = kind(str(path))
    widget.id = "pixels"
    return widget
