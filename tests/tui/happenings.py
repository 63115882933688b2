"""What happens to the app or to its files where no key leads: between the steps of a run, or before it."""

from __future__ import annotations

import errno
import shutil

from textual import events

from leaptui.store.bundled import copy_samples
from leaptui.store.files import reason
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.begin.app import BeginApp
from leaptui.tui.connect.leaving import Leaving
from leaptui.tui.connect.said import Said
from leaptui.tui.evidence.fields import GoalsField
from leaptui.tui.mentor.app import MentorApp
from leaptui.tui.mentor.mentoring import Mentoring
from leaptui.tui.unkept import Going
from tests.tui.conftest import THURSDAY, Hands, RunningClock
from tests.tui.framework_desk import put_edition
from tests.tui.mentor_desk import LIND, waiting_room
from tests.tui.test_repair import BROKEN


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


def leave_unkept(hands: Hands) -> None:
    """The app is left while the disk takes nothing of what was begun."""
    hands.app.push_screen(Going(reason(OSError(errno.ENOSPC, ""))))


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


def many_wait(workspace: Workspace) -> None:
    """There are portfolios in which something waits for the mentor."""
    waiting_room(workspace.root)
