"""Themes: `themes/NAME.toml` of the program, of the workspace and of the user, later ones before earlier ones."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from textual.theme import Theme

from leaptui.model.text import clean_line
from leaptui.store.bundled import themes_dir
from leaptui.store.errors import Refused
from leaptui.store.files import explain, read_bytes
from leaptui.store.settings import DEFAULT_THEME, settings_folder
from leaptui.store.workspace import Workspace
from leaptui.tui.inks import COMPONENT_KEYS, ROLES

MONOCHROME = "monochrome"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_REQUIRED = (*ROLES, *(f"component-{key}" for key in COMPONENT_KEYS))


class BrokenTheme(ValueError):
    """A theme file that cannot be used; the message is one plain sentence."""


@dataclass(frozen=True)
class PaperTheme:
    """A theme: its name (the file's), its title, and `#rrggbb` colours by role."""

    name: str
    title: str
    dark: bool
    mono: bool
    colours: Mapping[str, str]

    def textual(self) -> Theme:
        """The same for Textual, whose own roles are filled from ours."""
        colour = self.colours
        return Theme(
            name=self.name,
            primary=colour["focus"],
            secondary=colour["bar"],
            accent=colour["focus"],
            warning=colour["ink"],
            error=colour["ink"],
            success=colour["ink"],
            foreground=colour["ink"],
            background=colour["page"],
            surface=colour["page"],
            panel=colour["desk"],
            boost=colour["raised"],
            dark=self.dark,
            variables={
                **colour,
                "block-cursor-background": colour["ink"],
                "input-cursor-background": colour["ink"],
                "input-cursor-foreground": colour["page"],
                "input-selection-background": colour["marker"],
                "border": colour["focus"],
                "border-blurred": colour["line"],
                "scrollbar": colour["faint"],
                "scrollbar-hover": colour["dim"],
                "scrollbar-active": colour["dim"],
                "scrollbar-background": colour["page"],
                "scrollbar-background-hover": colour["page"],
                "scrollbar-background-active": colour["page"],
                "scrollbar-corner-color": colour["page"],
            },
        )


@dataclass(frozen=True)
class Themes:
    """Themes by name, and one sentence for each file that could not be used."""

    found: Mapping[str, PaperTheme]
    broken: tuple[str, ...]


def read_theme(name: str, data: bytes) -> PaperTheme:
    """Read a theme file. Raises BrokenTheme with the first thing that is wrong."""
    try:
        raw = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenTheme(f"it is not valid TOML: {error}") from None
    colours = raw.get("colours")
    if not isinstance(colours, dict):
        raise BrokenTheme("it has no [colours]")
    for role, colour in colours.items():
        if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
            raise BrokenTheme(f"{role} is no colour like #1c1a17")
    missing = [role for role in _REQUIRED if role not in colours]
    if missing:
        raise BrokenTheme(f"the colour {missing[0]} is missing")
    for key in COMPONENT_KEYS:
        colours.setdefault(f"component-{key}-fill", colours[f"component-{key}"])
    title, dark, mono = raw.get("title", name), raw.get("dark", True), raw.get("mono", False)
    if not isinstance(title, str) or not isinstance(dark, bool) or not isinstance(mono, bool):
        raise BrokenTheme("title is a text, dark and mono are true or false")
    return PaperTheme(name, clean_line(title), dark, mono, colours)


def load_themes(workspace: Workspace | None = None) -> Themes:
    """Read every theme there is; a broken one is named and the others are there all the same."""
    found: dict[str, PaperTheme] = {}
    broken: list[str] = []
    folders = [themes_dir(), settings_folder() / "themes"]
    if workspace is not None and workspace.root / "themes" not in folders:
        folders.append(workspace.root / "themes")
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        try:
            theme = read_theme(path.stem, read_bytes(path))
        except BrokenTheme as error:
            broken.append(f"themes/{path.name} cannot be used: {error}")
        except Refused as error:
            broken.append(f"themes/{path.name} cannot be used: {error}")
        except OSError as error:
            broken.append(explain(error, f"themes/{path.name} could not be read"))
        else:
            found[theme.name] = theme
    return Themes(found, tuple(broken))


def first_theme(themes: Themes, wanted: str) -> str:
    """The theme to begin with: the one wanted if it is there, else the default; monochrome where NO_COLOR is set."""
    if os.environ.get("NO_COLOR"):
        wanted = MONOCHROME
    return wanted if wanted in themes.found else DEFAULT_THEME
