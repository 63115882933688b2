"""Secrets as a kiosk keeps them: argon2id hashes, dear enough that nobody tries a file of them through in an evening.

The form is the one of RFC 9106 (`$argon2id$v=19$m=…`), which names its own cost, so that an old hash can be checked for ever.
"""

from __future__ import annotations

import secrets
import time
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise

from leaptui.language import _
from leaptui.model.folded import fold

LEAST_SIGNS = 6
LEAST_FACILITATOR = 10
MOST_SIGNS = 200
"""No secret is longer: hashing what somebody's elbow typed must not take the machine's memory."""
CODE_DIGITS = 8
_GOAL_SECONDS = 0.5
_MOST_ROUNDS = 24
_LOOKS = 2


@dataclass(frozen=True)
class Cost:
    """What one hash costs: rounds, memory in KiB, lanes.

    The first recommendation of RFC 9106 wants 2 GiB, more than a small computer has; these are its second, with one lane: the
    other processors have the learner's portfolio to read meanwhile.
    """

    rounds: int = 3
    memory: int = 65_536
    lanes: int = 1


def hash_secret(secret: str, cost: Cost) -> str:
    """Hash a secret, with a salt of its own."""
    from argon2 import PasswordHasher

    return PasswordHasher(cost.rounds, cost.memory, cost.lanes).hash(_plain(secret))


def is_secret(kept: str, secret: str) -> bool:
    """Whether a secret is the one that was hashed; what is kept and is no hash fits none."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    if len(secret) > MOST_SIGNS:
        return False
    try:
        return PasswordHasher().verify(kept, _plain(secret))
    except (VerificationError, InvalidHashError):
        return False


def measured_cost(goal: float = _GOAL_SECONDS) -> Cost:
    """The cost that takes this machine about so many seconds; never less than what the RFC recommends.

    Taking the memory costs the same for few rounds as for many, so that what the first look leads to is looked at, too.
    """
    least = Cost()
    _seconds_of(least)  # the first one reads in the library
    rounds = least.rounds
    for _nth in range(2):
        # The machine may have other work to do just now: the quickest counts.
        took = min(_seconds_of(replace(least, rounds=rounds)) for _look in range(_LOOKS))
        rounds = min(max(round(rounds * goal / took), least.rounds), _MOST_ROUNDS) if took else rounds
    return replace(least, rounds=rounds)


def _seconds_of(cost: Cost) -> float:
    started = time.process_time()
    hash_secret("how long does it take", cost)
    return time.process_time() - started  # of the processor alone


def new_code() -> str:
    """A one-time code: digits alone, so that it can be given on a screen with ten big keys."""
    return "".join(secrets.choice("0123456789") for _digit in range(CODE_DIGITS))


def spaced(code: str) -> str:
    """A code as it is read out: `4829 1057`."""
    return f"{code[: CODE_DIGITS // 2]} {code[CODE_DIGITS // 2 :]}"


def bare(code: str) -> str:
    """A code as it was given out, however it was typed."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", code) if sign.isalnum())


def trouble_with(secret: str, learner: str = "") -> str | None:
    """Why a learner's new secret will not do, as a sentence; None where it will."""
    if len(secret) < LEAST_SIGNS:
        return _("Take at least {n} digits, or a few words.").format(n=LEAST_SIGNS)
    if len(secret) > MOST_SIGNS:
        return _("Take no more than {n} signs.").format(n=MOST_SIGNS)
    if not secret.isprintable():
        return _("Take letters, digits and blanks alone.")
    steps = {ord(after) - ord(before) for before, after in pairwise(secret)}
    if len(steps) == 1 and steps <= {-1, 0, 1}:
        return _("Everybody tries that one first. Take another.")
    name = fold(learner).replace(" ", "")
    if name and fold(secret).replace(" ", "") in {name, *fold(learner).split()}:
        return _("Your name is what others would try first. Take another.")
    return None


def trouble_with_passphrase(passphrase: str) -> str | None:
    """Why a facilitator's new passphrase will not do, as a sentence; None where it will."""
    if len(passphrase) < LEAST_FACILITATOR:
        return _("Take at least {n} signs: a few words are easiest to remember.").format(n=LEAST_FACILITATOR)
    return trouble_with(passphrase)


def _plain(secret: str) -> bytes:
    """A secret as it is hashed: the same however a keyboard puts an accent together."""
    return unicodedata.normalize("NFC", secret).encode("utf-8", "surrogatepass")
