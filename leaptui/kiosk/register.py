"""The kiosk's own file: who may sign in at this machine. It lies outside the workspace, is its owner's alone and never synced."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import ValidationError

from leaptui.kiosk import hashing
from leaptui.kiosk.answer import Answer, Kind
from leaptui.kiosk.kept import FORMAT, Change, Code, Kept, KioskSettings, Learner, Tastes, Whose
from leaptui.kiosk.place import check_private, check_stick, make_private
from leaptui.kiosk.tries import NONE, held, one_less_here, one_more, one_more_here, wait_left
from leaptui.kiosk.whose import Renamed, There, followed
from leaptui.language import _
from leaptui.store.errors import Busy, Missing, Refused, StoreError
from leaptui.store.files import Identity, clear_stale, explain, identity, read_bytes, write_atomically
from leaptui.store.workspace import Workspace

FILE = "kiosk.json"
_MOST_BYTES = 50_000_000
_LOCK_SECONDS = 10.0
_DAY = 86_400.0
UNNOTED_SECONDS = 30.0
"""How long the facilitator waits before a passphrase is looked at of which no note can be taken. No restart saves it."""


class Unnoted(StoreError):
    """The disk takes nothing, so that no try can be noted."""


class Register:
    """The file of one kiosk. Each question looks at it anew, each answer is written before it is given: no restart forgets one.

    Raises StoreError where the file cannot be read or written, or is not this user's alone.
    """

    def __init__(self, home: Path, workspace: Workspace, now: Callable[[], float] = time.time) -> None:
        """`home` is the folder of the file, `now` gives the seconds of the epoch."""
        self.home = home
        self.path = home / FILE
        self._workspace = workspace
        self._now = now
        self._known: tuple[Identity, Kept] | None = None
        self._waiting = threading.Lock()

    # ---- the file

    @property
    def is_there(self) -> bool:
        """Whether this machine was set up as a kiosk."""
        return os.path.lexists(self.path)

    def set_up(self, passphrase: str, settings: KioskSettings, cost: hashing.Cost) -> None:
        """Make the file, with the facilitator's passphrase. Raises Refused where there is one, or the passphrase or
        the folder of the sticks will not do.
        """
        if trouble := hashing.trouble_with_passphrase(passphrase):
            raise Refused(trouble)
        check_stick(settings.stick, self.home, self._workspace.root)
        kept = Kept(
            format=FORMAT,
            workspace=str(self._workspace.root.resolve()),
            cost=cost,
            facilitator=hashing.hash_secret(passphrase, cost),
            settings=settings,
        )
        make_private(self.home, self._workspace.root)
        with self._lock():
            if self.is_there:
                raise Refused(_("this machine is a kiosk already; nothing was changed"))
            self._write(kept)

    def read(self) -> Kept:
        """The file as it stands. Raises Missing where the machine is no kiosk yet, Refused where the file cannot be trusted."""
        try:
            check_private(self.home, self.path, self._workspace.root)
            found = identity(self.path)
            known = self._known  # one look: other threads read, too
            if known is not None and known[0] == found:
                return known[1]
            kept = Kept.model_validate_json(read_bytes(self.path, _MOST_BYTES))
        except FileNotFoundError:
            raise Missing(_("this machine is no kiosk yet: “leaptui kiosk setup” makes it one")) from None
        except OSError as error:
            raise StoreError(explain(error, _("{file} could not be read").format(file=self.path))) from error
        except ValidationError:
            words = _("{file} cannot be understood; nobody can sign in until it is put back from a copy")
            raise Refused(words.format(file=self.path)) from None
        if Path(kept.workspace) != self._workspace.root.resolve():
            words = _("{file} belongs to the workspace {other}, not to this one")
            raise Refused(words.format(file=self.path, other=kept.workspace))
        # Where it was changed while it was read, it is another one at the next question, and read again.
        self._known = (found, kept) if found is not None else None
        return kept

    @contextmanager
    def _lock(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        lock = FileLock(self.home / "kiosk.lock", mode=0o600)
        try:
            lock.acquire(timeout=_LOCK_SECONDS, poll_interval=0.01)
        except Timeout:
            raise Busy(_("another program holds the kiosk's file: try again in a moment")) from None
        except OSError as error:
            raise Unnoted(explain(error, _("the kiosk's file cannot be locked"))) from error
        try:
            yield
        finally:
            lock.release()

    def _write(self, kept: Kept) -> None:
        data = kept.model_dump_json(indent=1, exclude_defaults=True).encode() + b"\n"
        try:
            clear_stale(self.home)
            write_atomically(self.path, data, mode=0o600)
        except OSError as error:
            raise Unnoted(explain(error, _("the kiosk's file could not be written"))) from error
        with suppress(OSError, Refused):  # what cannot be read now says so at the next question
            found = identity(self.path)
            if found is not None and read_bytes(self.path, _MOST_BYTES) == data:
                self._known = (found, kept)

    @contextmanager
    def _changing(self) -> Iterator[Change]:
        """Read the file, let it be changed, and write it where it was, all under the lock."""
        with self._lock():
            before = self.read()
            change = Change(before)
            yield change
            if change.kept != before:
                self._write(change.kept)

    # ---- learners

    def learners(self) -> Mapping[str, Learner]:
        """The learners of this machine, by the name of their portfolio."""
        return self.read().learners

    def give_code(self, name: str, whose: Whose | None = None) -> str:
        """Let a learner in once by a code, which takes the place of what they signed in with before; gives the code.

        The learner need not be known yet. The wait for wrong tries ends. `whose` is the portfolio, where it can be read.
        """
        code = hashing.new_code()
        with self._changing() as change:
            hashed = Code(hash=hashing.hash_secret(code, change.kept.cost), given=self._now())
            before = change.kept.learners.get(name, Learner())
            update = {"secret": None, "code": hashed, "tries": NONE, "whose": whose or before.whose}
            change.learner(name, before.model_copy(update=update))
        return code

    def set_locked(self, name: str, *, is_locked: bool) -> None:
        """Lock a learner out at this machine, or let them in again, which ends the wait for wrong tries. Raises Missing."""
        with self._changing() as change:
            update: dict[str, object] = {"is_locked": is_locked}
            if not is_locked:
                update["tries"] = NONE
            change.learner(name, change.known(name).model_copy(update=update))

    def follow(self, there: There, renamed: Renamed) -> None:
        """Let learners follow their portfolios; `there` are those of the workspace by name."""
        learners = self.learners()
        if followed(learners, there, renamed) == learners:
            return
        with self._changing() as change:
            update = {"learners": followed(change.kept.learners, there, renamed)}
            change.kept = change.kept.model_copy(update=update)

    def choose_settings(self, settings: KioskSettings) -> None:
        """Keep what the facilitator chose. Raises Refused where they chose a folder for sticks that will not do."""
        with self._changing() as change:
            if settings.stick != change.kept.settings.stick:
                check_stick(settings.stick, self.home, self._workspace.root)
            change.kept = change.kept.model_copy(update={"settings": settings})

    def keep_tastes(self, name: str, tastes: Tastes) -> None:
        """Keep how a learner likes the app. Raises Missing."""
        with self._changing() as change:
            change.learner(name, change.known(name).model_copy(update={"tastes": tastes}))

    # ---- signing in

    def seconds_to_wait(self, name: str) -> float:
        """For how many seconds no try of this learner is taken; 0 where one is."""
        kept, now = self._timely(), self._now()
        tries = kept.learners[name].tries if name in kept.learners else NONE
        return max(wait_left(tries, now), wait_left(kept.machine, now))

    def _timely(self) -> Kept:
        """The file, with every wait counted from now where the clock was set back: else it would not end before it is right."""
        kept, now = self.read(), self._now()
        if not kept.is_ahead(now):
            return kept
        with self._changing() as change:
            change.hold(now)
        return change.kept

    def sign_in(self, name: str, secret: str, meanwhile: Callable[[], None] = lambda: None) -> Answer:
        """Try a learner's secret. It takes as long as one hash; a wrong try is noted before it is looked at.

        `meanwhile` is called once, before it is looked at: it begins what can be done at the same time. Where no try is taken it
        is not called; where the answer is right it was.
        """
        kept = self.read()
        learner = kept.learners.get(name)
        if learner is None or (learner.secret is None and not learner.is_locked):
            return Answer(Kind.UNKNOWN)
        if learner.is_locked:
            return Answer(Kind.LOCKED)
        hashed = learner.secret or ""

        def look() -> bool:
            meanwhile()
            return hashing.is_secret(hashed, secret)

        return self._try(name, learner, look)

    def check_code(self, name: str, code: str) -> Answer:
        """Try a one-time code; it is used up by `choose_secret` alone."""
        learner = self.read().learners.get(name)
        if learner is not None and learner.is_locked:
            return Answer(Kind.LOCKED)
        if learner is None or learner.code is None:
            return Answer(Kind.UNKNOWN)
        given = learner.code
        if self._is_too_old(given):
            return Answer(Kind.TOO_OLD)
        return self._try(name, learner, lambda: hashing.is_secret(given.hash, hashing.bare(code)))

    def choose_secret(self, name: str, code: str, secret: str, learner: str = "") -> Answer:
        """Take a learner's own secret in place of the one-time code; `learner` is their name. Raises Refused with the sentence
        where the secret will not do.
        """
        if trouble := hashing.trouble_with(secret, learner):
            raise Refused(trouble)
        answer = self.check_code(name, code)
        return self._take(name, secret) if answer.is_right else answer

    def change_secret(self, name: str, before: str, secret: str, learner: str = "") -> Answer:
        """Take another secret of a learner who knows the one before. Raises Refused as `choose_secret`."""
        if trouble := hashing.trouble_with(secret, learner):
            raise Refused(trouble)
        answer = self.sign_in(name, before)
        return self._take(name, secret) if answer.is_right else answer

    def _take(self, name: str, secret: str) -> Answer:
        """Keep a learner's new secret; the code it came by is used up."""
        with self._changing() as change:
            hashed = hashing.hash_secret(secret, change.kept.cost)
            learner = change.known(name)
            if learner.secret is None and learner.code is None:
                return Answer(Kind.UNKNOWN)
            change.learner(name, learner.model_copy(update={"secret": hashed, "code": None, "tries": NONE}))
        return Answer(Kind.RIGHT)

    def _is_too_old(self, code: Code) -> bool:
        return self._now() - code.given > self.read().settings.code_days * _DAY

    def _try(self, name: str, asked: Learner, look: Callable[[], bool]) -> Answer:
        """Note a wrong try of a learner, look whether it is one, and take the note back where it is not.

        `asked` is the learner whose hash is looked at: where the facilitator changed that meanwhile, nothing is right any more.
        """
        with self._changing() as change:
            now = self._now()
            learner = change.known(name)
            change.kept = change.kept.model_copy(update={"machine": held(change.kept.machine, now)})
            change.learner(name, learner.model_copy(update={"tries": held(learner.tries, now)}))
            wait = max(wait_left(learner.tries, now), wait_left(change.kept.machine, now))
            if wait:
                return Answer(Kind.WAITS, wait)
            change.learner(name, learner.model_copy(update={"tries": one_more(learner.tries, now)}))
            change.kept = change.kept.model_copy(update={"machine": one_more_here(change.kept.machine, now)})
        if not look():
            return Answer(Kind.WRONG, self.seconds_to_wait(name))
        with self._changing() as change:
            now_is = change.known(name)
            if (now_is.secret, now_is.code, now_is.is_locked) != (asked.secret, asked.code, asked.is_locked):
                return Answer(Kind.UNKNOWN)
            change.learner(name, now_is.model_copy(update={"tries": NONE}))
            change.kept = change.kept.model_copy(update={"machine": one_less_here(change.kept.machine)})
        return Answer(Kind.RIGHT)

    # ---- the facilitator

    def seconds_for_facilitator(self) -> float:
        """For how many seconds no passphrase is taken."""
        kept, now = self._timely(), self._now()
        return max(wait_left(kept.facilitator_tries, now), wait_left(kept.machine, now))

    def admit(self, passphrase: str, pause: Callable[[float], None] = time.sleep) -> Answer:
        """Try the facilitator's passphrase, as `sign_in` does.

        Where the disk takes no note of it, a learner is let in no more, but a machine has to be ended by somebody: each try is
        looked at after a wait then, for which `pause` is called with its seconds.
        """
        try:
            return self._admit(passphrase)
        except Unnoted:
            return self._admit_unnoted(passphrase, pause)

    def _admit_unnoted(self, passphrase: str, pause: Callable[[float], None]) -> Answer:
        """Look at a passphrase after a wait: one at a time, so that who leaves and tries again wins nothing."""
        kept, now = self.read(), self._now()
        wait = max(wait_left(kept.facilitator_tries, now), wait_left(kept.machine, now))
        if wait or not self._waiting.acquire(blocking=False):
            return Answer(Kind.WAITS, wait or UNNOTED_SECONDS)
        try:
            pause(UNNOTED_SECONDS)
            return Answer(Kind.RIGHT if hashing.is_secret(kept.facilitator, passphrase) else Kind.WRONG)
        finally:
            self._waiting.release()

    def _admit(self, passphrase: str) -> Answer:
        with self._changing() as change:
            now = self._now()
            own, here = held(change.kept.facilitator_tries, now), held(change.kept.machine, now)
            wait = max(wait_left(own, now), wait_left(here, now))
            if not wait:
                own, here = one_more(own, now), one_more_here(here, now)
            change.tries(own, here)
            if wait:
                return Answer(Kind.WAITS, wait)
            hashed = change.kept.facilitator
        if not hashing.is_secret(hashed, passphrase):
            return Answer(Kind.WRONG, self.seconds_for_facilitator())
        with self._changing() as change:
            change.tries(NONE, one_less_here(change.kept.machine))
        return Answer(Kind.RIGHT)

    def choose_passphrase(self, passphrase: str) -> None:
        """Take another passphrase of the facilitator. Raises Refused where it will not do."""
        if trouble := hashing.trouble_with_passphrase(passphrase):
            raise Refused(trouble)
        with self._changing() as change:
            hashed = hashing.hash_secret(passphrase, change.kept.cost)
            change.kept = change.kept.model_copy(update={"facilitator": hashed, "facilitator_tries": NONE})
