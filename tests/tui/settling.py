"""Waiting until the app has done what it was asked for and has painted it, and no longer.

Textual's pilot waits after each key until the process had nothing to do for a while, and the screen is painted several times
meanwhile. Here the app's queues are looked at, and its frames are painted when everything else is done.
"""

from __future__ import annotations

import asyncio
import contextlib
import unicodedata
from collections.abc import Iterator

from textual import events
from textual.app import App
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

from leaptui.tui.base import DeskApp

SOON = 1.0
"""Within how many seconds something has to be called for, once, to be waited for: looking at what was typed, say."""
QUIET = 3
"""How many turns of the loop in a row have to find no message waiting."""


def _pumps(app: App[int]) -> Iterator[MessagePump]:
    yield app
    yield from app.screen.walk_children(with_self=True)


def _is_idle(app: App[int]) -> bool:
    return all(pump._message_queue.empty() and not pump._next_callbacks for pump in _pumps(app))


def _waits(app: App[int]) -> bool:
    """Whether something is called for soon, once."""
    timers = [timer for pump in _pumps(app) for timer in pump._timers]
    once = (timer._task for timer in timers if timer._repeat == 0 and timer._interval <= SOON)
    return any(task is not None and not task.done() for task in once)


def _goes_on(app: App[int]) -> bool:
    """Whether the app still takes messages: it has neither been left nor failed."""
    return app.is_running and not app._exit and not app._exception_event.is_set()


async def _drain(app: App[int]) -> None:
    """Let the messages be handled that wait, and those that come of them."""
    quiet = 0
    while quiet < QUIET and _goes_on(app):
        await asyncio.sleep(0)
        quiet = quiet + 1 if _is_idle(app) else 0


def _waits_for_paint(screen: Screen[object]) -> bool:
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


def _paint(app: App[int]) -> bool:
    """Paint what waits to be painted; tells whether there was anything."""
    waits = _waits_for_paint(app.screen)
    if waits:
        app.screen._on_timer_update()
    return waits


async def calm(pilot: Pilot[int]) -> None:
    """Wait until every message was handled and what came of it is painted."""
    app = pilot.app
    while _goes_on(app):
        await _drain(app)
        if _paint(app):
            continue
        await pilot._wait_for_screen()
        if _is_idle(app) and not _waits_for_paint(app.screen):
            return


async def _taken(pilot: Pilot[int]) -> None:
    """Wait until every key was taken, and what came of it is painted."""
    await calm(pilot)
    app = pilot.app
    while isinstance(app, DeskApp) and _goes_on(app) and (app._key_in_hand or app._typed_ahead):
        await asyncio.sleep(0.002)
        await calm(pilot)


async def _worked(app: App[int]) -> None:
    """Wait until no worker is left; one ends early when its screen goes, or when a newer one takes its place."""
    while app.workers:
        with contextlib.suppress(WorkerCancelled):
            await app.workers.wait_for_complete()


async def settle(pilot: Pilot[int]) -> None:
    """Wait until every key was taken and every message handled, every thread has ended, and all of it is painted."""
    await _taken(pilot)
    while True:
        await _worked(pilot.app)
        await pilot.app.animator.wait_until_complete()
        await calm(pilot)
        if not _goes_on(pilot.app) or not _waits(pilot.app):
            return
        await asyncio.sleep(0.01)


def _character(key: str) -> str | None:
    """What a key writes, as Textual's own pilot finds it; nothing for one that writes nothing."""
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        return key if len(key) == 1 else None


async def press(pilot: Pilot[int], key: str) -> None:
    """Press a key, and wait until all that came of it is there."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    event = events.Key(name, _character(name))
    event.set_sender(pilot.app)
    pilot.app.post_message(event)
    await settle(pilot)
