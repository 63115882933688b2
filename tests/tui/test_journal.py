"""The Journal screen: the first entry, a sheet that outlives the window, what an entry is about, the look back."""

from __future__ import annotations

from datetime import UTC, datetime

from textual.widgets import Input, TextArea

from leaptui.model.clock import FixedClock
from leaptui.model.journal import entries
from leaptui.model.records_own import Reflection
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.journal.entry_list import EntryList
from leaptui.tui.journal.entry_pane import EntryPane
from leaptui.tui.journal.form import EntryForm
from leaptui.tui.journal.look_back import LookBackForm
from leaptui.tui.today.waiting import LOOK_BACK, Waiting
from leaptui.tui.widgets.choose import ChooseMany, OptionRows
from tests.tui.conftest import Desk, Open
from tests.tui.today_desk import AMARA, screen_name

NOOR = "noor-haddad"
FRIDAY = datetime(2026, 11, 20, 16, 40, tzinfo=UTC)


def written(desk: Desk) -> list[Reflection]:
    return entries(desk.portfolio)


async def test_the_first_entry_is_answered_on_the_spot_and_the_sheet_outlives_the_window(
    empty: Workspace, at_desk: Open
) -> None:
    async with at_desk(empty, NOOR, size=(80, 24)) as desk:
        desk.app.go("journal")
        await desk.settle()
        assert "What did I learn?" in desk.text
        await desk.press("enter")
        await desk.type("Wax holds.")
        await desk.press("enter")
        [entry] = written(desk)
        assert (entry.words, entry.prompt, entry.on_date.isoformat()) == (
            "Wax holds.",
            "What did I learn?",
            "2026-11-19",
        )
        assert desk.app.screen.query_one(EntryList).has_focus
        await desk.press("n")
        assert "What did I do?" in desk.text, "the first question that is not answered today"
        await desk.type("Poured ten times, and")
        await desk.settle()
        form = desk.app.screen
        assert isinstance(form, EntryForm)
        form.note_changes()
    async with at_desk(empty, NOOR, size=(80, 24)) as desk:
        desk.app.go("journal")
        await desk.settle()
        await desk.press("n")
        form = desk.app.screen
        assert isinstance(form, EntryForm)
        assert form.query_one("#text", TextArea).text == "Poured ten times, and"
        form.query_one("#on_date", Input).value = "soon"
        await desk.press("ctrl+s")
        assert "The day is written like 2026-11-19." in desk.text
        form.query_one("#on_date", Input).value = "2026-11-18"
        await desk.press("ctrl+s")
        assert [one.words for one in written(desk)] == ["Wax holds.", "Poured ten times, and"]
        assert desk.app.session.drafts.sheets() == []
        assert desk.app.screen.query_one(EntryPane).entry == written(desk)[1]
        await desk.press("d")
        assert [one.words for one in written(desk)] == ["Wax holds."]
        await desk.press("u")
        assert len(written(desk)) == 2


async def test_an_entry_is_linked_and_leads_to_what_it_is_about(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("5", "L")
        assert isinstance(desk.app.screen, ChooseMany)
        await desk.type("rain gauge, sec")
        await desk.press("space")
        desk.app.screen.query_one("#find", Input).value = "d4 multiple"
        await desk.settle()
        await desk.press("space", "enter")
        entry = desk.app.screen.query_one(EntryPane).entry
        assert entry is not None
        assert {about.table for about in entry.about} >= {"evidence", "guidelines"}
        await desk.press("f")
        await desk.type("recipe listening")
        await desk.press("enter")
        assert "a recipe is mostly listening" in desk.text
        desk.app.screen.query_one(EntryList).go_to(entry.id)
        await desk.press("enter")
        rows = desk.app.screen.query_one(OptionRows)
        rows.go_to("guidelines/leap-2020:D4")
        await desk.press("enter")
        assert screen_name(desk) == "framework"
        await desk.press("5", "right")
        pane = desk.app.screen.query_one(EntryPane)
        line = next(
            y for y in range(pane.size.height) if pane.render_line(y).text.strip().startswith("Rain gauge, second")
        )
        await desk.pilot.click(EntryPane, offset=(pane.gutter.left + 4, pane.gutter.top + line))
        await desk.settle()
        assert screen_name(desk) == "evidence"
        await desk.press("escape")
        assert screen_name(desk) == "journal"


async def test_a_look_back_is_offered_at_the_end_of_the_week_and_asks_three_things(samples: Workspace) -> None:
    clock = FixedClock(FRIDAY)
    app = LeaptuiApp(samples, PortfolioStore(samples, AMARA, clock), clock)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        desk = Desk(app, pilot, samples, AMARA)
        await desk.settle()
        waiting = desk.app.screen.query_one(Waiting)
        assert waiting.frame_fact == "4", "an offer is not counted"
        waiting.focus()
        assert waiting.go_to(LOOK_BACK.key)
        await desk.settle()
        assert "A look back at the week" in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.screen, LookBackForm)
        assert "Rain gauge, second version" in desk.text
        await desk.press("ctrl+s")
        assert "one answer is enough" in desk.text
        await desk.type("Poured and measured.")
        await desk.press("tab", "tab")
        await desk.type("Weigh it.")
        await desk.press("ctrl+s")
        told = {one.prompt: one.words for one in written(desk) if one.since}
        assert told == {"What did I do?": "Poured and measured.", "What next?": "Weigh it."}
        assert screen_name(desk) == "today"
        assert "A look back at the week" not in desk.text
        await desk.press("u")
        assert not [one for one in written(desk) if one.since]
        await desk.press("2", "ctrl+p")
        await desk.type("write in the journal")
        await desk.press("enter")
        form = desk.app.screen
        assert isinstance(form, EntryForm)
        assert form.sheet.about == (f"evidence/{desk.portfolio.newest[0].id}",)
