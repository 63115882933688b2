"""The desk around every screen: the tab line and the footer line; the screen between them and the header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.screen import Screen
from textual.strip import Strip

from leaptui.language import N_, _
from leaptui.tui.base import desk
from leaptui.tui.keys import Offer, footer_order, key_of, offers, own_keys
from leaptui.tui.line import Line, Span, width_of
from leaptui.tui.voice.banner import BannerLine
from leaptui.tui.voice.held import held_to_voice
from leaptui.tui.widgets.header import NARROW, DeskLine, HeaderLine
from leaptui.tui.widgets.patient import Patient

if TYPE_CHECKING:
    from leaptui.tui.session import Session

MOST_KEYS = 8
KEPT = frozenset(
    {"app.help", "form.keep", "picker.keep", "overlay.help", "overlay.leave", "welcome.leave", "kiosk.screen_keys"}
)
"""Keys that the footer shows in any case, where they work."""
IN_HEADER = frozenset({"kiosk.screen_keys"})
"""Keys that stand above every screen of the desk."""


@dataclass(frozen=True)
class Tab:
    """A screen one can go to: its number key, its name, what the tab line calls it."""

    key: str
    name: str
    title: str
    tooltip: str


TABS = (
    Tab("1", "today", N_("Today"), N_("To Today")),
    Tab("2", "evidence", N_("Evidence"), N_("To Evidence")),
    Tab("3", "framework", N_("Framework"), N_("To Framework")),
    Tab("4", "goals", N_("Goals"), N_("To Goals")),
    Tab("5", "journal", N_("Journal"), N_("To the Journal")),
    Tab("6", "me", N_("Me"), N_("To Me")),
    Tab("7", "people", N_("People"), N_("To People")),
    Tab("8", "review", N_("Review"), N_("To Review")),
)


class TabLine(DeskLine):
    """The screens; the one on top has the page's colour, so the paper runs up into it."""

    def __init__(self, current: str) -> None:
        super().__init__()
        self.current = current
        self._places: list[tuple[int, int, str]] = []
        self._shown_taken: frozenset[str] = frozenset()

    def render_line(self, y: int) -> Strip:
        """The tabs, each with a blank on its two sides."""
        del y
        inks = desk(self).inks
        wide = self.size.width >= NARROW
        line = Line((" " if wide else "", inks.dim), ground=inks.desk)
        self._places = []
        taken = self._shown_taken = self._taken()
        keys = {tab.name: key_of(self, f"app.go_{tab.name}") for tab in TABS}
        named = self._named(keys)
        for tab in TABS:
            key = " " * cell_len(keys[tab.name]) if tab.name in taken else keys[tab.name]
            at = width_of(line.left)
            if tab.name == self.current:
                page = inks.page + (Style(underline=True) if inks.mono else Style())
                line.add(" ", inks.page).add(key, inks.strong + inks.page)
                line.add(" ", inks.page).add(_(tab.title), inks.strong + page).add(" ", inks.page)
            else:
                line.add(f" {key} {_(tab.title)} " if tab.name in named else f" {key} ", inks.dim)
            end = width_of(line.left)
            self._places.append((at, end, tab.name))
            line.add("  " if wide else "", inks.dim)  # the eight of them fill 80 columns
        return line.strip(self.size.width, inks.desk)

    def _named(self, keys: Mapping[str, str]) -> set[str]:
        """The tabs whose names there is room for; the last ones give theirs up first, and keep their keys."""
        named = {tab.name: cell_len(_(tab.title)) + 1 for tab in TABS}
        over = sum(cell_len(key) + 2 for key in keys.values()) + sum(named.values()) - self.size.width
        for tab in reversed(TABS):
            if over > 0 and tab.name != self.current:
                over -= named.pop(tab.name)
        return set(named)

    def on_mount(self) -> None:
        """Follow the keys as the focus moves."""
        self.screen.bindings_updated_signal.subscribe(self, self._look)

    def _look(self, screen: Screen[Any]) -> None:
        del screen
        if self._taken() != self._shown_taken:
            self.refresh()

    def _taken(self) -> frozenset[str]:
        """The screens whose keys say something else now: levels, while somebody speaks in a review."""
        app = desk(self)
        if not app.session.is_open or app.session.voice is None:
            return frozenset()
        active = self.screen.active_bindings
        # What belongs to the app is not among them under a sheet: it is the key that counts, not whether its own is there.
        pairs = [(name, key) for name, key in self._tab_keys() if key in active]
        return frozenset(name for name, key in pairs if active[key].binding.id != f"app.go_{name}")

    def _tab_keys(self) -> list[tuple[str, str]]:
        own = own_keys(self)
        return [(tab.name, key) for tab in TABS for key in own.get(f"app.go_{tab.name}", (tab.key,))]

    def on_click(self, event: events.Click) -> None:
        """A click goes to the screen."""
        for start, end, name in self._places:
            if start <= event.x < end:
                desk(self).go(name)


class FooterLine(DeskLine):
    """The keys that work now, eight at most; a click on one presses it."""

    def __init__(self, *, commands: bool = True) -> None:
        super().__init__()
        self._commands = commands
        self._places: list[tuple[int, int, Offer]] = []

    def on_mount(self) -> None:
        """Follow the keys as the focus moves."""
        self.screen.bindings_updated_signal.subscribe(self, self._refresh)

    def _refresh(self, screen: Screen[Any]) -> None:
        del screen
        self.refresh()

    def line(self) -> Line:
        """The keys, nearest first, and the command palette at the right."""
        inks = desk(self).inks
        found = offers(self.screen)
        palette = next((offer for offer in found if offer.id == "app.commands"), None)
        left_out = self.screen.left_out_of_footer() | IN_HEADER if isinstance(self.screen, DeskScreen) else frozenset()
        offered = (offer for offer in found if offer.shown and offer is not palette and offer.id not in left_out)
        shown = sorted(offered, key=footer_order)
        right: list[Span] = []
        if palette and self._commands:
            right = [(palette.name, inks.strong), (f" {palette.says}", inks.dim)]
        inner = self.size.width - 4
        room = inner - (width_of(right) + 1 if right else 0)
        gap = 3 if self.size.width >= NARROW else 2
        # What keeps, the help and the way out are never left out: they tell the rest, and lead back.
        kept = [offer for offer in shown if offer.id in KEPT]
        others = [offer for offer in shown if offer not in kept][: MOST_KEYS - len(kept)]
        room -= sum(_size(offer) + gap for offer in kept)
        line = Line()
        used = 0
        self._places = []
        for offer in [*others, *kept]:
            if offer not in kept and used + _size(offer) > room:
                continue
            line.add(offer.name, inks.strong).add(f" {offer.says}", inks.dim).add(" " * gap)
            self._places.append((used + 2, used + 2 + _size(offer), offer))
            used += _size(offer) + gap
        if line.left:
            line.left.pop()  # no blanks after the last one: they would cut it where it just fits
        line.right = right
        if right and palette:
            self._places.append((inner + 2 - width_of(right), inner + 2, palette))
        return line

    async def on_click(self, event: events.Click) -> None:
        """A click does what the key does; a second one that was on its way does not do it again under what the first opened."""
        if not self.screen.is_active:
            return
        for start, end, offer in self._places:
            if start <= event.x < end:
                await self.app.run_action(offer.action, default_namespace=offer.node)
                return


def _size(offer: Offer) -> int:
    """The cells a key takes in the footer."""
    return cell_len(offer.name) + 1 + cell_len(offer.says)


class DeskScreen(Patient[None]):
    """A screen of the app: the page between the lines of the desk. Subclasses compose the page and show the portfolio."""

    NAME = ""
    BINDINGS = [
        Binding("tab", "app.focus_next", N_("Next pane"), show=False, id="pane.next", tooltip=N_("To the next pane")),
        Binding(
            "shift+tab",
            "app.focus_previous",
            N_("Pane before"),
            show=False,
            id="pane.before",
            tooltip=N_("To the pane before"),
        ),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    _shown: Session | None = None

    @property
    def said_name(self) -> str:
        """What the screen is called, as the tab line says it."""
        return next((_(tab.title) for tab in TABS if tab.name == self.NAME), self.NAME)

    def compose(self) -> ComposeResult:
        """The desk's lines around the page."""
        yield desk(self).make_header()
        yield TabLine(self.NAME)
        yield BannerLine()
        yield from self.compose_page()
        yield FooterLine()

    def compose_page(self) -> ComposeResult:
        """The panes of the screen."""
        raise NotImplementedError

    def show_portfolio(self) -> None:
        """Show the portfolio as it stands now: called when the screen is first shown and after every change."""
        raise NotImplementedError

    def left_out_of_footer(self) -> frozenset[str]:
        """Ids of keys that the footer leaves to the help, for want of room or of use."""
        return frozenset({"app.undo", "app.sync"}) if self.has_class("-narrow") else frozenset()

    def beside_voice(self) -> list[Span]:
        """What stands at the right of the banner that says whose words are written."""
        return []

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """The keys that work; while somebody else speaks those of the learner's own work say why they do not."""
        chain = super()._binding_chain
        session = desk(self).session
        return chain if session.voice is None else [(node, held_to_voice(keys)) for node, keys in chain]

    def begin_anew(self) -> None:
        """Forget what belonged to the portfolio shown before: another one was opened."""

    def on_paste(self, event: events.Paste) -> None:
        """A file that is dropped onto a screen begins a piece."""
        from leaptui.tui.evidence.dropped import dropped_paths
        from leaptui.tui.evidence.write import add_piece

        sources = desk(self).session.workspace.sources
        paths = [path for path in dropped_paths(event.text, sources) if sources.reaches(path) and not path.is_dir()]
        if paths:
            event.stop()
            add_piece(self, files=paths)

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was on top."""
        self.show_now()

    def show_now(self) -> None:
        """Show the portfolio as it stands; begin anew where another one was opened since."""
        session = desk(self).session
        if not session.is_open:
            return  # the empty desk is shown first; the app shows the portfolio as soon as it is read
        if self._shown is not None and self._shown is not session:
            self.begin_anew()
        self._shown = session
        self.query_one(HeaderLine).refresh()
        self.query_one(BannerLine).show_voice(self.beside_voice())
        self.show_portfolio()
