"""Every process for git is started by one hardened function: nothing else in the program could, by whatever name it calls it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from leaptui.model.clock import Clock
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.sync import sync_state
from leaptui.sync.clones import clones_behind
from leaptui.sync.connect import connect, connection_of, join
from leaptui.sync.doctor import examine
from leaptui.sync.good import last_good
from leaptui.sync.history import History
from leaptui.sync.home import take_home
from leaptui.sync.trial import try_address
from tests.sync.desk import AMARA, Desk, fine

PACKAGE = Path(__file__).parents[2] / "leaptui"
RUNNER = "sync/git.py"
STARTERS = {
    RUNNER: "git",
    "signing/runner.py": "ssh-keygen",
    "sync/apart.py": "this program itself, for a sync that outlives the app",
    "tui/editor.py": "the learner's editor",
    "tui/evidence/opening.py": "what the desktop opens a file with",
}
"""Every module that starts a program, and which."""
LOADERS = {
    "cli/command.py": "a command's own module, when it is asked for",
    "tui/bindings.py": "the app's own modules, for a list of all keys",
    "tui/kiosk/gate.py": "two of the app's own modules, read ahead",
    "tui/evidence/pixels.py": "the extra for pictures, if it is installed",
}
"""Every module that imports others by a name it puts together, and which."""

_MODULES = re.compile(
    r"(subprocess|_posixsubprocess|multiprocessing|pty|popen2|commands)(\..*)?|.*\.(subprocess|process)"
)
_NAMES = re.compile(
    r"system|popen\d?|startfile|exec[lv]p?e?|spawn\w*|posix_spawnp?|fork(pty|_exec)?|Popen|ProcessPoolExecutor"
    r"|create_subprocess_\w+|subprocess_(exec|shell)|subprocess|getoutput|getstatusoutput|check_call|check_output"
)
_DARK = {"exec", "eval", "compile", "__import__"}
_INTO = {"getattr", "vars", "setattr"}


def starts(source: str) -> bool:
    """Whether a module could start a program."""
    return any(_is_start(node) for node in ast.walk(ast.parse(source)))


def _is_start(node: ast.AST) -> bool:
    match node:
        case ast.Import(names=names):
            return any(_MODULES.fullmatch(one.name) for one in names)
        case ast.ImportFrom(module=module, names=names):
            named = any(_NAMES.fullmatch(one.name) or (one.name == "*" and not node.level) for one in names)
            return bool(_MODULES.fullmatch(module or "")) or (named and not (module or "").startswith("leaptui"))
        case ast.Attribute(attr=name):
            return bool(_NAMES.fullmatch(name)) or name in {"__dict__", "__loader__"}
        case ast.Call(func=ast.Name(id=name), args=[ast.Name(id=into), *_]) if name in _INTO:
            return into in {"os", "asyncio", "sys", "subprocess", "builtins"}
        case ast.Call(func=ast.Name(id=name)):
            return name in _DARK
        case _:
            return False


def loads(source: str) -> bool:
    """Whether a module comes at others by a name that need not stand in it."""
    return bool(re.search(r"\bimportlib\b(?!\.metadata)|\bpkgutil\b|\brunpy\b|\bsys\.modules\b", source))


def test_no_other_module_starts_a_program() -> None:
    texts = {path.relative_to(PACKAGE).as_posix(): path.read_text() for path in PACKAGE.rglob("*.py")}
    assert {name for name, text in texts.items() if starts(text)} == STARTERS.keys()
    assert {name for name, text in texts.items() if loads(text)} == LOADERS.keys()
    assert len(re.findall(r"subprocess\.(Popen\(|run|call|check_\w+|getoutput)", texts[RUNNER])) == 1
    assert not [name for name in LOADERS if re.search(r"subprocess|multiprocessing|\bpty\b", texts[name])]
    named = re.compile(r"""["']git["']""")
    assert not [name for name in STARTERS.keys() - {RUNNER} if named.search(texts[name])]


@pytest.mark.parametrize(
    "source",
    [
        "import subprocess as quiet\nquiet.Popen(['git'])",
        "from subprocess import Popen as Quiet",
        "from subprocess import *",
        "import os\nos.spawnvp(os.P_WAIT, 'git', ['git'])",
        "import os as o\no.posix_spawn('/usr/bin/git', ['git'], {})",
        "from os import system as look",
        "from os import *",
        "import os\nos.execvp('git', ['git'])",
        "import os\nos.fork()",
        "import asyncio\nasyncio.create_subprocess_exec('git')",
        "from asyncio import create_subprocess_shell as look",
        "from asyncio import subprocess as quiet",
        "import asyncio.subprocess",
        "def look(loop): loop.subprocess_exec(None, 'git')",
        "from concurrent.futures import ProcessPoolExecutor as Pool",
        "import concurrent.futures as c\nc.ProcessPoolExecutor()",
        "import multiprocessing.pool",
        "import pty as terminal",
        "import _posixsubprocess",
        "import os\ngetattr(os, 'sys' + 'tem')('git')",
        "import os\nvars(os)['system']('git')",
        "import os\nos.__dict__['system']('git')",
        "__import__('sub' + 'process').run(['git'])",
        "exec('import subprocess')",
    ],
)
def test_another_name_for_it_is_seen_through(source: str) -> None:
    assert starts(source)


@pytest.mark.parametrize(
    "source",
    [
        "import sys\nsys.modules['sub' + 'process'].run(['git'])",
        "from importlib import import_module as look\nlook('sub' + 'process')",
        "import runpy",
    ],
)
def test_a_module_that_comes_in_by_a_name_is_seen_through(source: str) -> None:
    assert loads(source)


def test_what_starts_nothing_is_not_accused() -> None:
    assert not starts("import os\nimport asyncio\nos.replace('a', 'b')\nasyncio.run(main())\ngetattr(piece, name)")


class Watch:
    """Every program that is started, and the module of ours that did it; it hears what Python itself tells of it."""

    def __init__(self) -> None:
        self.is_on = False
        self.started: list[tuple[str, str]] = []
        sys.addaudithook(self._heard)

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.is_on and (
            event in {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn"}
            or event.startswith("os.fork")
        ):
            frame: FrameType | None = sys._getframe(1)
            while frame and not frame.f_code.co_filename.startswith(str(PACKAGE)):
                frame = frame.f_back
            module = Path(frame.f_code.co_filename).relative_to(PACKAGE).as_posix() if frame else ""
            self.started.append((module, str(arguments[0]) if arguments else ""))

    @contextmanager
    def on(self) -> Iterator[None]:
        """Listen for a while."""
        self.is_on = True
        try:
            yield
        finally:
            self.is_on = False


def test_whatever_is_done_with_git_the_runner_does_it(desk: Desk) -> None:
    one, two = desk.two()
    for clone in (one, two):
        clone.put("shared", {"title": f"From {clone.root.name}"})
        fine(clone.sync())
    watch = Watch()
    clock = Clock()
    work: list[Callable[[], object]] = [
        one.sync,
        lambda: sync_state(one.workspace),
        lambda: list(examine(one.workspace, clock, mend=True)),
        lambda: try_address(str(desk.remote), beside=desk.folder, workspace=one.workspace),
        lambda: connection_of(one.workspace),
        lambda: connect(one.workspace, str(desk.remote), beside=desk.folder),
        lambda: join(str(desk.remote), desk.folder / "three", beside=desk.folder),
        lambda: last_good(one.workspace, AMARA, clock),
        lambda: list(History(PortfolioStore(one.workspace, AMARA)).more()),
        lambda: clones_behind(one.workspace, []),
        lambda: take_home(one.workspace, AMARA, desk.folder),
    ]
    for one_thing in work:
        with watch.on():
            one_thing()
    ours = [(module, program) for module, program in watch.started if module]
    assert len(ours) > 50
    assert {module for module, _ in ours} == {RUNNER}
