"""The inks of the current theme: the styles every screen writes with, by their role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rich.style import Style

from leaptui.tui.line import Span

COMPONENT_KEYS = ("f", "l", "d", "c")
ROLES = ("desk", "page", "raised", "sel", "marker", "strong", "ink", "dim", "faint", "line", "focus", "bar", "track")


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, ground: str, part: float) -> str:
    """Mix `part` (0 to 1) of a colour into a ground; both are `#rrggbb`."""
    mixed = (round(a * part + b * (1 - part)) for a, b in zip(_rgb(colour), _rgb(ground), strict=True))
    return "#{:02x}{:02x}{:02x}".format(*mixed)


class Inks:
    """Styles made from a theme's colours.

    `colours` are `#rrggbb` by role. `components` are the codes of the framework's components in order: the first four have
    hues of their own, others take them again from the first. In `mono` no hue is used and chips get brackets.
    """

    def __init__(self, colours: Mapping[str, str], components: Sequence[str], *, dark: bool, mono: bool) -> None:
        self.colours = colours
        self.mono = mono
        self._order = {code: COMPONENT_KEYS[place % len(COMPONENT_KEYS)] for place, code in enumerate(components)}
        self._chip_part = 0.20 if dark else 0.14
        self._on_hue = colours["desk"] if dark else "#fffdf7"
        text = {
            role: Style(color=colours[role])
            for role in ("strong", "ink", "dim", "faint", "line", "focus", "bar", "track")
        }
        self.strong = text["strong"] + Style(bold=True)
        self.white = text["strong"]
        self.ink = text["ink"]
        self.name = text["ink"] + Style(bold=True)
        self.dim = text["dim"]
        self.faint = text["faint"]
        self.line = text["line"]
        self.focus = text["focus"]
        self.bar = text["bar"]
        self.track = text["track"]
        self.now = text["ink"]
        self.page = Style(bgcolor=colours["page"])
        self.desk = Style(bgcolor=colours["desk"])
        self.raised = Style(bgcolor=colours["raised"])
        self.sel = Style(bgcolor=colours["sel"])
        underline = Style(underline=True) if mono else Style()
        self.marker = Style(color=colours["strong"], bgcolor=colours["marker"], bold=True) + underline
        self.differing = self.marker + Style(underline=True)
        """Words that another version does not have: no colour is needed to see which they are."""
        self.person = Style(color=colours["desk"] if dark else "#fffdf7", bgcolor=colours["dim"], bold=True)
        self.level = [Style(color=colours.get(f"level-{number}", colours["bar"])) for number in (1, 2, 3, 4)]
        self._hue = lru_cache(maxsize=64)(self._make_hue)
        self._fill = lru_cache(maxsize=64)(self._make_fill)
        self._shades = lru_cache(maxsize=64)(self._make_shades)

    def _colour(self, component: str, *, fill: bool) -> str:
        key = self._order.get(component, "f")
        return self.colours[f"component-{key}-fill" if fill else f"component-{key}"]

    def _make_hue(self, component: str) -> Style:
        return Style(color=self._colour(component, fill=False))

    def _make_fill(self, component: str) -> Style:
        return Style(color=self._colour(component, fill=True))

    def _make_shades(self, component: str) -> list[Style]:
        fill, page = self._colour(component, fill=True), self.colours["page"]
        return [Style(color=mix(fill, page, part)) for part in (0.30, 0.50, 0.72, 1.0)]

    def hue(self, component: str) -> Style:
        """The text colour of a component."""
        return self._hue(component)

    def fill(self, component: str) -> Style:
        """The colour of a component's blocks."""
        return self._fill(component)

    def shades(self, component: str) -> list[Style]:
        """Four strengths of a component's fill, weakest first: 1, 2, 3 and 4 or more pieces."""
        return self._shades(component)

    def code(self, code: str, component: str) -> Span:
        """A guideline's code as lists show it: bold, in its hue."""
        return code, self.hue(component) + Style(bold=True)

    def component_chip(self, code: str) -> Span:
        """A component's chip: ` F ` on its hue."""
        ground = Style(color=self._on_hue, bgcolor=self._colour(code, fill=False), bold=True)
        return self._bracketed(code), ground

    def chip(self, code: str, component: str) -> Span:
        """A guideline's chip: ` D4 `, bold hue on a little of it."""
        hue = self._colour(component, fill=False)
        ground = mix(hue, self.colours["page"], self._chip_part)
        return self._bracketed(code), Style(color=hue, bgcolor=ground, bold=True)

    def person_chip(self, name: str) -> Span:
        """A person's chip: two initials."""
        words = name.split()
        initials = "".join(word[0] for word in (words if len(words) < 2 else [words[0], words[-1]])).upper()
        return self._bracketed(f"{initials or '?':^2}"), self.person

    def _bracketed(self, text: str) -> str:
        return f"[{text}]" if self.mono else f" {text} "
