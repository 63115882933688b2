"""The kiosk as a service: what its unit says, as systemd reads it, and which end is one."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from leaptui.kiosk.kept import KioskSettings
from leaptui.kiosk.machine import Machine
from leaptui.kiosk.register import Register
from leaptui.kiosk.unit import END_CODE, unit
from leaptui.store.errors import Refused
from leaptui.store.workspace import Workspace
from tests.kiosk.conftest import PASSPHRASE, QUICK
from tests.kiosk.console import ATTRACT, kiosk, type_in, wait_for

ODD = (
    "sch ool",
    "100%n",
    "a;b",
    "a ; b",
    "$HOME ${HOME} $$",
    "back\\slash",
    "ends\\",
    "ends ",
    'our "best"',
    "it's",
    "ñandú #1",
)
"""Names of folders that systemd reads otherwise where they are not written for it."""
needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


def set_up(root: Path) -> Register:
    """A kiosk whose workspace, own folder and folder of sticks lie in `root`."""
    (root / "school" / "portfolios").mkdir(parents=True)
    (root / "stick").mkdir()
    register = Register(root / "own", Workspace(root / "school"))
    register.set_up(PASSPHRASE, KioskSettings(stick=str(root / "stick")), QUICK)
    return register


def read_by_systemd(text: str, folder: Path) -> tuple[str, str]:
    """What systemd has to say about a unit, and how it reads it."""
    path = folder / "leaptui-kiosk.service"
    path.write_text(text)
    env = os.environ | {"SYSTEMD_LOG_LEVEL": "debug"}
    done = subprocess.run(
        ["systemd-analyze", "verify", str(path)], capture_output=True, text=True, check=False, env=env
    )
    about_it = [line for line in done.stderr.splitlines() if line.startswith((f"{path}:", "Unit leaptui-kiosk"))]
    return "\n".join(about_it), done.stdout.partition("-> Unit leaptui-kiosk.service:")[2].partition("\t-> Unit ")[0]


def values(dumped: str, name: str) -> list[str]:
    """What a setting of a unit came to, as systemd writes it down, without where it comes from."""
    found = re.findall(rf"^\s*{name}: (.*)$", dumped, re.MULTILINE)
    return [re.sub(r" \(origin-.*\)$", "", one) for one in found]


def words_of(line: str) -> list[str]:
    """The words of a command that systemd wrote down, as the program gets them."""
    found = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line)
    return [re.sub(r"\\(.)", r"\1", quoted or plain).replace("$$", "$") for quoted, plain in found]


@needs_systemd
@pytest.mark.parametrize("name", ["plain", *ODD])
def test_every_path_is_written_so_that_systemd_reads_it_as_it_is(tmp_path: Path, name: str) -> None:
    root = tmp_path / name
    workspace = root / name
    (workspace / "portfolios").mkdir(parents=True)
    (root / f"own{name}").mkdir()
    (root / f"stick{name}").mkdir()
    register = Register(root / f"own{name}", Workspace(workspace))
    register.set_up(PASSPHRASE, KioskSettings(stick=str(root / f"stick{name}")), QUICK)
    said, dumped = read_by_systemd(unit(Workspace(workspace), register, tty=1, user="root"), tmp_path)
    assert said == ""
    (command,) = values(dumped, "Command Line")
    wanted = [sys.executable, "-P", "-m", "leaptui", "kiosk", "-C", str(workspace), "--home", str(register.home)]
    assert words_of(command) == wanted
    assert values(dumped, "WorkingDirectory") == [str(workspace)]
    assert values(dumped, "ReadWritePaths") == [f"{workspace} {register.home} -{root / f'stick{name}'}"]
    assert {str(workspace), str(register.home)} <= set(values(dumped, "RequiresMountsFor"))


@needs_systemd
def test_a_unit_is_tried_for_as_long_as_it_takes_and_the_facilitators_end_is_one(tmp_path: Path) -> None:
    register = set_up(tmp_path)
    said, dumped = read_by_systemd(unit(Workspace(tmp_path / "school"), register, tty=2, user="root"), tmp_path)
    assert said == ""
    assert values(dumped, "Restart") == ["always"]
    assert values(dumped, "TTYPath") == ["/dev/tty2"]
    assert "getty@tty2.service" in values(dumped, "Conflicts")
    assert "getty@tty2.service" in values(dumped, "After")


def test_no_end_but_the_facilitators_is_one_to_systemd(tmp_path: Path) -> None:
    head, _mark, service = unit(Workspace(tmp_path / "school"), set_up(tmp_path), tty=1).partition("[Service]")
    assert "StartLimitIntervalSec=0" in head.splitlines()
    assert f"RestartPreventExitStatus={END_CODE}" in service.splitlines()
    assert END_CODE not in (1, 2, 128 + signal.SIGHUP, 128 + signal.SIGTERM)


def test_the_facilitator_ends_it_with_the_code_of_an_end(machine: Machine) -> None:
    with kiosk(machine) as terminal:
        wait_for(terminal, ATTRACT)
        terminal.press("\x1b[21~")
        wait_for(terminal, "Passphrase")
        type_in(terminal, f"{PASSPHRASE}\r")
        wait_for(terminal, "can sign in")
        terminal.press("\x1b[21~")
        wait_for(terminal, "End the kiosk on this machine?")
        terminal.press("\x1bOQ")
        assert terminal.wait_for_end() == END_CODE


@pytest.mark.parametrize("name", ["two\nlines", "tab\there", os.fsdecode(b"\xff")])
def test_what_no_unit_can_hold_is_refused(tmp_path: Path, name: str) -> None:
    workspace = Workspace(tmp_path / "school")
    (workspace.root / "portfolios").mkdir(parents=True)
    Register(tmp_path / "own", workspace).set_up(PASSPHRASE, KioskSettings(), QUICK)
    moved = (tmp_path / "own").rename(tmp_path / name)
    with pytest.raises(Refused, match="no unit can hold") as raised:
        unit(workspace, Register(moved, workspace), tty=1)
    assert str(raised.value).encode()


def test_a_kiosk_of_another_account_is_told_apart(tmp_path: Path) -> None:
    register = set_up(tmp_path)
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to another account")
    os.chown(register.path, 65534, 65534)
    with pytest.raises(Refused, match="print the unit as that account, “sudo -H -u nobody leaptui …”"):
        unit(Workspace(tmp_path / "school"), register, tty=1)
    os.chown(register.path, 54321, 54321)
    with pytest.raises(Refused, match="belongs to 54321: print"):
        unit(Workspace(tmp_path / "school"), register, tty=1)
