"""What a kiosk's own file holds: learners with their hashes, the facilitator's, the wrong tries, the settings."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from leaptui.kiosk.hashing import Cost
from leaptui.kiosk.tries import NONE, Tries, held
from leaptui.language import _
from leaptui.store.errors import Missing

FORMAT = 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Code(_Part):
    """A one-time code that waits for its learner: its hash, and when it was given, in seconds of the epoch."""

    hash: str
    given: float


class Tastes(_Part):
    """How a learner likes the app at this machine; None where the machine's own settings hold."""

    theme: str | None = None
    language: str | None = None
    date_form: str | None = None
    tour: str | None = None


class Whose(_Part):
    """What a portfolio is known by, whatever its name: when it was begun (an instant), and its learner's name."""

    begun: str
    learner: str


class Learner(_Part):
    """A learner at this machine. Without a secret and without a code nobody can sign in as this learner.

    The secret opens one portfolio alone, also where another one has its name by now; `whose` is None where that was not
    looked at yet.
    """

    whose: Whose | None = None
    secret: str | None = None
    code: Code | None = None
    is_locked: bool = False
    tries: Tries = NONE
    tastes: Tastes = Tastes()


class KioskSettings(_Part):
    """What the facilitator chose for this machine; times in seconds but where the name says otherwise."""

    notice_seconds: Annotated[int, Field(ge=10, le=3600)] = 120
    """After how long without a key or a touch the notice comes."""
    lock_seconds: Annotated[int, Field(ge=5, le=600)] = 30
    """How long the notice counts down before the screen locks."""
    leave_seconds: Annotated[int, Field(ge=10, le=86_400)] = 600
    """How long it stays locked before the learner is signed out."""
    code_days: Annotated[int, Field(ge=1, le=365)] = 14
    """For how many days a one-time code holds."""
    sync_minutes: Annotated[int, Field(ge=1, le=1440)] = 10
    """About how often it syncs by itself."""
    stick: str | None = None
    """The folder at which sticks appear (`/media`): files are taken from it and portfolios carried home to it."""
    is_large: bool = False
    """Whether names and digits are written in large letters."""
    theme: str | None = None
    language: str | None = None
    date_form: str | None = None


class Kept(_Part):
    """The whole file."""

    format: Annotated[int, Field(ge=1, le=FORMAT)]
    workspace: str
    cost: Cost = Cost()
    facilitator: str
    facilitator_tries: Tries = NONE
    machine: Tries = NONE
    settings: KioskSettings = KioskSettings()
    learners: dict[str, Learner] = {}

    def is_ahead(self, now: float) -> bool:
        """Whether somebody has to wait from a moment on that is not there yet: the clock was set back."""
        tries = (self.facilitator_tries, self.machine, *(one.tries for one in self.learners.values()))
        return any(one.wait and now < one.at for one in tries)


class Change:
    """The file while it is changed."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept

    def known(self, name: str) -> Learner:
        """A learner of this machine. Raises Missing."""
        try:
            return self.kept.learners[name]
        except KeyError:
            raise Missing(_("{name} is not known at this machine; nothing was changed").format(name=name)) from None

    def learner(self, name: str, learner: Learner) -> None:
        """Put a learner in the place of the one before."""
        self.kept = self.kept.model_copy(update={"learners": {**self.kept.learners, name: learner}})

    def tries(self, facilitator: Tries, machine: Tries) -> None:
        """Note the tries of the passphrase, and of this machine."""
        self.kept = self.kept.model_copy(update={"facilitator_tries": facilitator, "machine": machine})

    def hold(self, now: float) -> None:
        """Count every wait from now where the clock was set back."""
        learners = {
            name: one.model_copy(update={"tries": held(one.tries, now)}) for name, one in self.kept.learners.items()
        }
        facilitator, machine = held(self.kept.facilitator_tries, now), held(self.kept.machine, now)
        update = {"learners": learners, "facilitator_tries": facilitator, "machine": machine}
        self.kept = self.kept.model_copy(update=update)
