"""People: who helps, what was done together, what came of it; and asks, from anywhere to what they brought."""

from __future__ import annotations

import pytest
from textual import events

from leaptui.model.records_others import Confirmation
from leaptui.model.records_own import Ask, Opportunity
from leaptui.store.workspace import Workspace
from leaptui.tui.people.ask_form import AskForm
from leaptui.tui.people.ask_list import AskList
from leaptui.tui.people.people_list import PeopleList
from leaptui.tui.people.person_pane import PersonPane
from leaptui.tui.today.waiting import Waiting
from leaptui.tui.widgets.choose import OptionRows
from tests.tui.conftest import Open
from tests.tui.people_desk import AMARA, with_ravi


@pytest.fixture
def room(samples: Workspace) -> Workspace:
    return with_ravi(samples)


async def test_an_empty_screen_asks_who_helps_and_takes_the_answer(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("tab", "7")
        assert "Who helps you learn?" in desk.text
        await desk.press("enter")
        await desk.type("Ms Lind, mentor")
        await desk.press("enter")
        (person,) = desk.portfolio.people.values()
        assert (person.name, person.role) == ("Ms Lind", "mentor")
        assert isinstance(desk.app.focused, PeopleList)
        await desk.press("o")
        await desk.type("City farm")
        await desk.press("enter")
        (found,) = desk.portfolio.live(Opportunity).values()
        assert (found.title, found.person) == ("City farm", person.id)
        await desk.press("enter")
        assert desk.app.screen.query_one(PersonPane).thing == ("opportunities", found.id)
        await desk.press("escape", "d")
        assert not desk.portfolio.people
        await desk.press("u")
        assert desk.portfolio.people


async def test_what_is_typed_in_one_burst_with_the_key_to_an_empty_screen_all_arrives(
    empty: Workspace, at_desk: Open
) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("tab")
        for key in ("7", "enter", *"Ms Lind, mentor", "enter"):
            desk.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await desk.settle()
        (person,) = desk.portfolio.people.values()
        assert (person.name, person.role) == ("Ms Lind", "mentor")


async def test_each_thing_done_together_leads_there(room: Workspace, at_desk: Open) -> None:
    async with at_desk(room, AMARA) as desk:
        await desk.press("7")
        people = desk.app.screen.query_one(PeopleList)
        lind = next(one.id for one in desk.portfolio.people.values() if one.name == "J. Lind")
        assert people.go_to(lind)
        await desk.settle()
        for words in ("Notes, for you alone", "Says no twice", "A morning at the weather service", "I may come again"):
            assert words in desk.text
        await desk.press("enter")
        pane = desk.app.screen.query_one(PersonPane)
        assert pane.has_focus
        feedback = next(row.key for row in pane.rows if row.key and row.key.startswith("feedback:"))
        pane.go_to(feedback)
        await desk.press("enter")
        assert "Rain gauge" in desk.text
        assert desk.app.screen is desk.app.get_screen("evidence")
        await desk.press("escape")
        assert isinstance(desk.app.focused, PersonPane | PeopleList)


async def test_an_ask_is_made_from_a_piece_kept_through_leaving_and_answered(room: Workspace, at_desk: Open) -> None:
    async with at_desk(room, AMARA) as desk:
        await desk.press("2", "exclamation_mark")
        await desk.type("Look at the calibration, please")
        await desk.press("escape")
        assert not [ask for ask in desk.portfolio.live(Ask).values() if "calibration" in ask.words]
        await desk.press("exclamation_mark")
        assert isinstance(desk.app.screen, AskForm)
        assert desk.app.screen.sheet.need == "Look at the calibration, please"
        await desk.press("tab")
        await desk.type("J. Lind")
        await desk.press("ctrl+s")
        (ask,) = [ask for ask in desk.portfolio.live(Ask).values() if "calibration" in ask.words]
        assert (ask.source, desk.portfolio.name_of(ask.person)) == ("teacher", "J. Lind")
        assert ask.about[0].table == "evidence"
        await desk.press("7", "tab")
        asks = desk.app.screen.query_one(AskList)
        assert asks.go_to(ask.id)
        await desk.press("enter")
        await desk.type("We weighed it together")
        await desk.press("ctrl+s")
        assert desk.portfolio.live(Ask)[ask.id].status == "answered"
        assert "We weighed it together" in desk.text
        await desk.press("z")
        assert desk.portfolio.live(Ask)[ask.id].is_open


async def test_what_another_learner_asks_and_shares_waits_on_today(room: Workspace, at_desk: Open) -> None:
    async with at_desk(room, AMARA, size=(120, 48)) as desk:
        assert "Ravi Nair asks: may I use your wiring?" in desk.text
        waiting = desk.app.screen.query_one(Waiting)
        assert [row.key.partition("/")[0] for row in waiting.rows if row.key][-3:] == ["asks", "shares", "shares"]
        waiting.focus()
        waiting.go_to(next(row.key for row in waiting.rows if row.key and row.key.startswith("asks/")))
        await desk.press("enter")
        assert desk.app.screen.query_one(AskList).theirs
        assert "may I use your wiring?" in desk.text
        await desk.press("ctrl+p")
        assert desk.app.screen.query_one(OptionRows).go_to("shared")
        await desk.press("enter", "down", "enter")
        (piece,) = [piece for piece in desk.portfolio.evidence.values() if piece.shared]
        assert piece.title == "Draw the wiring"
        assert "Red to red." in desk.text
        await desk.press("e")
        assert "only they change its words" in desk.text
        await desk.press("escape", "8", "n", "p")
        await desk.press("space", "ctrl+s")
        await desk.press("escape", "h")
        assert "Draw the wiring" in desk.text
        assert "The words and files are Ravi Nair's" in desk.text
        assert "Red to red." in desk.text


async def test_a_host_confirms_on_this_machine_and_a_piece_is_shared(room: Workspace, at_desk: Open) -> None:
    async with at_desk(room, AMARA) as desk:
        before = set(desk.portfolio.live(Confirmation))
        await desk.press("2", "C")
        await desk.type("Mr Sousa")
        await desk.press("tab", "tab")
        await desk.type("She came twice")
        await desk.press("ctrl+s")
        (said,) = (one for key, one in desk.portfolio.live(Confirmation).items() if key not in before)
        assert (desk.portfolio.name_of(said.by), said.text) == ("Mr Sousa", ("She came twice",))
        await desk.press("W")
        assert desk.app.screen.query_one(OptionRows).go_to("ravi-nair")
        await desk.press("space", "enter")
        assert desk.portfolio.evidence[said.evidence].shared_with == ("ravi-nair",)


async def test_the_mouse_is_enough(room: Workspace, at_desk: Open) -> None:
    async with at_desk(room, AMARA) as desk:
        await desk.press("7")
        people = desk.app.screen.query_one(PeopleList)
        await desk.pilot.click(PeopleList, offset=(10, 5))
        await desk.settle()
        first = people.key
        await desk.pilot.click(AskList, offset=(10, 4))
        await desk.settle()
        assert desk.app.screen.has_class("-asks")
        await desk.pilot.click(PeopleList, offset=(10, 5), times=2)
        await desk.settle()
        assert people.key == first
        assert isinstance(desk.app.focused, PersonPane)
