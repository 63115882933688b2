"""The keys a learner chose: `keys.toml` in the folder of the user's settings, read strictly.

One trouble anywhere, and all keys stay as they come with the app: half a key map would be a third one that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.language import _, ngettext
from leaptui.store.errors import Refused
from leaptui.store.files import explain, read_bytes
from leaptui.store.settings import settings_folder

if TYPE_CHECKING:
    from leaptui.tui.base import DeskApp
    from leaptui.tui.bindings import Bound

FILE = "keys.toml"
_NAME = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_ENTRY = re.compile(rf"\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=")


@dataclass(frozen=True)
class Keymap:
    """Keys by the id of what they do, as Textual calls them, and one sentence for each trouble in the file."""

    keys: Mapping[str, tuple[str, ...]]
    troubles: tuple[str, ...] = ()


def keymap_path() -> Path:
    """Where the learner's keys are kept."""
    return settings_folder() / FILE


def load_keymap() -> Keymap:
    """Read the learner's keys; where the file is not there, none are changed."""
    try:
        data = read_bytes(keymap_path())
    except FileNotFoundError:
        return Keymap({})
    except OSError as error:
        return Keymap({}, (explain(error, _("{file} could not be read").format(file=FILE)),))
    except Refused as error:
        return Keymap({}, (str(error),))
    from leaptui.tui.bindings import all_bindings

    return read_keymap(data, all_bindings())


def take_own_keys(app: DeskApp) -> None:
    """Let the app work with the learner's keys; it keeps what to tell where it cannot."""
    found = load_keymap()
    app.own_keys = dict(found.keys)
    app.set_keymap({name: ",".join(keys) for name, keys in found.keys.items()})
    app.key_trouble = told(found.troubles) if found.troubles else ""


def keymap_template() -> str:
    """A whole `keys.toml` to begin with: every binding as a comment, with the keys it comes with."""
    from leaptui.tui.bindings import all_bindings
    from leaptui.tui.keynames import written_key

    like = '"a", "A", "?", "ctrl+x", "^x", "f5", "shift+up", "PgUp", "Space"'
    lines = [
        "# " + _("The keys of leaptui. Take the # away in front of a line and write another key, or several."),
        "# " + _("The file belongs here: {path}").format(path=keymap_path()),
        "# " + _("Keys are written like {keys}.").format(keys=like),
        "",
        "[keys]",
    ]
    where = ""
    known: set[str] = set()
    for bound in all_bindings():
        if bound.id in known:
            continue
        known.add(bound.id)
        if bound.where != where:
            where = bound.where
            lines += ["", f"# {where}"]
        keys = ", ".join(f'"{written_key(key)}"' for key in bound.keys)
        lines.append(f"# {bound.id} = {keys if len(bound.keys) == 1 else f'[{keys}]'}  # {_(bound.tooltip)}")
    return "\n".join(lines) + "\n"


def told(troubles: Sequence[str]) -> str:
    """What is wrong with the file as the app tells it: the first trouble, how many more, what holds meanwhile."""
    words = [troubles[0], _("until that is mended, all keys are as they come with leaptui")]
    if more := len(troubles) - 1:
        words.append(
            ngettext(
                "there is {n} more trouble in it: leaptui keys names it",
                "there are {n} more troubles in it: leaptui keys names them",
                more,
            ).format(n=more)
        )
    return "; ".join(words)


def read_keymap(data: bytes, bindings: Sequence[Bound]) -> Keymap:
    """Read a key map against the bindings there are; with any trouble it changes no key."""
    import tomllib

    try:
        text = data.decode()
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Keymap({}, (_("{file} is not valid TOML: {reason}").format(file=FILE, reason=error),))
    strangers = sorted(raw.keys() - {"keys"})
    if strangers or not isinstance(raw.get("keys", {}), dict):
        name = strangers[0] if strangers else "keys"
        words = _("{file} holds nothing but the table [keys]; “{name}” is something else")
        return Keymap({}, (words.format(file=FILE, name=name),))
    reader = _Reader(bindings, _lines(text))
    for name, value in _flat(raw.get("keys", {})):
        reader.take(name, value)
    reader.find_clashes()
    troubles = tuple(words for _line, words in sorted(reader.troubles))
    return Keymap({} if troubles else reader.keys, troubles)


def _flat(table: Mapping[str, object], lead: str = "") -> Iterator[tuple[str, object]]:
    """The entries; TOML takes `app.add` without quotes for a table in a table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{lead}{name}.")
        else:
            yield f"{lead}{name}", value


def _lines(text: str) -> dict[str, int]:
    """In which line each entry stands."""
    found: dict[str, int] = {}
    lead: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            lead = _parts(header[1])
        elif entry := _ENTRY.match(line):
            found.setdefault(".".join([*lead, *_parts(entry[1])][1:]), number)
    return found


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_NAME, dotted)]


class _Reader:
    """Takes entry after entry, and keeps what is wrong with each."""

    def __init__(self, bindings: Sequence[Bound], lines: Mapping[str, int]) -> None:
        self.keys: dict[str, tuple[str, ...]] = {}
        self.troubles: list[tuple[int, str]] = []
        self._bindings = bindings
        self._lines = lines
        self._by_id: dict[str, list[Bound]] = {}
        for bound in bindings:
            self._by_id.setdefault(bound.id, []).append(bound)

    def take(self, name: str, value: object) -> None:
        """Take an entry: the id of a binding, and its key or keys."""
        if name not in self._by_id:
            self._refuse(name, _no_such(name, list(self._by_id)))
            return
        written = [value] if isinstance(value, str) else value
        if not isinstance(written, list) or not written or not all(isinstance(key, str) for key in written):
            self._refuse(name, _("“{id}” wants a key in quotes, or a list of them").format(id=name))
            return
        from leaptui.tui.keynames import NotAKey, read_key

        keys = []
        for key in written:
            try:
                keys.append(read_key(key))
            except NotAKey as error:
                self._refuse(name, _("the key of “{id}” cannot be used: {reason}").format(id=name, reason=error))
                return
        if trouble := self._unfit(name, keys):
            self._refuse(name, trouble)
        else:
            self.keys[name] = tuple(dict.fromkeys(keys))

    def _unfit(self, name: str, keys: Sequence[str]) -> str | None:
        from leaptui.tui.keynames import FIXED, typing_keys
        from leaptui.tui.keys import is_letter, key_name

        comes_with = {key for bound in self._by_id[name] for key in bound.keys}
        for key in keys:
            if key in FIXED and key not in comes_with:
                words = _("“{key}” cannot be given to “{id}”: {reason}")
                return words.format(key=key_name(key), id=name, reason=_(FIXED[key]))
        if not any(bound.is_for_typing for bound in self._by_id[name]):
            return None
        for key in keys:
            if key in typing_keys() and key not in comes_with:
                words = _("“{key}” cannot be given to “{id}”: lines to type in need it")
                return words.format(key=key_name(key), id=name)
        letters = [key for key in keys if is_letter(key) and key not in comes_with]
        always = any(bound.priority for bound in self._by_id[name])
        none_left = all(map(is_letter, keys)) and not all(map(is_letter, comes_with))
        if letters and (always or none_left):
            words = _("“{id}” has to work while text is typed, where “{key}” is a letter like any other")
            return words.format(id=name, key=key_name(letters[0]))
        return None

    def find_clashes(self) -> None:
        """Refuse a key that two bindings would wait for, unless it is so as the app comes."""
        from leaptui.tui.keys import key_name

        for name, keys in self.keys.items():
            for key in keys:
                other = self._other_with(name, key)
                if other is not None:
                    words = _("“{key}” cannot be given to “{id}”: “{other}” has it ({says})")
                    says = _(other.tooltip or other.says)
                    self._refuse(name, words.format(key=key_name(key), id=name, other=other.id, says=says))

    def _other_with(self, name: str, key: str) -> Bound | None:
        """Another binding that would wait for the same key, and does not as the app comes."""
        from leaptui.tui.bindings import can_meet

        for other in self._bindings:
            if other.id == name or key not in self.keys.get(other.id, other.keys):
                continue
            for mine in self._by_id[name]:
                if can_meet(mine, other) and not (key in mine.keys and key in other.keys):
                    return other
        return None

    def _refuse(self, name: str, reason: str) -> None:
        line = self._lines.get(name)
        place = _("{file}, line {line}").format(file=FILE, line=line) if line else FILE
        self.troubles.append((line or 0, f"{place}: {reason}"))


def _no_such(name: str, ids: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, ids, 1, 0.4)
    if near:
        return _("there is no action “{id}”; the nearest is “{near}”").format(id=name, near=near[0])
    return _("there is no action “{id}”; leaptui keys lists them").format(id=name)
