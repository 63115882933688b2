"""The keys that help on every screen: the help, the command palette, jumping, copying."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding

from leaptui.language import N_, _
from leaptui.tui.base import DeskApp
from leaptui.tui.keys import key_names
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.small import TooSmall

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp
    from leaptui.tui.commands import Command
    from leaptui.tui.repair.sheet import MendEnded


class Everywhere(DeskApp):
    """What works on every screen, whatever it shows."""

    BINDINGS: ClassVar = [
        Binding(
            "c",
            "conflicts",
            N_("Choose"),
            id="app.conflicts",
            tooltip=N_("Choose between what was changed in two places"),
        ),
        Binding(
            "R",
            "repair",
            N_("Repair"),
            id="app.repair",
            tooltip=N_("See where the portfolio's file is broken, and mend it"),
        ),
        Binding(
            "r",
            "history",
            N_("History"),
            show=False,
            id="app.history",
            tooltip=N_("What was changed and when; the portfolio as it was"),
        ),
        Binding(
            "exclamation_mark",
            "ask",
            N_("Ask"),
            key_display="!",
            id="app.support",
            tooltip=N_("Ask for support, or for feedback: about what the cursor is on"),
        ),
        Binding(
            "w",
            "voice",
            N_("Who speaks"),
            show=False,
            id="app.voice",
            tooltip=N_("Say whose words are written: somebody's who looks with you, or the learner's"),
        ),
        Binding("y", "copy", N_("Copy"), show=False, id="app.copy", tooltip=N_("Copy what the cursor is on")),
        Binding(
            "ctrl+o",
            "jump",
            N_("Jump"),
            show=False,
            priority=True,
            id="app.jump",
            tooltip=N_("Jump to any place by a letter"),
        ),
        Binding(
            "ctrl+p",
            "commands",
            N_("Commands"),
            priority=True,
            id="app.commands",
            tooltip=N_("Find any command by typing"),
        ),
        Binding(
            "question_mark", "help", N_("Help"), key_display="?", id="app.help", tooltip=N_("The keys that work here")
        ),
        Binding(
            "f1",
            "help",
            N_("Help"),
            show=False,
            id="app.help_typing",
            tooltip=N_("The keys that work here, while typing"),
        ),
        Binding(
            "ctrl+c",
            "hint",
            N_("Copy the selection"),
            show=False,
            system=True,
            id="app.copy_selected",
            tooltip=N_("Copy the text that the mouse has selected"),
        ),
    ]

    def action_help(self) -> None:
        """Show the keys that work here."""
        from leaptui.tui.help.overlay import HelpOverlay

        if not isinstance(self.screen, HelpOverlay):
            self.push_screen(HelpOverlay(self.screen))

    def action_commands(self) -> None:
        """Open the command palette, or close it."""
        from leaptui.tui.commands import open_palette

        open_palette(self)

    def allows(self, command: Command) -> bool:
        """Whether the palette offers a command that has no key."""
        del command
        return True

    def more_commands(self) -> list[Command]:
        """What this app can do beside that."""
        return []

    def action_jump(self) -> None:
        """Put letters over the screen to jump by, or take them away."""
        from leaptui.tui.jump.screen import Jump, begin_jump

        if isinstance(self.screen, Jump):
            self.screen.action_leave()
        elif not isinstance(self.screen, TooSmall):
            begin_jump(self.screen)

    def action_copy(self) -> None:
        """Copy what the cursor is on, and say so."""
        from leaptui.tui.copying import copied_from

        copied = copied_from(self.screen)
        if copied is None:
            self.say(_("There is nothing here to copy."))
            return
        self.copy_to_clipboard(copied.text)
        self.say(_("“{title}” was copied.").format(title=copied.title))

    def action_ask(self) -> None:
        """Ask for support, about what the cursor is on."""
        from leaptui.tui.people.asking import ask_from

        ask_from(self.screen)

    def action_conflicts(self) -> None:
        """Go to what was changed in two places."""
        from leaptui.tui.conflicts.opening import open_conflicts

        open_conflicts(self)

    def action_repair(self) -> None:
        """Show where the file is broken, and mend it."""
        from leaptui.tui.repair.sheet import offer_repair

        offer_repair(cast("LeaptuiApp", self))

    def on_mend_ended(self, event: MendEnded) -> None:
        """A file was mended, or could not be."""
        self.look_again()
        self.say(event.sentence, trouble=event.is_trouble)

    def look_again(self) -> None:
        """Look at the file, and show what changed in it."""
        raise NotImplementedError

    def action_history(self) -> None:
        """Go to what was changed, and when."""
        from leaptui.tui.history.opening import open_history

        open_history(self)

    def action_voice(self) -> None:
        """Say whose words are written from now on."""
        from leaptui.tui.voice.switch import choose_voice

        choose_voice(self)

    def action_not_theirs(self) -> None:
        """Say why a key of the learner's own work does nothing while somebody else speaks."""
        from leaptui.tui.voice.switch import say_whose

        say_whose(self)

    def action_hint(self) -> None:
        """Tell how to leave: nothing is selected that could be copied."""
        keys = key_names(self, "app.quit")
        if len(keys) > 1:
            self.say(_("Press {key} to leave, or {other} while typing.").format(key=keys[0], other=keys[-1]))
        else:
            self.say(_("Press {key} to leave.").format(key=keys[0]))

    async def begin_anew(self) -> None:
        """Make every screen anew, as after another language was chosen: what was fixed when it was made is said again."""
        current = self.screen.NAME if isinstance(self.screen, DeskScreen) else ""
        before = {name: self.get_screen(name) for name in self.SCREENS}
        after = {name: make() for name, make in self.SCREENS.items()}
        if current:
            await self.switch_screen(after[current])
        for name, screen in after.items():
            self.uninstall_screen(name)
            self.install_screen(screen, name)
            if before[name].is_running:
                await before[name].remove()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What belongs to the desk does not work through an overlay, and little where the window is too small."""
        del parameters
        on_desk = {"copy", "conflicts", "repair", "history", "ask", "voice"}
        if action in on_desk and not isinstance(self.screen, DeskScreen):
            return False
        if action == "repair":
            return bool(self.states.trouble)
        if action == "conflicts":
            return self.is_open and bool(self.session.questions)
        return not (isinstance(self.screen, TooSmall) and action in {"help", "commands", "jump"})
