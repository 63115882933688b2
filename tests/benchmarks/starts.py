"""First frames, memory and keystrokes, in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count, cycle

from leaptui.model.canonical import read_document
from leaptui.model.framework import Framework
from leaptui.model.portfolio import Portfolio
from leaptui.model.search import Index, Narrow
from leaptui.store.frameworks import DEFAULT, load_frameworks
from leaptui.store.workspace import Workspace
from tests.benchmarks.measure import Measured, in_turn
from tests.benchmarks.place import LARGE, MENTOR, SAMPLE, Place
from tests.benchmarks.portfolio import LEARNER, NEXT_STEP
from tests.benchmarks.window import Window

DESK_SHOWS = ("Today", "Next steps", "Where I am", "Waiting for you", "Commands")
_PANES = ("of 26 guidelines", "Last 26 weeks", "Waiting for you", "Commands")
SAMPLE_SHOWS = ("Amara Okafor", "Calibrate the humidity sensor", "Rain gauge, second version", *_PANES)
LARGE_SHOWS = (LEARNER, NEXT_STEP, *_PANES)
CHOOSER_SHOWS = ("Whose portfolio?", f"{LARGE}-0000")
QUEUE_SHOWS = (f"Mentor's desk of {MENTOR}", "1 ask")
MINIMAL_SHOWS = ("a line of text",)
ORDINARY_SHOWS = ("Search", "Piece 0:")
"""What has been drawn when the first frame is there."""

SEARCHED = ("rain", "sensor", "choir", "weather", "bridge", "funnel", "robotics", "letter", "council", "garden")
CLEAR = b"\x15"
"""Ctrl+U takes what was typed out of a field."""
_BETWEEN = 0.2
"""Seconds without any output before the next key is pressed."""


def desk_with_samples(place: Place, runs: int) -> Measured:
    """The empty desk of the app, which is there while a sample portfolio is read, against an ordinary Textual app."""
    return in_turn(
        runs,
        _first_frame(lambda: place.open(place.samples, SAMPLE), DESK_SHOWS),
        _first_frame(lambda: place.small_app("ordinary"), ORDINARY_SHOWS),
    )


def desk_with_many(place: Place, runs: int) -> Measured:
    """The empty desk, which is there while a large portfolio is read, against the least Textual app."""
    return in_turn(runs, _first_frame(lambda: place.open(place.large), DESK_SHOWS), _minimal_frame(place))


def first_frame_with_samples(place: Place, runs: int) -> Measured:
    """The app on a sample portfolio against an ordinary Textual app."""
    return in_turn(
        runs,
        _first_frame(lambda: place.open(place.samples, SAMPLE), SAMPLE_SHOWS),
        _first_frame(lambda: place.small_app("ordinary"), ORDINARY_SHOWS),
    )


def first_frame_with_many(place: Place, runs: int) -> Measured:
    """The app on a large portfolio against the least Textual app."""
    return in_turn(runs, _first_frame(lambda: place.open(place.large), LARGE_SHOWS), _minimal_frame(place))


def chooser(place: Place, runs: int) -> Measured:
    """The app in a workspace of many portfolios, which asks for one of them, against the least Textual app."""
    return in_turn(runs, _first_frame(lambda: place.open(place.crowd), CHOOSER_SHOWS), _minimal_frame(place))


def mentors_desk(place: Place, runs: int) -> Measured:
    """The mentor's desk over many portfolios, until it is told of every one what waits in it, against the least app.

    They were looked at once before, as on every day but the first.
    """

    def start() -> Window:
        return place.run(place.crowd, "mentor", "--as", MENTOR)

    with start() as first:
        first.wait_for(*QUEUE_SHOWS)
        first.rest()
    return in_turn(runs, _first_frame(start, QUEUE_SHOWS), _minimal_frame(place))


def memory_with_samples(place: Place, runs: int) -> Measured:
    """The most memory of the app on a sample portfolio, looked through, against the least Textual app's."""
    return _memory(place, runs, lambda: place.open(place.samples, SAMPLE), SAMPLE_SHOWS)


def memory_with_many(place: Place, runs: int) -> Measured:
    """The same on a large portfolio."""
    return _memory(place, runs, lambda: place.open(place.large), LARGE_SHOWS)


def search_key(place: Place, runs: int) -> Measured:
    """From one letter typed into the search to the frame that shows what fits, against filling an OptionList."""
    steps = cycle(typed(place))
    fills = count(1)
    with place.open(place.large) as app, place.small_app("options") as options:
        app.wait_for(*LARGE_SHOWS)
        app.press(b"2")
        app.wait_for("Narrow")
        app.rest()
        app.press(b"/")
        app.rest()
        options.wait_for("press any key")
        options.rest()

        def key() -> float:
            step = next(steps)
            for uncounted in step.before:
                app.press(uncounted)
                app.rest(_BETWEEN)
            app.press(step.letter)
            return _then_rest(app, app.wait_for(str(step.found)))

        def fill() -> float:
            options.press(b"x")
            return _then_rest(options, options.wait_for(f"fill {next(fills)}, row 0 of the list"))

        return in_turn(runs, key, fill)


def _then_rest(window: Window, seconds: float) -> float:
    window.rest(_BETWEEN)
    return seconds


@dataclass(frozen=True)
class Step:
    """A letter typed into the search, how many pieces then fit, and the keys pressed one by one before it, not counted."""

    before: tuple[bytes, ...]
    letter: bytes
    found: int


def typed(place: Place) -> list[Step]:
    """The letters of the words searched for, each word after the one before was cleared away.

    A letter that leaves the number of pieces as it was is not counted, for one could not see when it was done.
    """
    framework: Framework = load_frameworks(Workspace(place.large)).found[DEFAULT]
    index = Index(Portfolio(read_document(place.large_file)), framework)
    steps: list[Step] = []
    for word in SEARCHED:
        shown, before = place.pieces, [CLEAR]
        for end, letter in enumerate(word, 1):
            found = len(index.matches(Narrow(text=word[:end])))
            if found == shown:
                before.append(letter.encode())
                continue
            steps.append(Step(tuple(before), letter.encode(), found))
            shown, before = found, []
    return steps


def _first_frame(start: Callable[[], Window], shows: Sequence[str]) -> Callable[[], float]:
    def measured() -> float:
        with start() as window:
            return window.wait_for(*shows)

    return measured


def _minimal_frame(place: Place) -> Callable[[], float]:
    return _first_frame(lambda: place.small_app("minimal"), MINIMAL_SHOWS)


def _memory(place: Place, runs: int, start: Callable[[], Window], shows: Sequence[str]) -> Measured:
    def ours() -> float:
        with start() as window:
            window.wait_for(*shows)
            window.rest()
            for keys in (b"2", b"/", b"rain"):
                window.press(keys)
                window.rest()
            return window.peak_mebibytes()

    def minimal() -> float:
        with place.small_app("minimal") as window:
            window.wait_for(*MINIMAL_SHOWS)
            window.rest()
            return window.peak_mebibytes()

    return in_turn(runs, ours, minimal, unit="MiB")
