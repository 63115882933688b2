"""git's settings, and whose they are: what a repository's own file says to run is not run, as somebody may have copied it.

The user's own settings, and the system's, hold as they always do, so that the accounts people have go on working.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ASK_WITH_SCOPE = ("config", "--list", "--show-scope", "-z")
ASK, ASK_OWN = ("config", "--list", "-z"), ("config", "--local", "--includes", "--list", "-z")
"""How git is asked for its settings; before git 2.26 in two calls, the second for what is the repository's own."""

_OWN_SCOPES = frozenset({"local", "worktree"})
_PROGRAM = re.compile(
    r"core\.(sshcommand|askpass|fsmonitor|hookspath|editor|pager|gitproxy|alternaterefscommand)|sequence\.editor"
    r"|credential\.(.*\.)?helper|gpg\.(.*\.)?program|gpg\.ssh\.defaultkeycommand|gc\.recentobjectshook"
    r"|filter\..*\.(clean|smudge|process)|diff\.external|diff\..*\.(command|textconv)|merge\..*\.driver"
    r"|interactive\.difffilter|pager\..*|remote\..*\.(uploadpack|receivepack|vcs)|url\.[\w+.-]+::.*\.(push)?insteadof",
    re.DOTALL,
)
"""The settings whose value is a program, or a folder of programs."""
_YES_OR_NO = frozenset({"", "true", "false", "yes", "no", "on", "off", "1", "0"})
_HELPER = re.compile(r"credential\.(.*\.)?helper", re.DOTALL)
_USUAL = {
    "core.sshcommand": "ssh",
    "core.alternaterefscommand": "true",
    "uploadpack": "git-upload-pack",
    "receivepack": "git-receive-pack",
}
"""What stands in the place of a program, by the name of the setting or its last part."""

_Item = tuple[str, str]


@dataclass(frozen=True)
class Settings:
    """git's settings in a folder. `values`: each name with its values, the last of which stands, without `foreign`.

    `foreign` are the names of the settings in the repository's own file that name a program. `instead` are the settings
    (`name=value`) by which git, when it talks to a remote, goes by the user's instead.
    """

    values: dict[str, list[str]]
    foreign: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()

    @property
    def environment(self) -> dict[str, str]:
        """What git needs in its environment for the same: of several proxies, it takes the first that was said."""
        return {"GIT_PROXY_COMMAND": ""} if "core.gitproxy" in self.foreign else {}


def with_scope(output: bytes) -> Settings:
    """Read what git answered to ASK_WITH_SCOPE."""
    parts = _parts(output)
    return _sorted_out((scope in _OWN_SCOPES, _item(part)) for scope, part in zip(parts, parts, strict=False))


def of_two(every: bytes, own: bytes) -> Settings:
    """Read what git answered to ASK and ASK_OWN: what is in both counts as the repository's own."""
    owned = [_item(part) for part in _parts(own)]
    return _sorted_out((item in owned, item) for item in map(_item, _parts(every)))


def _sorted_out(items: Iterable[tuple[bool, _Item]]) -> Settings:
    values: dict[str, list[str]] = {}
    foreign: dict[str, None] = {}
    helpers: list[str] = []
    for is_own, (name, value) in items:
        if is_own and names_program(name, value):
            foreign[name] = None
            continue
        values.setdefault(name, []).append(value)
        if _HELPER.fullmatch(name):
            helpers.append(f"{name}={value}")
    instead: list[str] = []
    if any(_HELPER.fullmatch(name) for name in foreign):
        instead += ["credential.helper=", *helpers]
    for name in foreign:
        usual = _USUAL.get(name) or _USUAL.get(name.rpartition(".")[2])
        if usual is not None and "=" not in name:
            instead.append(f"{name}={values.get(name, [usual])[-1]}")
    return Settings(values, tuple(foreign), tuple(instead))


def names_program(name: str, value: str) -> bool:
    """Say whether a setting names a program. Some can also be switched on or off, and then name none."""
    can_be_switched = name == "core.fsmonitor" or name.startswith("pager.")
    return _PROGRAM.fullmatch(name) is not None and not (can_be_switched and value.casefold() in _YES_OR_NO)


def _parts(output: bytes) -> Iterator[str]:
    return iter(output.decode("utf-8", "surrogateescape").split("\0")[:-1])


def _item(text: str) -> _Item:
    name, _newline, value = text.partition("\n")
    return name, value
