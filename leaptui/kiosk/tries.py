"""Wrong tries slow down: how many there were, and how long the next has to wait.

Two counts stand beside each other. One learner's doubles with each wrong try, from half a minute to an hour, and only the right
secret ends it. The machine's is mild, for a whole class mistypes now and then: it forgets one try a minute. Both are noted
before a secret is looked at, so that pulling the plug wins nothing; and where the clock was set back, as on small computers
without one of their own, the whole wait begins anew.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

_FREE = 3
_FIRST_SECONDS, _LONGEST_SECONDS = 30.0, 3600.0
_MACHINE_FREE = 12
_MACHINE_FORGETS = 60.0
_MACHINE_SECONDS = 15.0


class Tries(BaseModel):
    """Wrong tries in a row, when the last of them was noted, and for how many seconds from then on none is taken."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wrong: float = 0
    at: float = 0
    wait: float = 0


NONE = Tries()


def wait_left(tries: Tries, now: float) -> float:
    """For how many seconds from now on no try is taken."""
    gone = now - tries.at
    return tries.wait if gone < 0 else max(0.0, tries.wait - gone)


def held(tries: Tries, now: float) -> Tries:
    """The same tries, the wait counted from now where the clock was set back."""
    return tries.model_copy(update={"at": now}) if now < tries.at else tries


def one_more(tries: Tries, now: float) -> Tries:
    """After one more wrong try of one learner."""
    wrong = tries.wrong + 1
    over = wrong - _FREE
    wait = min(_FIRST_SECONDS * 2 ** min(over - 1, 20), _LONGEST_SECONDS) if over > 0 else 0.0
    return Tries(wrong=wrong, at=now, wait=wait)


def one_more_here(tries: Tries, now: float) -> Tries:
    """After one more wrong try of anybody on this machine."""
    forgotten = max(0.0, now - tries.at) / _MACHINE_FORGETS
    wrong = max(0.0, tries.wrong - forgotten) + 1
    return Tries(wrong=wrong, at=now, wait=_MACHINE_SECONDS if wrong > _MACHINE_FREE else 0.0)


def one_less_here(tries: Tries) -> Tries:
    """After a try that was noted as wrong and proved right."""
    wrong = max(0.0, tries.wrong - 1)
    return tries.model_copy(update={"wrong": wrong, "wait": tries.wait if wrong > _MACHINE_FREE else 0.0})
