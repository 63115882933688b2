"""The systemd unit that runs a kiosk on a console, with as little around it as systemd can leave it."""

from __future__ import annotations

import pwd
import re
import shlex
import sys
from pathlib import Path

from leaptui.language import _
from leaptui.model.text import clean_line
from leaptui.store.errors import Refused
from leaptui.store.workspace import Workspace

_ACCOUNT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}[$]?", re.ASCII)
"""What systemd takes for the name of an account, or its number."""
_UNIT = """\
[Unit]
Description=leaptui, a portfolio for everybody at this machine
After=network.target systemd-user-sessions.service
Conflicts=getty@tty{tty}.service

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


def unit(workspace: Workspace, home: Path, *, tty: int, user: str | None = None, stick: str | None = None) -> str:
    """The unit for a workspace, whose kiosk has its own folder at `home`, on console number `tty`.

    `stick` is the folder at which sticks appear, where portfolios are taken home to any. `user` is the account that owns the
    workspace; the one it has where none is given. Raises Refused where that is no name of an account.
    """
    if user is not None and not _ACCOUNT.fullmatch(user):
        raise Refused(_("“{name}” cannot be the name of an account").format(name=clean_line(user)))
    root = workspace.root.resolve()
    command = [sys.executable, "-P", "-m", "leaptui", "kiosk", "-C", str(root), "--home", str(home)]
    return _UNIT.format(
        tty=tty,
        user=_escaped(user or pwd.getpwuid(root.stat().st_uid).pw_name),
        command=_escaped(shlex.join(command)),
        root=_escaped(_quoted(root)),
        writes=_escaped(" ".join([_quoted(root), _quoted(home), *([_quoted(Path(stick), "-")] if stick else [])])),
    )


def _quoted(path: Path, mark: str = "") -> str:
    """A path as a word of a unit, behind a mark: `-` where it need not be there."""
    text = f"{mark}{path}"
    return (
        '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if any(char in text for char in ' "\\\t') else text
    )


def _escaped(text: str) -> str:
    """Without what systemd would put something else in place of."""
    return text.replace("%", "%%")
