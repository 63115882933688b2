"""The form of every command: help that shows examples, and a group that loads its commands when they are wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module

import click

_SETTINGS = {"help_option_names": ["-h", "--help"]}


class Command(click.Command):
    """A command whose help ends with examples."""

    def __init__(self, *args: object, examples: Sequence[str] = (), **kwargs: object) -> None:
        super().__init__(*args, **{"context_settings": _SETTINGS, **kwargs})  # type: ignore[arg-type]  # click's own
        self.examples = tuple(examples)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words after the command's name."""
        with _named(ctx):
            return super().parse_args(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples after the options."""
        super().format_epilog(ctx, formatter)
        write_examples(formatter, self.examples)


class Group(click.Group):
    """A group of commands whose help ends with examples."""

    command_class = Command

    def __init__(self, *args: object, examples: Sequence[str] = (), **kwargs: object) -> None:
        given = {"context_settings": _SETTINGS, "invoke_without_command": True, **kwargs}
        super().__init__(*args, **given)  # type: ignore[arg-type]  # click's own
        self.examples = tuple(examples)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words after the group's name."""
        with _named(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant. Raises a usage error that names one that is written nearly so."""
        name = args[0]
        if not ctx.resilient_parsing and self.get_command(ctx, name) is None and not name.startswith("-"):
            near = get_close_matches(name, self.list_commands(ctx), 1)
            ctx.fail(f"there is no command “{name}”{f'; did you mean “{near[0]}”?' if near else ''}")
        return super().resolve_command(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples after the commands."""
        super().format_epilog(ctx, formatter)
        write_examples(formatter, self.examples)


@contextmanager
def _named(ctx: click.Context) -> Iterator[None]:
    """Make sure that a usage error knows which command it is about."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def need_command(ctx: click.Context) -> None:
    """Raise a usage error where a group was called without a command of it."""
    if ctx.invoked_subcommand is None and isinstance(ctx.command, click.Group):
        names = sorted(ctx.command.list_commands(ctx))
        ctx.fail(f"say what to do: {', '.join(names[:-1])} or {names[-1]}")


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
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # click's own
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

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what somebody new needs first: what it is, how it begins, what there is; the options last."""
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        write_examples(formatter, self.examples)
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in their sections."""
        for section, names in self._sections.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(section):
                formatter.write_dl([(name, found.get_short_help_str(64)) for name, found in commands if found])
