"""Every screen and dialog that is kept as a frame: how one comes to it. A new one is a new line here.

A step is a key, `type:words`, `choose:KEY` (an option of the sheet that is open), `command:KEY` (one of the palette), or a
function of this file where no key leads there; what is chosen by its key is found in every language. Within a group the states
follow one another in one run of the app; a state says how to come from the one before it (`escape` closes a dialog).
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from textual import events

from leaptui.model.clock import FixedClock
from leaptui.model.edits import new_document
from leaptui.store.bundled import copy_samples
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.begin.app import BeginApp
from leaptui.tui.commands import without_key
from leaptui.tui.connect.leaving import Leaving
from leaptui.tui.connect.said import Said
from leaptui.tui.evidence.fields import GoalsField
from leaptui.tui.mentor.app import MentorApp
from leaptui.tui.mentor.mentoring import Mentoring
from leaptui.tui.review.acts import NEW_GOAL
from leaptui.tui.voice.switch import LEARNER, OTHER
from leaptui.tui.widgets.choose import OptionRows
from tests.tui.conftest import THURSDAY, Hands, RunningClock, at_desk_of
from tests.tui.framework_desk import put_edition
from tests.tui.history_desk import in_a_week
from tests.tui.mentor_desk import LIND, waiting_room
from tests.tui.people_desk import with_ravi
from tests.tui.review_desk import with_reviews
from tests.tui.test_portfolios import in_two_places
from tests.tui.test_repair import BROKEN
from tests.tui.two_places import in_many_places
from tests.tui.with_others import with_others

AMARA, NOOR, NOBODY = "amara-okafor", "noor-haddad", ""
"""In whose portfolio a run begins; nobody's is the app before one is open."""

SIZES: Mapping[str, tuple[int, int]] = {"120x36": (120, 36), "80x24": (80, 24)}
SMALL: Mapping[str, tuple[int, int]] = {"59x17": (59, 17)}
TIGHT = "80x24"
"""The size at which every state is kept in the other languages, too: where there is least room for their longer words."""

Step = str | Callable[[Hands], None]


@dataclass(frozen=True)
class Group:
    """States that are come to in one run: in whose portfolio, at which sizes, and what happened to the files before."""

    learner: str
    states: Mapping[str, tuple[Step, ...]]
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=lambda: SIZES)
    before: Callable[[Workspace], object] | None = None
    first: Callable[[Workspace], BeginApp] = lambda workspace: BeginApp(workspace, RunningClock(THURSDAY))
    """What makes the app before a portfolio is open."""

    def make(self, workspace: Workspace) -> None:
        """Make the files the run begins with, in a workspace that is empty or has the samples."""
        if self.learner == AMARA and not workspace.names():
            copy_samples(workspace.root)
        if self.learner == NOOR:
            clock = FixedClock(THURSDAY)
            document = new_document("Noor Haddad", "leap-2020", clock.today(), clock.instant())
            PortfolioStore.create(workspace, self.learner, document, clock)
        if self.before is not None:
            self.before(workspace)

    @asynccontextmanager
    async def opened(self, workspace: Workspace, size: tuple[int, int]) -> AsyncIterator[Hands]:
        """Open the app in a workspace that was made for it."""
        if self.learner:
            async with at_desk_of(workspace, self.learner, size) as desk:
                yield desk
            return
        app = self.first(workspace)
        async with app.run_test(size=size, notifications=True) as pilot:
            hands = Hands(app, pilot)
            await hands.settle()
            yield hands


async def go_on(hands: Hands, steps: tuple[Step, ...], say: Callable[[str], str] = str) -> None:
    """Do what a state's steps say; `say` gives the words as they are to be typed."""
    for step in steps:
        if not isinstance(step, str):
            step(hands)
            await hands.settle()
            continue
        what, _colon, rest = step.partition(":")
        if what == "type" and rest:
            await hands.type(say(rest))
        elif what == "choose" and rest:
            assert hands.app.screen.query_one(OptionRows).go_to(rest), step
            await hands.press("enter")
        elif what == "command" and rest:
            assert isinstance(hands.app, LeaptuiApp)
            next(command for command in without_key(hands.app) if command.key == rest).do()
            await hands.settle()
        else:
            await hands.press(step)


# ---- where no key leads


def break_file(hands: Hands) -> None:
    """Another program breaks the file."""
    assert isinstance(hands.app, LeaptuiApp)
    hands.app.session.store.path.write_bytes(BROKEN)
    hands.app.look_again()


def drop_file(hands: Hands) -> None:
    """A file is dropped onto the window."""
    assert isinstance(hands.app, LeaptuiApp)
    path = hands.app.workspace.root.absolute() / "kite.md"
    path.write_text("It flew.", encoding="utf-8")
    hands.app.post_message(events.Paste(str(path)))


def open_goals_field(hands: Hands) -> None:
    """Choose the goals on the sheet of a piece."""
    hands.app.screen.query_one(GoalsField).action_choose()


def leave_slowly(hands: Hands) -> None:
    """The app is left while a sync goes on that takes its time."""
    hands.app.push_screen(Leaving(600))


def hush(hands: Hands) -> None:
    """What the app said is gone again, before a sheet opens over it."""
    hands.app.clear_notifications()


GIT_SAID = (
    "There is no git repository at /nowhere/class.git.",
    "fatal: '/nowhere/class.git' does not appear to be a git repository\nfatal: Could not read from remote repository.",
)
"""The sentence of a sync that did not go through, and git's own words."""


def hear_git(hands: Hands) -> None:
    """See what git said in a sync that did not go through."""
    hands.app.push_screen(Said(*GIT_SAID))


def an_edition_replaces(workspace: Workspace) -> None:
    """There is a new edition of the framework."""
    put_edition(workspace, {"D4": ["M1"], "L1": ["M2"]})


def with_samples(workspace: Workspace) -> None:
    """There are portfolios to choose from."""
    if not workspace.names():
        copy_samples(workspace.root)


def at_their_desk(workspace: Workspace) -> BeginApp:
    """A mentor sees who waits."""
    return MentorApp(Mentoring(workspace, LIND), RunningClock(THURSDAY))


def all_gone(workspace: Workspace) -> None:
    """There is no portfolio yet."""
    shutil.rmtree(workspace.root / "portfolios", ignore_errors=True)


GROUPS: Mapping[str, Group] = {
    "today": Group(
        AMARA,
        {
            "today": (),
            "help": ("question_mark",),
            "palette": ("escape", "ctrl+p"),
            "palette-found": ("type:goal",),
            "themes": ("escape", "command:theme"),
            "portfolios": ("escape", "command:open"),
            "portfolio-new": ("escape", "command:new"),
            "jump": ("escape", "ctrl+o"),
        },
    ),
    "evidence": Group(AMARA, {"evidence": ("2",), "evidence-search": ("slash", "b", "e", "e")}),
    "things": Group(
        AMARA,
        {
            "evidence-order": ("2", "o"),
            "evidence-goals": ("escape", "L"),
            "evidence-file": ("escape", "i"),
            "evidence-drop": ("escape", drop_file),
            "evidence-open": ("escape", "enter", "enter"),
            "evidence-large": ("choose:0",),
        },
    ),
    "narrowed": Group(
        AMARA,
        {
            "evidence-trash": ("2", "f", "down", "down", "down", "enter"),
            "evidence-facet": ("enter", "down", "down", "enter"),
        },
    ),
    "selected": Group(
        AMARA,
        {"evidence-selected": ("2", "space", "space", "space"), "tag-many": ("t",), "evidence-many": ("escape", "e")},
    ),
    "tagging": Group(AMARA, {"tag": ("2", "t"), "tag-found": ("type:need",)}),
    "sheets": Group(AMARA, {"evidence-edit": ("2", "e"), "add": ("escape", "a"), "add-goals": (open_goals_field,)}),
    "framework": Group(
        AMARA,
        {
            "framework": ("3",),
            "framework-guideline": ("down", "down"),
            "framework-map": ("m",),
            "framework-gaps": ("m", "f"),
            "framework-goal": ("n",),
            "framework-tag": ("escape", "f", "t"),
        },
    ),
    "editions": Group(
        AMARA,
        {"framework-switch": ("3", "F"), "framework-move": ("choose:leap-2025",), "framework-elsewhere": ("n", "end")},
        before=an_edition_replaces,
    ),
    "goals": Group(
        AMARA,
        {
            "goals": ("4",),
            "goals-new": ("n",),
            "goals-edit": ("escape", "e"),
            "goal": ("escape", "enter"),
            "goal-step-new": ("n",),
            "goal-step-edit": ("escape", "e"),
            "goal-link": ("escape", "L"),
        },
    ),
    "leading": Group(
        AMARA,
        {
            "goals-targets": ("4", "n", "tab", "tab", "enter"),
            "goals-find": ("escape", "escape", "f"),
            "journal-where": ("escape", "5", "down", "enter"),
        },
    ),
    "together": Group(
        AMARA,
        {
            "goal-together": ("4", "down", "enter", "end"),
            "goal-ways": ("W",),
            "goal-suggest": ("choose:suggest",),
            "goal-agree": ("escape", "W", "choose:agree"),
            "goal-fork": ("escape", "W", "choose:fork"),
            "goal-decline": ("escape", "W", "enter", "choose:decline"),
            "goal-changed": ("escape", "p", "choose:day", "backspace", "type:6", "enter"),
            "goal-templates": ("escape", "T"),
        },
        before=with_others,
    ),
    "beginnings": Group(
        AMARA,
        {
            "framework-begun": ("3", *["down"] * 18, "B"),
            "framework-pieces": ("choose:change",),
            "framework-start": ("enter",),
            "framework-advance": ("escape", *["up"] * 5, "A"),
            "framework-deeper": ("enter",),
            "framework-stretch": ("escape", "I"),
        },
        before=with_others,
    ),
    "replanning": Group(
        AMARA,
        {
            "goals-replan": ("4", "p"),
            "goals-pace": ("choose:pace",),
            "goals-day": ("escape", "p", "choose:day"),
            "goals-drop": ("escape", "p", "choose:steps", "space"),
            "goals-break": ("escape", "p", "choose:rest"),
            "goals-rhythm": ("escape", "b"),
            "goals-rested": ("escape", "z"),
        },
    ),
    "journal": Group(
        AMARA,
        {
            "journal": ("5",),
            "journal-new": ("n",),
            "journal-look-back": ("escape", "b"),
            "journal-find": ("escape", "f"),
            "journal-edit": ("escape", "e"),
            "journal-link": ("escape", "L"),
        },
    ),
    "me": Group(
        AMARA,
        {
            "me": ("6", "down"),
            "me-line": ("e",),
            "me-evidence": ("escape", "L"),
            "me-new": ("escape", "n"),
            "about-me": ("escape", "m", "down", "space"),
            "about-me-words": ("e",),
            "about-me-page": ("escape", "enter"),
        },
    ),
    "moved": Group(AMARA, {"tag-moved": ("2", "t", "down", "1")}),
    "people": Group(
        AMARA,
        {
            "people": ("7", "down"),
            "people-ask": ("exclamation_mark",),
            "people-edit": ("escape", "e"),
            "people-opportunity": ("escape", "o"),
            "people-new": ("escape", "n"),
            "people-find": ("escape", "f"),
            "people-evidence": ("escape", "enter", "L"),
            "people-asks": ("escape", "escape", "tab"),
            "people-answer": ("down", "enter"),
            "people-confirm": ("escape", "2", "C"),
            "people-share": ("escape", "W"),
            "people-shared": ("escape", "command:shared"),
        },
        before=with_ravi,
    ),
    "choosing": Group(
        AMARA,
        {
            "language": ("command:language",),
            "days": ("escape", "command:days"),
            "rename": ("escape", "command:rename"),
            "import": ("escape", "command:import"),
        },
    ),
    "touring": Group(AMARA, {"tour": ("command:tour",), **{f"tour-{number}": ("enter",) for number in range(2, 8)}}),
    "staying": Group(AMARA, {"samples": ("command:samples",)}),
    "versions": Group(AMARA, {"evidence-versions": ("2",)}, before=in_two_places),
    "conflicts": Group(
        AMARA,
        {
            "conflicts-trash": ("c",),
            "conflicts": ("down",),
            "conflicts-edit": ("e",),
            "conflicts-level": ("escape", "down", "down"),
            "conflicts-choose": ("e",),
            "conflicts-done": ("escape", "M"),
        },
        before=in_many_places,
    ),
    "history": Group(
        AMARA,
        {
            "history": ("r",),
            "history-change": ("down", "down", "down", "down", "down", "down"),
            "history-bring": ("b",),
            "history-past": ("escape", "v"),
            "history-compare": ("escape", "m", "home", "m"),
            "history-find": ("escape", "f", "type:wind"),
        },
        before=in_a_week,
    ),
    "connecting": Group(
        AMARA,
        {
            "connect": ("S",),
            "connect-trouble": ("type:/nowhere/class.git", "enter"),
            "said": ("escape", hear_git),
            "leaving": ("escape", leave_slowly),
        },
    ),
    "broken": Group(AMARA, {"repair-unread": (break_file,), "repair": ("R",)}),
    "review": Group(
        AMARA,
        {
            "review": ("8",),
            "review-held": ("down",),
            "review-prepare": ("up", "e"),
            "review-with": ("tab", "tab", "n"),
            "review-alone": ("escape", "h"),
            "review-session": ("w", "type:lind", "enter"),
            "review-feedback": ("3", "g", "e", "type:You went up three times, once in the rain."),
            "review-why": ("escape", "i"),
            "review-closing": ("escape", "s", "type:Weigh it dry and wet", "enter", "escape", "f"),
            "review-leave": ("w", f"choose:{LEARNER}", hush, "x"),
            "review-take": ("escape", "enter"),
            "review-take-new": (f"choose:{NEW_GOAL}",),
            "review-step": ("escape", "n"),
            "evidence-feedbacks": ("escape", "2", "F"),
        },
        before=with_reviews,
    ),
    "put-away": Group(
        AMARA,
        {"journal-put-away": ("5", "w", "type:lind", "enter", hush), "me-put-away": ("6",), "today-looked-at": ("1",)},
    ),
    "recognising": Group(
        AMARA,
        {
            "recognitions": ("8", "tab"),
            "review-voice": ("w",),
            "review-somebody": (f"choose:{OTHER}",),
            "recognise-which": ("type:Jo Berg", "ctrl+s", hush, "A"),
            "recognise": ("space", "enter"),
        },
        before=with_reviews,
    ),
    "no-review": Group(NOOR, {"empty-review": ("tab", "8")}),
    "empty": Group(
        NOOR,
        {
            "empty-today": (),
            "empty-evidence": ("tab", "2"),
            "empty-framework": ("3",),
            "empty-goals": ("4",),
            "empty-history": ("escape", "r"),
        },
    ),
    "alone": Group(NOOR, {"empty-people": ("tab", "7")}),
    "begin": Group(NOBODY, {"begin": (), "join": ("ctrl+r",)}, before=all_gone),
    "shelf": Group(NOBODY, {"shelf": (), "shelf-rename": ("f2",)}, before=with_samples),
    "empty-own": Group(NOOR, {"empty-journal": ("tab", "5"), "empty-me": ("6",)}),
    "mentor": Group(NOBODY, {"mentor": ()}, before=lambda workspace: waiting_room(workspace.root), first=at_their_desk),
    "small": Group(AMARA, {"too-small": ()}, SMALL),
}
