"""Bringing in a portfolio that another program exported: what it would do is shown first, and undo takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input, Static

from leaptui.language import N_, _, ngettext
from leaptui.model.text import clean_line
from leaptui.store.errors import StoreError
from leaptui.store.files import explain
from leaptui.tui.evidence.dropped import typed_paths
from leaptui.tui.keys import key_of
from leaptui.tui.portfolios.chooser import open_portfolio
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.form import Choice, Field, Form, Trouble, field_width

if TYPE_CHECKING:
    from leaptui.interchange.leap2a import Imported, ImportPlan, Package
    from leaptui.model.canonical import Document
    from leaptui.tui.app import LeaptuiApp

_MOST_SENTENCES = 9


@dataclass(frozen=True)
class Read:
    """An export that was read: its path as typed, its name, and what is in it."""

    path: str
    name: str
    imported: Imported


class Bring(Form[None]):
    """The path, where it goes, and what it would do. Keeping reads first, and does it the second time."""

    BINDINGS = [
        Binding("ctrl+s", "keep", N_("Go on"), id="form.keep", tooltip=N_("Read the export, then do what is shown")),
        Binding("f7", "stick", N_("Stick"), id="bring.stick", tooltip=N_("Choose an export that lies on the stick")),
    ]

    @dataclass
    class Told(Message):
        """The export was read, or could not be: what came of it, or the sentence that says why nothing did."""

        read: Read | None
        trouble: str = ""

    def __init__(self, app: LeaptuiApp) -> None:
        super().__init__(_("Import from another system"), "Leap2A")
        self._desk = app
        self._package: Package | None = None
        self._read: Read | None = None
        self._is_reading = False
        self._here, self._new = _("this portfolio"), _("a new portfolio")

    def compose_fields(self) -> ComposeResult:
        """Where the export is, and where it goes."""
        yield Static(
            _(
                "A Leap2A export, .zip or .xml, as Mahara, PebblePad and others make it. Nothing is changed before you saw "
                "what it would do."
            ),
            classes="question",
            markup=False,
        )
        hint = _("paste or drop its path here")
        if self._desk.is_shared:
            hint = _("a file on the stick: {key} shows them").format(key=key_of(self, "bring.stick"))
        yield Field(_("File"), Input(placeholder=hint, id="path"))
        # Where there is one portfolio alone, as at a machine that is shared, it goes there.
        targets = [self._here] if self._desk.is_shared else [self._here, self._new]
        choice = Choice(targets, self._here, id="target")
        choice.styles.width = field_width(targets)
        yield Field(_("Into"), choice)
        yield Static("", id="plan", classes="question", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another path is another export."""
        event.stop()
        if self._read is not None and event.value != self._read.path:
            self._read = None
            self._show_plan()

    @on(Choice.Changed)
    def _other_target(self) -> None:
        self._show_plan()

    def keep(self) -> str | None:
        """Read the export, or do what was shown."""
        if self._is_reading:
            return None
        if self._read is not None and self._read.path == self.text_of("path"):
            return self._do(self._read)
        paths = typed_paths(self.text_of("path"), self._desk.session.workspace.sources)
        if not paths and self._desk.is_shared:
            return _("Which file is it? {key} shows those on the stick.").format(key=key_of(self, "bring.stick"))
        if not paths:
            return _("Where is the export? Paste its path, or drop the file here.")
        self._is_reading = True
        self.query_one("#plan", Static).update(_("Reading …"))
        typed = self.text_of("path")
        self.run_worker(lambda: self._open(paths[0], typed), thread=True, exit_on_error=False, group="import")
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Files come from a stick at a machine that is shared."""
        return (action != "stick" or self._desk.is_shared) and super().check_action(action, parameters)

    def action_stick(self) -> None:
        """Choose an export that lies on the stick, and read it."""
        from leaptui.tui.kiosk.stick_files import choose_file

        def chosen(path: Path) -> None:
            self.query_one("#path", Input).value = str(path)
            self.action_keep()

        choose_file(self._desk, chosen)

    def _open(self, path: Path, typed: str) -> None:
        """In a thread: read the export."""
        from leaptui.interchange.leap2a import open_package, translate

        try:
            package = open_package(path, self._desk.session.workspace.sources)
            self._close()
            self._package = package
            read = Read(typed, package.name, translate(package))
        except StoreError as error:
            self.post_message(self.Told(None, sentence(error)))
        except OSError as error:
            self.post_message(self.Told(None, sentence(explain(error, _("the export could not be read")))))
        else:
            self.post_message(self.Told(read))

    def _close(self) -> None:
        if self._package is not None:
            self._package.close()

    def on_unmount(self) -> None:
        """Close the export: its attachments are read from it until then."""
        self._close()

    def on_bring_told(self, event: Told) -> None:
        """Show what the import would do."""
        self._is_reading = False
        self._read = event.read
        self._show_plan()
        self.query_one(Trouble).say(event.trouble)

    def _show_plan(self) -> None:
        """Say what it would do with the portfolio it is to go to."""
        if self._read is None:
            self.query_one("#plan", Static).update("")
            return
        try:
            lines = self._plan(self._read).sentences()
        except StoreError as error:
            self.query_one("#plan", Static).update("")
            self.query_one(Trouble).say(sentence(error))
            return
        if len(lines) > _MOST_SENTENCES:
            rest = len(lines) - _MOST_SENTENCES
            lines = [
                *lines[:_MOST_SENTENCES],
                ngettext("… and {n} more note.", "… and {n} more notes.", rest).format(n=rest),
            ]
        if not self._plan(self._read).is_empty:
            lines += ["", _("{key} does it.").format(key=key_of(self, "form.keep"))]
        self.query_one("#plan", Static).update("\n".join(map(clean_line, lines)))

    @property
    def _is_new(self) -> bool:
        return self.text_of("target") == self._new

    def _plan(self, read: Read) -> ImportPlan:
        from leaptui.interchange.leap2a import plan_import

        return plan_import(read.imported, self._existing(read))

    def _existing(self, read: Read) -> Document:
        """The portfolio it goes to, as it stands."""
        session = self._desk.session
        if not self._is_new:
            return session.portfolio.document
        from leaptui.model.edits import new_document
        from leaptui.store.frameworks import DEFAULT

        learner = clean_line(read.imported.proposal.learner) or clean_line(session.portfolio.meta.learner.name)
        return new_document(learner, DEFAULT, session.today, session.at)

    def _do(self, read: Read) -> str | None:
        """Import what was shown; gives the sentence that says why it cannot be."""
        from leaptui.model.edits import Invalid

        try:
            existing, plan = self._existing(read), self._plan(read)
            if self._is_new:
                name = self._make(plan, existing)
                if (trouble := open_portfolio(self._desk, name)) is not None:
                    return trouble
                self._desk.say(_("Imported {file} into {name}.").format(file=read.name, name=f"{name}.json"))
            elif plan.is_empty:
                return _("There is nothing in it that is not here already.")
            else:
                for item in plan.attachments:
                    self._desk.session.store.attach_data(item.read(), item.name)
                label = _("Imported {file}").format(file=read.name)
                if not self._desk.do(plan.change(existing, self._desk.session.at, label)):
                    return _("Nothing was imported.")
        except (Invalid, StoreError) as error:
            return sentence(error)
        self.dismiss(None)
        return None

    def _make(self, plan: ImportPlan, existing: Document) -> str:
        """Write a new portfolio with everything in it; gives its name."""
        from leaptui.store import attachments
        from leaptui.store.portfolio_store import PortfolioStore

        workspace = self._desk.workspace
        learner = existing["meta"]["portfolio"]["learner"]
        name = workspace.free_name(str(learner["name"]) if isinstance(learner, dict) else "")
        for item in plan.attachments:
            attachments.keep(workspace.files_dir(name), item.read(), item.name)
        PortfolioStore.create(workspace, name, {**existing, **plan.new}, self._desk.session.clock)
        return name


def import_here(app: LeaptuiApp) -> None:
    """Ask for an export, and bring it in."""
    app.push_screen(Bring(app))
