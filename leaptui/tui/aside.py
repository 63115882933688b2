"""Waiting for what takes long in a thread that nobody has to wait for: leaving the app does not hang on the network."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

T = TypeVar("T")


async def aside(work: Callable[[], T]) -> T:
    """Do some work in a thread of its own and give what it gives, or raise what it raises.

    The threads of asyncio are waited for when a program ends; this one is left behind.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def finish(how: Callable[[], None]) -> None:
        if not done.done():  # else nobody waits any more
            how()

    def run() -> None:
        try:
            how = partial(done.set_result, work())
        except BaseException as raised:  # noqa: BLE001  # it is raised again where it is waited for
            how = partial(done.set_exception, raised)
        with suppress(RuntimeError):  # the app was left
            loop.call_soon_threadsafe(finish, how)

    threading.Thread(target=run, daemon=True).start()
    return await done
