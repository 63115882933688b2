"""The plug is pulled at any moment of signing in, writing and signing out: nobody's words are lost, and none reach another."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count, cycle
from pathlib import Path

import pytest

from leaptui.kiosk.hashing import Cost, hash_secret
from leaptui.kiosk.kept import Kept, Tastes
from leaptui.kiosk.machine import Machine
from leaptui.kiosk.tries import NONE
from leaptui.store.drafts import NEW, Drafts
from leaptui.store.files import TEMPORARY
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.sync import init_workspace, sync
from tests.kiosk.conftest import AMARA, BEN, CLEO, SECRETS
from tests.kiosk.console import ATTRACT, TODAY, Ended, command, find_self, sign_out, type_in, wait_for
from tests.kiosk.forks import Forks, ForkTerminal
from tests.trust.counting import Cases
from tests.trust.numbers import is_full, number

WORDS = {AMARA: "Amaranth", BEN: "Bluebell"}
"""How everything begins that a learner writes: what of it is read while another is there has reached the wrong person."""
OTHERS = {AMARA: BEN, BEN: AMARA}
SMALL = (80, 25)
"""A terminal of little, for what is painted must be read."""
_OLD = time.time() - 7200


@pytest.fixture
def forks() -> Iterator[Forks]:
    with Forks() as found:
        yield found


def steady(kept: Kept) -> Kept:
    """What is to be the same after every kill: all but the tries."""
    learners = {name: one.model_copy(update={"tries": NONE}) for name, one in kept.learners.items()}
    return kept.model_copy(update={"learners": learners, "machine": NONE, "facilitator_tries": NONE})


def data_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


class Story:
    """What two learners wrote at one machine, and what must be so after every kill."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        for name in WORDS:
            machine.register.keep_tastes(name, Tastes(tour="done"))
        self.register = steady(machine.register.read())
        self.kept: dict[str, list[str]] = {AMARA: [], BEN: []}
        self.at_desk: str | None = None
        self.before: dict[Path, bytes | None] = {}
        self.numbers = count(1)
        self.drafts = 0
        self.turns = cycle((AMARA, BEN))
        self.remember()

    def files(self, name: str) -> list[Path]:
        local = self.machine.workspace.local_dir
        own = [local / "drafts" / f"{name}.json", local / "saves" / f"{name}.jsonl", local / "undo" / f"{name}.jsonl"]
        return [self.machine.workspace.path(name), *own]

    def remember(self) -> None:
        """Remember everything as it is, for whoever is not at the desk from now on."""
        self.before = {path: data_of(path) for name in (AMARA, BEN, CLEO) for path in self.files(name)}

    def draft(self, name: str) -> str:
        """The title that a sheet left unfinished has."""
        return (Drafts(self.machine.workspace, name).get(NEW) or {}).get("title", "")

    # ---- at the desk

    def play(self, terminal: ForkTerminal, chance: random.Random) -> None:
        """One learner after the other, until the plug is pulled. Raises Ended."""
        wait_for(terminal, ATTRACT)
        assert not any(path.exists() for name in WORDS for path in self.files(name) if path.parent.name == "undo")
        self.remember()
        while True:
            self.visit(terminal, next(self.turns), chance)

    def visit(self, terminal: ForkTerminal, name: str, chance: random.Random) -> None:
        draft, half = self.draft(name), ""
        find_self(terminal, name)
        self.at_desk = name
        type_in(terminal, f"{SECRETS[name]}\r")
        wait_for(terminal, TODAY)
        assert not self.files(name)[-1].exists(), "the session before could be undone"
        self.write(terminal, name, draft)
        if chance.random() < 0.5:
            type_in(terminal, "a")
            wait_for(terminal, "Add evidence")
            half = f"{WORDS[name]} {next(self.numbers)} unfinished"
            type_in(terminal, half)
            wait_for(terminal, half)
            type_in(terminal, "\x1b")
            wait_for(terminal, TODAY)
        assert WORDS[OTHERS[name]] not in terminal.text
        sign_out(terminal)
        assert self.draft(name) == half, "what was half written is kept, and nothing else"
        self.at_desk = None
        self.remember()
        assert not any(word in terminal.text for word in WORDS.values())

    def write(self, terminal: ForkTerminal, name: str, draft: str) -> None:
        """Write a piece; what was begun before is offered first."""
        type_in(terminal, "a")
        wait_for(terminal, "Add evidence")
        if draft:
            wait_for(terminal, draft)
            self.drafts += 1
            type_in(terminal, "\x15")
            terminal.wait_until(lambda: draft not in terminal.text or gone(terminal), "an empty line")
        assert WORDS[OTHERS[name]] not in terminal.text
        title = f"{WORDS[name]} {next(self.numbers)}"
        type_in(terminal, f"{title}\r")
        wait_for(terminal, f"Added “{title}”")
        self.kept[name].append(title)

    # ---- afterwards

    def check(self) -> None:
        """After a kill."""
        register = self.machine.register.read()
        assert steady(register) == self.register
        for name in WORDS:
            if register.learners[name].tries != NONE:
                assert register.learners[name].tries.wrong <= 2
                self.machine.register.set_locked(name, is_locked=False)
        for name in (AMARA, BEN, CLEO):
            if name != self.at_desk:
                for path in self.files(name):
                    is_forgotten = path.parent.name == "undo" and not path.exists()
                    assert is_forgotten or data_of(path) == self.before[path], (
                        f"{path} changed while its learner was not there"
                    )
        for name, titles in self.kept.items():
            portfolio = PortfolioStore(self.machine.workspace, name).portfolio
            assert portfolio.read_all() == []
            there = [piece.title for piece in portfolio.evidence.values()]
            assert len(there) == len(set(there))
            assert set(titles) <= set(there)
            draft = data_of(self.machine.workspace.local_dir / "drafts" / f"{name}.json") or b""
            assert WORDS[OTHERS[name]].encode() not in draft
            assert not self.draft(name) or self.draft(name).startswith(WORDS[name][0])
        self.at_desk = None
        self.remember()

    def age(self) -> None:
        """Let what killed programs left be as old as it must be to be cleared away."""
        root = self.machine.workspace.root
        for path in (*root.rglob("*.lock"), *root.rglob(f"{TEMPORARY}*"), *self.machine.register.home.rglob("*")):
            with suppress(FileNotFoundError):
                os.utime(path, (_OLD, _OLD))

    def left(self) -> list[Path]:
        """Temporary files."""
        folders = (self.machine.workspace.root, self.machine.register.home)
        return [path for folder in folders for path in folder.rglob(f"{TEMPORARY}*")]


def gone(terminal: ForkTerminal) -> bool:
    if terminal.process.poll() is not None:
        raise Ended
    return False


@contextmanager
def plug(terminal: ForkTerminal, seconds: float, *, all_of_it: bool) -> Iterator[None]:
    """Pull the plug after so long; of everything the kiosk started as well, or of it alone."""

    def pull() -> None:
        children = children_of(terminal.process.pid) if all_of_it else []
        terminal.process.send_signal(signal.SIGKILL)
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    timer = threading.Timer(seconds, pull)
    timer.start()
    try:
        yield
    finally:
        timer.join()


def children_of(pid: int) -> list[int]:
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found += [child, *children_of(child)]
    return found


@pytest.mark.parametrize("has_remote", [False, True])
def test_killed_at_any_moment(
    machine: Machine, forks: Forks, tmp_path: Path, cases: Cases, *, has_remote: bool
) -> None:
    remote = connected(machine, tmp_path) if has_remote else None
    story, chance = Story(machine), random.Random()
    seed = chance.randrange(1 << 32)
    chance.seed(seed)
    lasts = played_once(story, forks, chance)
    for nth in range((number("kiosk.kills") + 1) // 2):
        seconds = chance.uniform(0.0, lasts)
        with ForkTerminal(forks, command(machine), cwd=Path.cwd(), size=SMALL) as terminal:
            try:
                with plug(terminal, seconds, all_of_it=chance.random() < 0.5), suppress(Ended):
                    story.play(terminal, chance)
                terminal.process.wait()
                story.check()
            except AssertionError as error:
                raise AssertionError(f"kill {nth} after {seconds:.3f} s, seed {seed}:\n{terminal.text}") from error
        cases.add()
    if is_full():
        cases.note(f"{sum(map(len, story.kept.values()))} edits seen as kept, {story.drafts} drafts taken up again")
    story.age()
    played_once(story, forks, chance)
    story.check()
    if remote is not None:
        outcome = sync(machine.workspace)
        assert outcome.is_fine, outcome.sentence
        for name in WORDS:
            sent = subprocess.run(
                ["git", "show", f"main:portfolios/{name}.json"], cwd=remote, check=True, capture_output=True
            ).stdout
            assert set(story.kept[name]) <= {piece.get("title") for piece in json.loads(sent)["evidence"].values()}
    assert story.left() == []


def played_once(story: Story, forks: Forks, chance: random.Random) -> float:
    """Both learners come and go, and nothing happens; gives how long it took."""
    with ForkTerminal(forks, command(story.machine), cwd=Path.cwd(), size=SMALL) as terminal:
        started = time.monotonic()
        wait_for(terminal, ATTRACT)
        story.remember()
        for _name in WORDS:
            story.visit(terminal, next(story.turns), chance)
        lasted = time.monotonic() - started
        terminal.process.send_signal(signal.SIGTERM)
        terminal.wait_for_end()
    return lasted


def connected(machine: Machine, folder: Path) -> Path:
    """Give the machine a remote; gives where it is."""
    remote = folder / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", "--template=", str(remote)], check=True)
    init_workspace(machine.workspace.root)
    outcome = sync(machine.workspace, remote=str(remote))
    assert outcome.is_fine, outcome.sentence
    return remote


# ---- wrong tries

DEAR = Cost(2, 131_072, 1)
"""A hash that takes a while and memory enough to be seen from outside."""


def test_a_try_is_counted_before_it_is_looked_at(machine: Machine, forks: Forks, cases: Cases) -> None:
    """Killed within 50 ms of Enter: where the secret had begun to be hashed, the try is in the file."""
    kept = machine.register.read()
    dear = kept.learners[AMARA].model_copy(update={"secret": hash_secret(SECRETS[AMARA], DEAR), "code": None})
    machine.register._write(kept.model_copy(update={"learners": {**kept.learners, AMARA: dear}}))
    as_it_was = machine.register.path.read_bytes()
    chance, looked, counted = random.Random(), 0, 0
    for nth in range(number("kiosk.tries")):
        machine.register.path.write_bytes(as_it_was)
        with ForkTerminal(forks, command(machine), cwd=Path.cwd(), size=SMALL) as terminal:
            find_self(terminal, AMARA)
            terminal.read(0.3)  # until the modules were read that are read ahead
            before = resident(terminal.process.pid)
            type_in(terminal, "999999\r")
            # Every fifth is let be until it is hashed: else none might be, on a busy machine.
            end = time.monotonic() + (5.0 if nth % 5 == 0 else chance.uniform(0.0, 0.05))
            while time.monotonic() < end and (nth % 5 or resident(terminal.process.pid) < before + DEAR.memory // 4):
                time.sleep(0.0005)
            terminal.process.send_signal(signal.SIGSTOP)  # from now on nothing of it moves
            is_looked_at = resident(terminal.process.pid) > before + DEAR.memory // 4
            terminal.process.kill()
            terminal.process.wait()
        tries = machine.register.read().learners[AMARA].tries.wrong
        assert tries in {0, 1}
        assert tries == 1 or not is_looked_at
        looked += is_looked_at
        counted += int(tries)
        cases.add()
    assert looked, "no try came as far as being looked at"
    if is_full():
        cases.note(f"{looked} had begun to be looked at, {counted} were counted")


def resident(pid: int) -> int:
    """How many kibibytes of memory a process holds."""
    return int(Path(f"/proc/{pid}/status").read_text().partition("VmRSS:")[2].split()[0])
