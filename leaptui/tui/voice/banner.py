"""The line that says, on every screen, whose words are being written while it is not the learner."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import _
from leaptui.model.text import clean_line
from leaptui.model.words import word
from leaptui.tui.base import desk
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.line import Line, Span, width_of

_EDGE = 3


class BannerLine(Widget):
    """`J. Lind is looking with you   mentor, since 16:10   w gives the word back`. A click says who speaks next."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._beside: list[Span] = []

    def show_voice(self, beside: Sequence[Span] = ()) -> None:
        """Show whose words are written now, and what the screen has to tell beside it."""
        self._beside = list(beside)
        self.set_class(desk(self).session.voice is not None, "-said")
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line on the marker's ground, in ink alone."""
        del y
        app = desk(self)
        inks, voice = app.inks, app.session.voice
        ground = inks.marker
        if voice is None:
            return Line().strip(self.size.width, inks.page)
        plain = inks.white + inks.page.from_color(None, inks.marker.bgcolor)
        name = clean_line(voice.name)
        role = word(clean_line(voice.role), "role")
        said = _("{role}, since {time}").format(role=role, time=app.session.voice_since)
        line = Line((_("{name} is looking with you").format(name=name), ground), ("   " + said, plain))
        room = self.size.width - 2 * _EDGE - 1
        if width_of([*line.left, *self._beside]) <= room:
            line.right = [(text, plain + style) for text, style in self._beside]
        for words in (_("what is private is put away"), _("private put away")):
            away: Span = (f"   {words}", plain)
            if width_of([*line.left, away, *line.right]) + 2 <= room:
                line.left.append(away)
                break
        back = _("{key} gives the word back").format(key=key_elsewhere(self, "app.voice", "w"))
        hint: Span = (f"   {back}", plain)
        if width_of([*line.left, hint, *line.right]) + 2 <= room:
            line.left.append(hint)
        edge = Line().strip(_EDGE, plain)
        return Strip.join([edge, line.strip(max(0, self.size.width - 2 * _EDGE), plain), edge])

    async def on_click(self) -> None:
        """A click asks who speaks next."""
        await self.app.run_action("voice")
