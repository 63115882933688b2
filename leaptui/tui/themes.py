"""Themes: `themes/NAME.toml` of the program, of the workspace and of the user, later ones before earlier ones."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual.theme import Theme

from leaptui.language import N_, _
from leaptui.model.text import clean_line
from leaptui.store.bundled import themes_dir
from leaptui.store.errors import Refused
from leaptui.store.files import explain, read_bytes
from leaptui.store.settings import DEFAULT_THEME, settings_folder
from leaptui.store.workspace import Workspace
from leaptui.tui.inks import COMPONENT_KEYS, ROLES
from leaptui.tui.terminal import BLACK, BLUE, DARK_GREY, GREY, SIXTEEN, WHITE, Terminal

MONOCHROME = "monochrome"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_REQUIRED = (*ROLES, *(f"component-{key}" for key in COMPONENT_KEYS))

_OWN = {
    "paper-night": N_("Paper at night"),
    "paper-day": N_("Paper by day"),
    "high-contrast": N_("High contrast"),
    "colour-safe-night": N_("Colour-vision-safe, by night"),
    "colour-safe-day": N_("Colour-vision-safe, by day"),
    MONOCHROME: N_("Monochrome"),
}
"""The themes that come with the program, in the order they are offered in; others come after them."""

_TEXT_HUES, _FILL_HUES = (11, 10, 14, 13), (3, 2, 6, 5)
"""Yellow, green, cyan and magenta of the sixteen colours: bright ones for text, dark ones for blocks."""


class BrokenTheme(ValueError):
    """A theme file that cannot be used; the message is one plain sentence."""


@dataclass(frozen=True)
class PaperTheme:
    """A theme: its name (the file's), its title, and `#rrggbb` colours by role.

    In a `mono` one no hue and no shade says anything: chips have brackets, meters two signs, the focused border is heavy.
    """

    name: str
    title: str
    dark: bool
    mono: bool
    colours: Mapping[str, str]
    veil: float = 0.7
    """How much of the page lies over what is behind an overlay, from 0 to 1."""

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
                "veil": f"{colour['page']}{round(self.veil * 255):02x}",
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
    """Themes by name, as the terminal can show them, and one sentence for each file that could not be used."""

    found: Mapping[str, PaperTheme]
    broken: tuple[str, ...]
    terminal: Terminal

    def first(self, wanted: str) -> str:
        """The theme to begin with: the one wanted if it is there, else the default; monochrome where there are no hues."""
        name = wanted if self.terminal.hues else MONOCHROME
        return name if name in self.found else DEFAULT_THEME


def read_theme(name: str, data: bytes) -> PaperTheme:
    """Read a theme file. Raises BrokenTheme with the first thing that is wrong."""
    try:
        raw = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenTheme(_("it is not valid TOML: {reason}").format(reason=error)) from None
    colours = raw.get("colours")
    if not isinstance(colours, dict):
        raise BrokenTheme(_("it has no [colours]"))
    for role, colour in colours.items():
        if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
            raise BrokenTheme(_("{role} is no colour like #1c1a17").format(role=clean_line(role)))
    missing = [role for role in _REQUIRED if role not in colours]
    if missing:
        raise BrokenTheme(_("the colour {role} is missing").format(role=missing[0]))
    for key in COMPONENT_KEYS:
        colours.setdefault(f"component-{key}-fill", colours[f"component-{key}"])
    title, dark, mono = raw.get("title", name), raw.get("dark", True), raw.get("mono", False)
    if not isinstance(title, str) or not isinstance(dark, bool) or not isinstance(mono, bool):
        raise BrokenTheme(_("title is a text, dark and mono are true or false"))
    return PaperTheme(name, _(clean_line(title)), dark, mono, colours)


def load_themes(workspace: Workspace | None = None, terminal: Terminal | None = None, *, own: bool = True) -> Themes:
    """Read every theme there is, as the terminal can show it; a broken one is named and the others are there all the same.

    Without `own` those of the program alone, as on a machine that is shared.
    """
    on = terminal or Terminal()
    found: dict[str, PaperTheme] = {}
    broken: list[str] = []
    folders = [themes_dir(), *([settings_folder() / "themes"] if own else [])]
    if workspace is not None and workspace.root / "themes" not in folders:
        folders.append(workspace.root / "themes")
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        file = f"themes/{clean_line(path.name)}"
        try:
            theme = read_theme(path.stem, read_bytes(path))
        except (BrokenTheme, Refused) as error:
            broken.append(_("{file} cannot be used: {reason}").format(file=file, reason=error))
        except OSError as error:
            broken.append(explain(error, _("{file} could not be read").format(file=file)))
        else:
            found[theme.name] = shown_on(theme, on)
    offered = [*(name for name in _OWN if name in found), *(name for name in found if name not in _OWN)]
    return Themes({name: found[name] for name in offered}, tuple(broken), on)


def shown_on(theme: PaperTheme, terminal: Terminal) -> PaperTheme:
    """A theme as a terminal can show it. Of sixteen colours only black, white, grey and a blue selection carry it."""
    if terminal.shades:
        return replace(theme, mono=theme.mono or not terminal.hues)
    if not terminal.hues:
        # Without shades nothing can be dimmed: what is behind an overlay is not shown.
        return replace(theme, mono=True, veil=1.0)
    page, ink, dim = (BLACK, WHITE, GREY) if theme.dark else (WHITE, BLACK, BLACK)
    roles = dict.fromkeys(("strong", "ink", "focus"), ink)
    roles |= {"dim": dim, "bar": dim, "faint": DARK_GREY, "line": DARK_GREY, "track": DARK_GREY}
    roles |= {"desk": page, "page": page, "raised": page, "sel": BLUE, "marker": BLUE}
    for key, text, fill in zip(COMPONENT_KEYS, _TEXT_HUES, _FILL_HUES, strict=True):
        # No bright hue can be read on white, and not every terminal's dark ones can.
        hued = theme.dark and not theme.mono
        roles |= {f"component-{key}": text if hued else ink, f"component-{key}-fill": fill if hued else dim}
    return replace(theme, mono=True, colours={role: SIXTEEN[number] for role, number in roles.items()})
