"""The form of every command: help that shows examples, and a group that loads its commands when they are wanted.

What a command's help says is written in its docstring and its options, in English; it is translated where it is written out.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from importlib import import_module
from typing import Any

import click

from leaptui.cli.front import Listed, first_page
from leaptui.language import N_, _, language, or_list

_SETTINGS = {"help_option_names": ["-h", "--help"]}
_COMMENTED = re.compile(r"(.*\S {3,})(\S.*)")
_TYPED = re.compile(r"[a-z]")
_ELSEWHERE = {
    "clone": "join",
    "pull": "sync",
    "push": "sync",
    "fetch": "sync",
    "merge": "resolve",
    "diff": "compare",
    "history": "log",
    "repair": "check",
    "delete": "rm",
    "remove": "rm",
}
"""What git and other programs call something, and the command that does it here."""


class Command(click.Command):
    """A command whose help ends with examples."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **{"context_settings": _SETTINGS, **kwargs})
        self.examples = tuple(examples)
        self._said: dict[str, list[click.Parameter]] = {}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words after the command's name."""
        with _named(ctx):
            return super().parse_args(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the option that asks for help, described in English: click keeps it, whatever is spoken later."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = N_("Show this message and exit.")
        return found

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Give the parameters with their help in the language that is spoken."""
        if language() not in self._said:
            self._said[language()] = [_translated(param) for param in super().get_params(ctx)]
        return self._said[language()]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Give what stands behind the command's name in the first line of its help."""
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_short_help_str(self, limit: int = 64) -> str:
        """Say in a few words what it does; every one of them is short."""
        del limit
        return _(self.short_help) if self.short_help else ""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what it does, paragraph by paragraph."""
        del ctx
        write_paragraphs(formatter, self.help)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples after the options."""
        super().format_epilog(ctx, formatter)
        write_examples(formatter, self.examples)


class Group(Command, click.Group):
    """A group of commands whose help ends with examples."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"invoke_without_command": True, **kwargs})

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant. Raises a usage error that names one that is written nearly so."""
        from difflib import get_close_matches

        name = args[0]
        if not ctx.resilient_parsing and self.get_command(ctx, name) is None and not name.startswith("-"):
            names = self.list_commands(ctx)
            meant, root = _ELSEWHERE.get(name, ""), ctx.find_root()
            near = [meant] if meant in names else get_close_matches(name, names, 1, 0.75 if meant else 0.6)
            if (
                not near
                and root is not ctx
                and isinstance(root.command, Group)
                and root.command.get_command(root, meant)
            ):
                near = [f"{root.info_name} {meant}"]
            if near:
                ctx.fail(_("there is no command “{name}”; did you mean “{near}”?").format(name=name, near=near[0]))
            ctx.fail(_("there is no command “{name}”").format(name=name))
        return super().resolve_command(ctx, args)


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
        ctx.fail(_("say what to do: {names}").format(names=or_list(names)))


def paragraphs(text: str | None) -> list[str]:
    """Cut a docstring into its paragraphs, each on one line: the messages a translation is made of."""
    return [" ".join(part.split()) for part in inspect.cleandoc(text or "").split("\n\n") if part.strip()]


def said_metavar(param: click.Parameter) -> str | None:
    """Give what stands for a parameter's value in the help, where it is a word (`NAME`) and not what one types."""
    if isinstance(param, click.Argument):
        found = param.metavar or (param.name or "").upper()
    elif isinstance(param, click.Option):
        found = param.metavar or ""
    return found if found and not _TYPED.search(found) else None


def split_example(example: str) -> tuple[str, str]:
    """Part an example into what one types, up to the comment, and the comment, which many do not have."""
    found = _COMMENTED.fullmatch(example)
    return (found[1], found[2]) if found else (example, "")


def _translated(param: click.Parameter) -> click.Parameter:
    said = copy(param)
    metavar = said_metavar(param)
    if metavar:
        said.metavar = _(metavar)
        if isinstance(param, click.Argument) and param.metavar is None and not param.required:
            said.metavar = f"[{said.metavar}]"
    if isinstance(said, click.Option) and said.help:
        said.help = _(said.help)
    return said


def write_paragraphs(formatter: click.HelpFormatter, text: str | None) -> None:
    """Write a docstring in the language that is spoken."""
    for paragraph in paragraphs(text):
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(paragraph))


def write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """Write examples as they would be typed, one a line."""
    if examples:
        with formatter.section(_("Examples") if len(examples) > 1 else _("Example")):
            for example in examples:
                typed, comment = split_example(example)
                formatter.write(f"{'':>{formatter.current_indent}}{typed}{_(comment)}\n")


class SectionedGroup(Group):
    """The outermost group: its commands live in modules of `leaptui.cli`, and its help is the first page."""

    def __init__(self, *args: object, sections: Mapping[str, Sequence[Listed]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        self._listed = {one.name: one for listed in sections.values() for one in listed}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, section by section."""
        del ctx
        return list(self._listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; None where there is none of that name."""
        del ctx
        listed = self._listed.get(cmd_name)
        if listed is None:
            return None
        found = getattr(import_module(f"leaptui.cli.{listed.module}"), f"{cmd_name.replace('-', '_')}_command")
        if not isinstance(found, click.Command):
            return None
        found.short_help = listed.does
        return found

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what somebody new needs first: what it is, how it begins, what there is; the options last."""
        del ctx
        formatter.write(first_page(formatter.width))
