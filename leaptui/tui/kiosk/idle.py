"""When somebody has walked away: a notice first, then the lock, then the way out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from leaptui.kiosk.kept import KioskSettings
from leaptui.language import N_, _, ngettext
from leaptui.tui.kiosk.targets import Target
from leaptui.tui.widgets.patient import Patient

INPUT = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
"""What somebody does who is there. A mouse that only moves may have been pushed by a passing bag."""


LOCK_KEY = "f9"


def is_lock_key(event: events.Event) -> bool:
    """Whether it is the key that locks."""
    return isinstance(event, events.Key) and event.key == LOCK_KEY


def awake() -> float:
    """Seconds on a clock that never goes back, and goes on while the machine sleeps: who closes a lid has walked away."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class Stage(Enum):
    """How long nobody was there."""

    THERE = "there"
    NOTICE = "notice"
    LOCK = "lock"
    LEAVE = "leave"


@dataclass
class IdleWatch:
    """Tells how long nobody was there; `now` gives seconds as `awake` does."""

    settings: KioskSettings
    now: Callable[[], float] = awake

    def __post_init__(self) -> None:
        self._last = self.now()

    def touched(self) -> None:
        """Somebody is there."""
        self._last = self.now()

    @property
    def _gone(self) -> float:
        return self.now() - self._last

    @property
    def seconds_to_lock(self) -> float:
        """For how many seconds more it is not locked."""
        return self.settings.notice_seconds + self.settings.lock_seconds - self._gone

    @property
    def stage(self) -> Stage:
        """What is to be done now."""
        lock = self.settings.notice_seconds + self.settings.lock_seconds
        if self._gone >= lock + self.settings.leave_seconds:
            return Stage.LEAVE
        if self._gone >= lock:
            return Stage.LOCK
        return Stage.NOTICE if self._gone >= self.settings.notice_seconds else Stage.THERE


class IdleNotice(Patient[None], ModalScreen[None]):
    """Says quietly that it locks soon. Any key or touch is the answer, and does nothing else."""

    CSS_PATH = "kiosk.tcss"
    BINDINGS = [Binding("escape", "leave", N_("I am here"), id="idle.here", tooltip=N_("Go on where you were"))]

    def __init__(self, watch: IdleWatch) -> None:
        super().__init__()
        self._watch = watch

    def compose(self) -> ComposeResult:
        """One sentence, and a target."""
        with Vertical(id="notice"):
            yield Static("", id="words", markup=False)
            yield Target(_("I am here"), id="here", hint=_("any key"), is_first=True)

    def on_mount(self) -> None:
        """Count down."""
        self._tell()
        self.set_interval(0.5, self._tell)

    def _tell(self) -> None:
        left = max(0, round(self._watch.seconds_to_lock))
        words = ngettext(
            "Are you still there? The screen locks in {n} second. Everything is saved.",
            "Are you still there? The screen locks in {n} seconds. Everything is saved.",
            left,
        )
        self.query_one("#words", Static).update(words.format(n=left))

    def action_leave(self) -> None:
        """Somebody is there."""
        self.dismiss(None)
