"""The keys that move about: the same in every list, in every text, and in a list that is led from a line to type in."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding

from leaptui.language import N_

_KEYS = {
    "up": "up,k",
    "down": "down,j",
    "page_up": "pageup,ctrl+b",
    "page_down": "pagedown,ctrl+f",
    "half_up": "ctrl+u",
    "half_down": "ctrl+d",
    "first": "home,g",
    "last": "end,G",
}
"""Each way to move, with vim's keys beside the arrows."""

_TYPING_KEYS = {
    "up": "up",
    "down": "down",
    "page_up": "pageup,ctrl+b",
    "page_down": "pagedown,ctrl+f",
    "first": "ctrl+home",
    "last": "ctrl+end",
}
"""The same where letters go into a line, in which Home and End move the cursor."""

Ways = Mapping[str, tuple[str, str, str]]
"""Of each way to move its action, what it says, its tooltip."""


def _bindings(
    place: str, keys: Mapping[str, str], ways: Ways, *, priority: bool = False, shown: str = ""
) -> tuple[Binding, ...]:
    """Bindings with ids of the place and the way, as `list.up`; the footer has the one `shown`, which stands for up and down."""
    return tuple(
        Binding(
            keys[way],
            action,
            says,
            show=way == shown,
            key_display="↑↓" if way == shown else None,
            priority=priority,
            id=f"{place}.{way}",
            tooltip=tooltip,
        )
        for way, (action, says, tooltip) in ways.items()
    )


IN_A_LIST = _bindings(
    "list",
    _KEYS,
    {
        "up": ("move(-1)", N_("Up"), N_("To the row above")),
        "down": ("move(1)", N_("Down"), N_("To the row below")),
        "page_up": ("page(-1)", N_("Page up"), N_("A screenful up")),
        "page_down": ("page(1)", N_("Page down"), N_("A screenful down")),
        "half_up": ("page(-1, 2)", N_("Half up"), N_("Half a screenful up")),
        "half_down": ("page(1, 2)", N_("Half down"), N_("Half a screenful down")),
        "first": ("edge(-1)", N_("First"), N_("To the first row")),
        "last": ("edge(1)", N_("Last"), N_("To the last row")),
    },
)
"""For a list with the actions `move(by)`, `page(by, part)` and `edge(by)`."""

IN_A_TEXT = _bindings(
    "reading",
    {**_KEYS, "top": _KEYS["first"], "end": _KEYS["last"]},
    {
        "up": ("scroll_up", N_("Up"), N_("A line up")),
        "down": ("scroll_down", N_("Down"), N_("A line down")),
        "page_up": ("page_up", N_("Page up"), N_("A screenful up")),
        "page_down": ("page_down", N_("Page down"), N_("A screenful down")),
        "half_up": ("half(-1)", N_("Half up"), N_("Half a screenful up")),
        "half_down": ("half(1)", N_("Half down"), N_("Half a screenful down")),
        "top": ("scroll_home", N_("Top"), N_("To the top")),
        "end": ("scroll_end", N_("End"), N_("To the end")),
    },
)
"""For a text with Textual's actions for scrolling, and `half(by)`."""

FROM_A_LINE = _bindings(
    "choose",
    _TYPING_KEYS,
    {
        "up": ("rows('move', -1)", N_("Up"), N_("To the row above")),
        "down": ("rows('move', 1)", N_("Choose"), N_("To the row below")),
        "page_up": ("rows('page', -1)", N_("Page up"), N_("A screenful up")),
        "page_down": ("rows('page', 1)", N_("Page down"), N_("A screenful down")),
        "first": ("rows('edge', -1)", N_("First"), N_("To the first row")),
        "last": ("rows('edge', 1)", N_("Last"), N_("To the last row")),
    },
    priority=True,
    shown="down",
)
"""For a line to type in that leads a list, with the action `rows(what, by)`."""
