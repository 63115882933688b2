"""Syncing in a process of its own, as the app does it: nothing that is typed waits for it, and it outlives the app."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

from leaptui.language import _, date_form, language
from leaptui.store.workspace import Workspace
from leaptui.sync.child import OUTCOME, PROGRESS, read_outcome
from leaptui.sync.diagnosis import safe
from leaptui.sync.outcome import SyncKind, SyncOutcome

_AT_ONCE = 1 << 16


async def sync_apart(workspace: Workspace, progress: Callable[[str], None]) -> SyncOutcome:
    """Sync a workspace in a process of its own. `progress` is given short sentences, in the loop this is awaited in.

    Where the task is cancelled the process goes on to its end by itself: it can be left, and needs nobody to listen.
    """
    # -P: what lies in the folder one happens to be in is not taken for a part of the program.
    words = [sys.executable, "-P", "-m", "leaptui.sync.child", str(workspace.root), language(), date_form()]
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return _cut_off()
    pipe = process.stdout
    if pipe is None:
        return _cut_off()
    with pipe:
        heard = _Heard(progress)
        await _listen(pipe.fileno(), heard.take)
    await asyncio.to_thread(process.wait)  # it has said all it had to say, and is about to end
    return heard.outcome or _cut_off()


async def _listen(handle: int, take: Callable[[bytes], None]) -> None:
    """Give on what comes out of a pipe, until it is closed at the other end."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()
    os.set_blocking(handle, False)

    def readable() -> None:
        try:
            chunk = os.read(handle, _AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            chunk = b""
        if chunk:
            take(chunk)
        elif not ended.done():
            loop.remove_reader(handle)
            ended.set_result(None)

    loop.add_reader(handle, readable)
    try:
        await ended
    finally:
        loop.remove_reader(handle)


class _Heard:
    """What the process told so far."""

    def __init__(self, progress: Callable[[str], None]) -> None:
        self.outcome: SyncOutcome | None = None
        self._progress = progress
        self._rest = b""

    def take(self, chunk: bytes) -> None:
        """Take what came; a line may come in parts."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            with suppress(ValueError, KeyError, TypeError):
                raw = json.loads(line)
                if OUTCOME in raw:
                    self.outcome = read_outcome(raw[OUTCOME])
                else:
                    self._progress(str(raw[PROGRESS]))


def _cut_off() -> SyncOutcome:
    words = safe(_("the sync was cut off"))
    return SyncOutcome(SyncKind.FAILED, f"{words[:1].upper()}{words[1:]}.")
