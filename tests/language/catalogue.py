"""The catalogues: takes the messages out of the code, brings `leaptui.po` of each language up to date, and makes its `.mo`.

`python -m tests.language.catalogue` does it for the languages there are; with codes behind it (`fr`), a language without a
catalogue begins one. Translations whose message is gone are printed, to be used for what came in its place. Nothing in the
files hangs on the day or on line numbers: the same code and translations make the same bytes.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from leaptui import language
from leaptui.cli.command import Command, SectionedGroup, paragraphs, said_metavar, split_example
from leaptui.cli.main import leaptui

PACKAGE = Path(language.__file__).parent.parent
MARKS = {"_": 0, "N_": 0, "ngettext": 0, "one_or_many": 0, "pgettext": 1, "_marked": 1}
"""How messages are marked in the code, and which argument is the message; one before it is its context."""

PLURALS = ("ngettext", "one_or_many")
_STANDING = ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")

Marked = tuple[str, str | tuple[str, str], str | None]
"""Where a message is said (a file of the package), the message with its plural, its context."""


def main(codes: list[str]) -> None:
    """Bring catalogues up to date: those of the languages named, or of all there are."""
    for code in codes or language.languages()[1:]:
        path = po_path(code)
        path.parent.mkdir(parents=True, exist_ok=True)
        before = read(path) if path.exists() else Catalog(code, language.DOMAIN, header_comment="# leaptui")
        now = merged(before)
        for message in before:
            if message.id and message.string and now.get(message.id, message.context) is None:
                sys.stderr.write(f"{code}: no longer said: {message.id!r} → {message.string!r}\n")
        open_ones = [message for message in now if message.id and not is_full(message)]
        sys.stderr.write(f"{code}: {len(now)} messages, {len(open_ones)} to translate\n")
        path.write_bytes(po_bytes(now))
        path.with_suffix(".mo").write_bytes(mo_bytes(now))


def po_path(code: str) -> Path:
    """Where the catalogue of a language lies."""
    return language.catalogues() / code / "LC_MESSAGES" / f"{language.DOMAIN}.po"


def read(path: Path) -> Catalog:
    """Read a catalogue."""
    with path.open("rb") as file:
        return read_po(file, path.parent.parent.name, language.DOMAIN)


def is_full(message: Message) -> bool:
    """Whether a message is translated, in each of its plural forms."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(forms)


def extracted() -> list[Marked]:
    """Give every message of the program, file by file."""
    found = set(_of_commands())
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE.parent).as_posix()
        tree = ast.parse(path.read_bytes(), path)
        found |= {(place, message, context) for message, context in map(marked, calls(tree)) if message}
    return sorted(found, key=lambda mark: (mark[0], mark[2] or "", str(mark[1])))


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    """Give the places where a message is marked."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            yield node


def marked(call: ast.Call) -> tuple[str | tuple[str, str], str | None]:
    """Give the message that is marked, and its context; an empty one where it is only known when the program runs."""
    assert isinstance(call.func, ast.Name)
    first = MARKS[call.func.id]
    said = call.args[first : first + (2 if call.func.id in PLURALS else 1)]
    words = [
        arg.value for arg in (*call.args[:first], *said) if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    ]
    if len(words) < first + len(said):
        return "", None
    context, message = (words[0] if first else None), words[first:]
    return (message[0], message[1]) if len(message) == 2 else message[0], context


def _of_commands(command: click.Command = leaptui, path: str = "leaptui/cli/main.py") -> Iterator[Marked]:
    """What commands say in their help: it stands in docstrings and options, which are translated where help is written."""
    context = click.Context(command)
    metavars = (said_metavar(param) for param in command.params)
    helps = (param.help for param in command.params if isinstance(param, click.Option))
    examples = command.examples if isinstance(command, Command) else ()
    comments = (split_example(example)[1] for example in examples)
    sections = command.sections if isinstance(command, SectionedGroup) else ()
    for said in (command.short_help, *paragraphs(command.help), *metavars, *helps, *comments, *sections):
        if said:
            yield path, said, None
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None and inner.callback is not None:
                module = sys.modules[inner.callback.__module__]
                yield from _of_commands(inner, f"{module.__name__.replace('.', '/')}.py")


def merged(before: Catalog) -> Catalog:
    """Give a catalogue of what the program says now, with the translations there are."""
    now = Catalog(before.locale, language.DOMAIN, header_comment=before.header_comment, fuzzy=False)
    # The forms its translations have, whatever this version of Babel has learned of the language since.
    now.mime_headers = [("Plural-Forms", before.plural_forms)]
    for place, message, context in extracted():
        there = now.get(message, context)
        if there is not None:
            there.locations.append((place, 0))
            continue
        old = before.get(message, context)
        string = old.string if old is not None and old.pluralizable == isinstance(message, tuple) else None
        now.add(message, string, [(place, 0)], context=context)
    return now


def po_bytes(catalogue: Catalog) -> bytes:
    """Write a catalogue as text: sorted by file, with nothing in it that changes by itself."""
    file = io.BytesIO()
    write_po(file, catalogue, width=120, include_lineno=False)
    head, gap, rest = file.getvalue().decode().partition("\n\n")
    lines = [line for line in head.splitlines() if not line.startswith('"') or line[1:].partition(":")[0] in _STANDING]
    return ("\n".join(lines) + gap + rest).encode()


def mo_bytes(catalogue: Catalog) -> bytes:
    """Compile a catalogue."""
    standing = _Standing(catalogue.locale, catalogue.domain)
    standing.mime_headers = [("Plural-Forms", catalogue.plural_forms)]
    for message in catalogue:
        if message.id and is_full(message):
            standing.add(message.id, message.string, context=message.context)
    file = io.BytesIO()
    write_mo(file, standing)
    return file.getvalue()


class _Standing(Catalog):
    """A catalogue whose header says nothing that changes by itself."""

    def __iter__(self) -> Iterator[Message]:
        """The messages, the header first."""
        head, *messages = super().__iter__()
        lines = [line for line in str(head.string).split("\n") if line.partition(":")[0] in _STANDING]
        yield Message("", "\n".join(lines), flags=head.flags)
        yield from messages


if __name__ == "__main__":
    main(sys.argv[1:])
