"""What a kiosk's own file holds: learners with their hashes, the facilitator's, the wrong tries, the settings."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from leaptui.kiosk.hashing import Cost
from leaptui.kiosk.tries import NONE, Tries

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


class Learner(_Part):
    """A learner at this machine. Without a secret and without a code nobody can sign in as this learner."""

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
