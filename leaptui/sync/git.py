"""The one way this program runs git: nobody is asked anything, no hook runs, and every call comes back."""

from __future__ import annotations

import os
import re
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from leaptui.language import _
from leaptui.sync.address import redact
from leaptui.sync.outcome import SyncError
from leaptui.sync.settings import ASK, ASK_OWN, ASK_WITH_SCOPE, Settings, of_two, with_scope

OLDEST = (2, 25)
LOCAL_SECONDS = 300.0
NETWORK_SECONDS = 1800.0
QUIET_SECONDS = 20.0
"""How long a call that reports its progress may say nothing before it counts as stalled."""

_CONFIG = {
    "core.hooksPath": "/dev/null",
    "core.fsmonitor": "false",
    "core.fsync": "all",
    "core.askPass": "",
    "core.quotePath": "false",
    "core.autocrlf": "false",
    "commit.gpgSign": "false",
    "push.gpgSign": "false",
    "push.followTags": "false",
    "push.recurseSubmodules": "no",
    "fetch.recurseSubmodules": "false",
    "fetch.prune": "false",
    "fetch.writeCommitGraph": "false",
    "submodule.recurse": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "protocol.ext.allow": "never",
    "transfer.fsckObjects": "true",
    "log.showSignature": "false",
    "advice.fetchShowForcedUpdates": "false",
    "credential.interactive": "false",
    "color.ui": "false",
}
_PACKERS = {
    "fetch": "--upload-pack=git-upload-pack",
    "ls-remote": "--upload-pack=git-upload-pack",
    "push": "--receive-pack=git-receive-pack",
}
"""What runs at the other end, which may be this machine; a setting may not say otherwise."""
_PACKED = frozenset({"file", "ssh", "git"})
_ASKING = frozenset({"fetch", "ls-remote", "push", "credential"})
"""The calls that may start a program which a setting names: for them the user's settings are said once more."""
_NO_SUCH_OPTION = 129
_KEPT = re.compile(
    r"GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|(KEY|VALUE)_\d+)|EXEC_PATH|SSH|SSH_COMMAND|SSH_VARIANT|SSL_\w+"
    r"|(AUTHOR|COMMITTER)_(NAME|EMAIL)|HTTP_USER_AGENT|PROXY_SSL_\w+)"
)
_FORBIDDEN = {"SSH_ASKPASS", "DISPLAY", "WAYLAND_DISPLAY"}
_CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class GitMissing(SyncError):
    """There is no git on this machine, or it is older than 2.25. Its text is a sentence for the learner."""


class GitFailed(SyncError):
    """A git call failed, or was ended because it took too long. What git said is in `raw`, never in the message."""

    def __init__(self, command: str, code: int, raw: str, *, timed_out: bool = False) -> None:
        super().__init__(f"git {command} " + ("took too long" if timed_out else f"ended with {code}"))
        self.command = command
        self.code = code
        self.raw = raw
        self.timed_out = timed_out


@dataclass(frozen=True)
class Result:
    """What a call gave: its exit code, its output as bytes, and its messages as clean text."""

    code: int
    output: bytes
    messages: str

    @property
    def text(self) -> str:
        """The output as text without the last line end."""
        return self.output.decode("utf-8", "surrogateescape").rstrip("\n")


@dataclass
class Git:
    """git in one folder. Raises GitMissing where there is none on the PATH.

    `program` is the file that is run.
    `said` gathers, for whoever wants to look behind the sentence, what the calls that failed or used the network said.
    """

    root: Path
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        program = shutil.which("git")
        if program is None:
            raise GitMissing(
                _("there is no git on this machine: everything works here, and syncing needs git to be installed")
            )
        self.program = program
        self._settings = dict(_CONFIG)
        self.version: tuple[int, ...] = OLDEST
        self._own: Settings | None = None

    def require_version(self) -> None:
        """Find out git's version. Raises GitMissing where it is too old."""
        found = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", self.run("version").text)
        version = tuple(int(part or 0) for part in found.groups()) if found else (0,)
        if version < OLDEST:
            shown = ".".join(map(str, version))
            raise GitMissing(
                _("the git on this machine is {found}, and syncing needs {oldest} or newer").format(
                    found=shown, oldest=f"{OLDEST[0]}.{OLDEST[1]}"
                )
            )
        self.is_version(version)

    def is_version(self, version: tuple[int, ...]) -> None:
        """Say which version git is, where that is known without asking it."""
        if version < (2, 36):
            self._settings["core.fsyncObjectFiles"] = "true"  # what core.fsync is called since
        self.version = version

    def settings(self) -> Settings:
        """Read git's settings as they hold in the folder now. Raises GitFailed."""
        found = self.run(*ASK_WITH_SCOPE, allowed=(0, _NO_SUCH_OPTION))
        if found.code:
            self._own = of_two(self.run(*ASK).output, self.run(*ASK_OWN, allowed=(0, 1, 128)).output)
        else:
            self._own = with_scope(found.output)
        return self._own

    def run(
        self,
        *arguments: str,
        data: bytes | None = None,
        environment: Mapping[str, str] | None = None,
        allowed: Sequence[int] = (0,),
        seconds: float = LOCAL_SECONDS,
    ) -> Result:
        """Run git on this machine's files. Raises GitFailed for an exit code not allowed, or after the time limit."""
        call = _Call(arguments, data, environment or {}, allowed)
        return self._run(call, _Limits(seconds, seconds), None)

    def talk(
        self,
        *arguments: str,
        protocol: str,
        environment: Mapping[str, str] | None = None,
        allowed: Sequence[int] = (0,),
        heard: Callable[[str], None] | None = None,
        quiet_seconds: float = QUIET_SECONDS,
        seconds: float = NETWORK_SECONDS,
    ) -> Result:
        """Run git with a remote, over that protocol alone. `heard` is given each line of progress.

        Raises GitFailed for an exit code that is not allowed, when nothing was heard for `quiet_seconds`, or after `seconds`.
        """
        own = self._own or self.settings()
        added = {"GIT_ALLOW_PROTOCOL": protocol, **own.environment, **(environment or {})}
        command, *rest = arguments
        packer = [_PACKERS[command]] if command in _PACKERS and protocol in _PACKED else []
        call = _Call((command, *packer, *rest), None, added, allowed)
        result = self._run(call, _Limits(seconds, quiet_seconds), heard)
        self._note(arguments[0], result.messages)
        return result

    def ask(self, *words: str, seconds: float = 5.0) -> str:
        """What a program that git works with says of its own settings; nothing where it is not there or says no.

        It is run as git is: nobody is asked anything. To be used for what needs no network alone.
        """
        program = shutil.which(words[0])
        if program is None:
            return ""
        call, known = _Call((words[0],), None, {}, (0,)), len(self.said)
        try:
            return self._run(call, _Limits(seconds, seconds), None, (program, *words[1:])).text
        except GitFailed:
            return ""
        finally:
            del self.said[known:]  # that it knows nothing is no trouble of git's

    def _run(
        self, call: _Call, limits: _Limits, heard: Callable[[str], None] | None, words: Sequence[str] = ()
    ) -> Result:
        chosen = [f"{name}={value}" for name, value in self._settings.items()]
        if call.arguments[0] in _ASKING and not words:
            chosen += (self._own or self.settings()).instead
        settings = [part for one in chosen for part in ("-c", one)]
        with _input(call) as source:
            try:
                process = subprocess.Popen(
                    words or [self.program, "--no-pager", *settings, *call.arguments],
                    cwd=self.root,
                    env=_environment(call.environment),
                    stdin=subprocess.DEVNULL if source is None else source,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    start_new_session=True,
                )
            except OSError as error:
                raise GitFailed(call.arguments[0], -1, str(error)) from error
            with process:
                try:
                    output, messages, in_time = _listen(process, limits, heard)
                finally:
                    _end(process)
        clean = clean_text(messages)
        if not in_time or process.returncode not in call.allowed:
            self._note(call.arguments[0], clean)
            raise GitFailed(call.arguments[0], process.returncode, clean, timed_out=not in_time)
        return Result(process.returncode, output, clean)

    def _note(self, command: str, messages: str) -> None:
        if messages:
            self.said.append(f"git {command}:\n{messages}")


@dataclass(frozen=True)
class _Call:
    arguments: Sequence[str]
    data: bytes | None
    environment: Mapping[str, str]
    allowed: Sequence[int]


@dataclass(frozen=True)
class _Limits:
    whole: float
    quiet: float


@contextmanager
def _input(call: _Call) -> Iterator[IO[bytes] | None]:
    """What a call reads, as a file; None where it reads nothing. Raises GitFailed where there is no room for it."""
    if call.data is None:
        yield None
        return
    with ExitStack() as opened:
        try:
            source = opened.enter_context(tempfile.TemporaryFile())
            source.write(call.data)
            source.seek(0)
        except OSError as error:
            raise GitFailed(call.arguments[0], -1, str(error)) from error
        yield source


def clean_text(raw: bytes) -> str:
    """Make what a program said fit for showing: no passwords, no escape codes, of a progress line its last state."""
    lines = raw.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    last = (next((part for part in reversed(line.split("\r")) if part.strip()), "") for line in lines)
    return redact("\n".join(_CONTROL.sub("", line).rstrip() for line in last).strip())


def _environment(added: Mapping[str, str]) -> dict[str, str]:
    """The environment of a call: the user's, without what would point git elsewhere or let it ask something."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _FORBIDDEN and (not name.startswith("GIT_") or _KEPT.fullmatch(name))
    }
    return {
        **kept,
        "LC_ALL": "C",
        "LANGUAGE": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_ASKPASS": "",
        "GIT_EDITOR": "false",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GCM_INTERACTIVE": "never",
        "SSH_ASKPASS_REQUIRE": "never",
        **added,
    }


def _listen(
    process: subprocess.Popen[bytes], limits: _Limits, heard: Callable[[str], None] | None
) -> tuple[bytes, bytes, bool]:
    """Gather a process's output and messages until it ends; tells also whether it ended in time."""
    output, messages = bytearray(), bytearray()
    end = time.monotonic() + limits.whole
    quiet_end = time.monotonic() + limits.quiet
    with selectors.DefaultSelector() as selector:
        for pipe, gathered in ((process.stdout, output), (process.stderr, messages)):
            if pipe is not None:
                selector.register(pipe, selectors.EVENT_READ, gathered)
        while selector.get_map():
            now = time.monotonic()
            if now >= min(end, quiet_end):
                return bytes(output), bytes(messages), False
            has_ended = process.poll() is not None  # before it is listened to: all it ever says is in the pipes then
            ready = selector.select(min(0.25, end - now, quiet_end - now))
            if has_ended and not ready:
                break  # a helper that stays in the background holds the pipe open
            for key, _ in ready:
                chunk = os.read(key.fd, 1 << 16)
                if not chunk:
                    selector.unregister(key.fileobj)
                    continue
                quiet_end = time.monotonic() + limits.quiet
                key.data.extend(chunk)
                if heard is not None and key.data is messages:
                    heard(clean_text(chunk))
    try:
        process.wait(max(0.0, min(end, quiet_end) - time.monotonic()))
    except subprocess.TimeoutExpired:
        return bytes(output), bytes(messages), False
    return bytes(output), bytes(messages), True


def _end(process: subprocess.Popen[bytes]) -> None:
    """Make sure that a process and all it started are gone; git is asked first, so that it takes its locks away."""
    if process.poll() is not None:
        return
    for number, patience in ((signal.SIGTERM, 2.0), (signal.SIGKILL, 5.0)):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            return
