"""The form of every command: help that shows examples, and a group that loads its commands when they are wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

import click

_HELP_OPTIONS = ["-h", "--help"]


class Command(click.Command):
    """A command whose help ends with examples."""

    def __init__(self, *args: object, examples: Sequence[str] = (), **kwargs: object) -> None:
        kwargs.setdefault("context_settings", {"help_option_names": _HELP_OPTIONS})
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # click's own parameters, passed on as they came
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples after the options."""
        super().format_epilog(ctx, formatter)
        write_examples(formatter, self.examples)


class Group(click.Group):
    """A group of commands whose help ends with examples; it can stand for a command itself."""

    command_class = Command

    def __init__(self, *args: object, examples: Sequence[str] = (), **kwargs: object) -> None:
        kwargs.setdefault("context_settings", {"help_option_names": _HELP_OPTIONS})
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # click's own parameters, passed on as they came
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples after the commands."""
        super().format_epilog(ctx, formatter)
        write_examples(formatter, self.examples)


def write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """Write examples as they would be typed, one a line."""
    if examples:
        with formatter.section("Examples" if len(examples) > 1 else "Example"):
            for example in examples:
                formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


class SectionedGroup(Group):
    """The outermost group: its commands live in modules of `leaptui.cli` and are listed in sections.

    `sections` gives for each section its commands, and for each command NAME the module that holds `NAME_command`.
    """

    def __init__(self, *args: object, sections: Mapping[str, Mapping[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # click's own parameters, passed on as they came
        self._sections = sections

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """The names of all commands, section by section."""
        return [name for commands in self._sections.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Load a command; None where there is none of that name."""
        for commands in self._sections.values():
            if cmd_name in commands:
                found = getattr(import_module(f"leaptui.cli.{commands[cmd_name]}"), f"{cmd_name}_command")
                return found if isinstance(found, click.Command) else None
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in their sections."""
        for section, names in self._sections.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(section):
                formatter.write_dl([(name, found.get_short_help_str(64)) for name, found in commands if found])
