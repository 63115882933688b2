"""The systemd unit that runs a kiosk on a console, with as little around it as systemd can leave it."""

from __future__ import annotations

import os
import pwd
import re
import signal
import sys
from pathlib import Path

from leaptui.kiosk.register import Register
from leaptui.language import _
from leaptui.model.text import clean_line
from leaptui.store.errors import Missing, Refused
from leaptui.store.workspace import Workspace

END_CODE = 0
"""The exit code of a kiosk that the facilitator ended; any other end has another one, and is no end to systemd."""
_STOPPED_CODE = 128 + signal.SIGTERM
_ACCOUNT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}[$]?", re.ASCII)
"""What systemd takes for the name of an account, or its number."""
_PLAIN = re.compile(r"[\w./%$@:+=,-]+")
"""A word of a unit that needs no quotes."""
_UNTOLD = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""What no unit can hold: control signs, and bytes that are no text."""
_UNIT = """\
[Unit]
Description=leaptui, a portfolio for everybody at this machine
After=network.target systemd-user-sessions.service
Conflicts=getty@tty{tty}.service
After=getty@tty{tty}.service
# Where the disk comes late it waits for that, and is tried for as long as it takes.
RequiresMountsFor={mounts}
StartLimitIntervalSec=0

[Service]
User={user}
ExecStart={command}
WorkingDirectory={root}
# The console is the kiosk's alone, is reset before and after, and no key of it reaches anything else.
StandardInput=tty-force
StandardOutput=tty
StandardError=journal
TTYPath=/dev/tty{tty}
TTYReset=yes
TTYVHangup=yes
TTYVTDisallocate=yes
UtmpIdentifier=tty{tty}
Environment=TERM=linux
IgnoreSIGPIPE=no
Restart=always
RestartSec=1
# Ended by the facilitator it stays so, until “systemctl start” or the machine's next start begins it again.
RestartPreventExitStatus={end}
SuccessExitStatus={stopped}
# It ends in order on SIGTERM: what is half written is kept, and a sync goes on for a while.
KillMode=mixed
TimeoutStopSec=20
UMask=0077
# What the kiosk may not do even if it were made to.
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths={writes}
PrivateTmp=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes
LockPersonality=yes
CapabilityBoundingSet=

[Install]
WantedBy=multi-user.target
"""


def unit(workspace: Workspace, register: Register, *, tty: int, user: str | None = None) -> str:
    """The unit that runs the kiosk of a workspace on console number `tty`.

    `user` is the account that it runs as; the one that set the kiosk up where none is given. Raises Refused where that is no name
    of an account, or a path cannot stand in a unit; Missing and Refused where whoever asks is not who set the kiosk up.
    """
    if user is not None and not _ACCOUNT.fullmatch(user):
        raise Refused(_("“{name}” cannot be the name of an account").format(name=clean_line(user)))
    _require_own(register)
    stick = register.read().settings.stick
    root, home = _checked(workspace.root.resolve()), _checked(register.home)
    program = [sys.executable, "-P", "-m", "leaptui"]
    command = [*program, *(word.replace("$", "$$") for word in ("kiosk", "-C", root, "--home", home))]
    return _UNIT.format(
        tty=tty,
        end=END_CODE,
        stopped=_STOPPED_CODE,
        user=_escaped(user or _owner(register)[0]),
        command=_words(command),
        # It is taken as it stands, quotes and all; a backslash or a blank at its end would be taken for something else.
        root=_escaped(f"{root}/" if root[-1] in "\\ " else root),
        mounts=_words([root, home]),
        writes=_words([root, home, *([f"-{_checked(Path(stick))}"] if stick else [])]),
    )


def stranger_words(register: Register, user: str) -> str:
    """That a kiosk which runs as this account cannot open its own folder, in a sentence; "" where it can. Raises OSError."""
    name, number = _owner(register)
    if user in {name, str(number)}:
        return ""
    words = _("{folder} belongs to {account}: a kiosk that runs as {user} cannot open it")
    return words.format(folder=register.home, account=name, user=user)


def _owner(register: Register) -> tuple[str, int]:
    """The account that set a kiosk up: its name, or its number where it has none, and its number. Raises OSError."""
    number = register.path.lstat().st_uid
    try:
        return pwd.getpwuid(number).pw_name, number
    except KeyError:
        return str(number), number


def _require_own(register: Register) -> None:
    """Look that the kiosk was set up by whoever asks: its folder would be another one else, and the unit would never run.

    Raises Missing where there is none, Refused where it is another account's.
    """
    if not register.is_there:
        words = _(
            "{folder} is no kiosk's folder: print the unit as the account that set the kiosk up, "
            "or say with --home where its folder is"
        )
        raise Missing(words.format(folder=register.home))
    name, number = _owner(register)
    if number != os.geteuid():
        words = _("{folder} belongs to {account}: print the unit as that account, “sudo -H -u {account} leaptui …”")
        raise Refused(words.format(folder=register.home, account=name))


def _checked(path: Path) -> str:
    """A path, as text. Raises Refused where there is a sign in it that no unit can hold."""
    text = str(path)
    if _UNTOLD.search(text):
        words = _("systemd cannot be told of {folder}: no unit can hold one of the signs in its name")
        raise Refused(words.format(folder=clean_line(os.fsencode(path).decode(errors="replace"))))
    return text


def _words(words: list[str]) -> str:
    """Words of a unit, each of which systemd reads as one, and as it is."""
    return _escaped(" ".join(word if _PLAIN.fullmatch(word) else _quoted(word) for word in words))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _escaped(text: str) -> str:
    """Without what systemd would put something else in place of."""
    return text.replace("%", "%%")
