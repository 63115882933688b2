"""The kiosk's commands, for whoever looks after a shared machine."""

from __future__ import annotations

import os
import pwd
import re
import stat
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pytest

from leaptui.kiosk import hashing
from leaptui.kiosk.hashing import Cost
from leaptui.kiosk.register import Register
from leaptui.store.workspace import Workspace
from tests.cli.conftest import Ended, Shell

PASSPHRASE = "warm rain on tin"
Kiosk = Callable[..., Ended]


@pytest.fixture
def kiosk(shell: Shell, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Kiosk:
    """A machine that was set up, and a way to run its commands."""
    home = tmp_path_factory.mktemp("own") / "kiosk"
    monkeypatch.setattr(hashing, "measured_cost", lambda: Cost(1, 64, 1))
    ended = shell("kiosk", "setup", "--home", str(home), stdin=f"{PASSPHRASE}\n".encode())
    assert ended.out.strip() == str(home)
    return lambda *words: shell.ends("kiosk", words[0], "--home", str(home), *words[1:])


def register_of(shell: Shell, kiosk: Kiosk) -> Register:
    unit = kiosk("unit").out
    found = re.search(r"--home (\S+)", unit)
    assert found is not None
    return Register(Path(found[1]), Workspace(shell.folder))


def test_a_machine_is_set_up_once_and_its_file_is_its_owners_alone(shell: Shell, kiosk: Kiosk) -> None:
    register = register_of(shell, kiosk)
    assert stat.S_IMODE(register.path.stat().st_mode) == 0o600
    assert register.admit(PASSPHRASE).is_right
    again = shell.ends("kiosk", "setup", "--home", str(register.home), stdin=f"{PASSPHRASE}\n".encode())
    assert again.code == 1
    assert "is a kiosk already" in again.err


def test_a_short_passphrase_is_refused(shell: Shell, tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("other")
    ended = shell.ends("kiosk", "setup", "--home", str(home), stdin=b"short\n")
    assert ended.code == 2
    assert "at least 10 signs" in ended.err


def test_nothing_runs_before_it_is_set_up(shell: Shell, tmp_path_factory: pytest.TempPathFactory) -> None:
    home = str(tmp_path_factory.mktemp("other"))
    for words in (["list"], ["code", "amara"], ["lock", "amara"], ["settings"], ["passphrase"], []):
        ended = shell.ends("kiosk", *words, "--home", home)
        assert (ended.code, "is no kiosk yet" in ended.err) == (1, True), (words, ended)


def test_a_code_lets_a_learner_in_and_the_list_tells_how_they_stand(shell: Shell, kiosk: Kiosk) -> None:
    register = register_of(shell, kiosk)
    assert kiosk("list").lines == ["amara  no code yet"]
    code = kiosk("code", "amara")
    assert re.fullmatch(r"\d{4} \d{4}\n", code.out)
    assert kiosk("list").lines == ["amara  code not used yet"]
    assert register.choose_secret("amara", code.out.strip(), "blue door 7").is_right
    told = cast("list[dict[str, object]]", kiosk("list", "--json").json)
    assert told == [{"name": "amara", "has_secret": True, "has_code": False, "is_locked": False}]
    assert kiosk("lock", "amara").code == 0
    assert kiosk("list").lines == ["amara  locked out"]
    assert kiosk("unlock", "amara").code == 0
    assert register.sign_in("amara", "blue door 7").is_right
    assert "$argon2id" not in kiosk("list").out + kiosk("list", "--json").out


def test_whom_nobody_knows_gets_no_code(kiosk: Kiosk) -> None:
    assert kiosk("code", "nobody").code == 1
    assert "there is no portfolio “nobody”" in kiosk("code", "nobody").err
    assert kiosk("lock", "amara").code == 1


def test_settings_are_checked_and_kept(shell: Shell, kiosk: Kiosk) -> None:
    assert kiosk("settings", "notice_seconds=300", "is_large=yes").code == 0
    told = cast("dict[str, object]", kiosk("settings", "--json").json)
    assert (told["notice_seconds"], told["is_large"]) == (300, True)
    assert kiosk("settings", "notice_seconds=").code == 0
    assert cast("dict[str, object]", kiosk("settings", "--json").json)["notice_seconds"] == 120
    for wrong in ("notice_seconds=1", "notice_seconds=soon", "colour=red", "notice_seconds", "stick=/nowhere/at/all"):
        ended = kiosk("settings", wrong)
        assert ended.code == 2, wrong
        assert "Traceback" not in ended.err
    said = {
        "notice_seconds=soon": "notice_seconds cannot be soon: should be a valid integer",
        "notice_seconds=1": "notice_seconds cannot be 1: should be greater than or equal to 10",
        "is_large=perhaps": "is_large cannot be perhaps: should be a valid boolean",
        "theme=mono": "monochrome",
        "language=xx": "language can be ",
        "date_form=soon": "day-month",
    }
    for wrong, words in said.items():
        assert words in " ".join(kiosk("settings", wrong).err.split())
    assert kiosk("settings", "theme=monochrome", "language=es", "date_form=iso").code == 0
    told = cast("dict[str, object]", kiosk("settings", "--json").json)
    assert (told["theme"], told["language"], told["date_form"]) == ("monochrome", "es", "iso")


def test_a_unit_is_printed_where_the_kiosk_was_set_up_and_nowhere_else(
    shell: Shell, kiosk: Kiosk, tmp_path: Path
) -> None:
    unit = kiosk("unit", "--tty", "2").out
    assert "TTYPath=/dev/tty2" in unit
    assert PASSPHRASE not in unit
    for home in (tmp_path, tmp_path / "nowhere"):
        ended = shell.ends("kiosk", "unit", "--home", str(home))
        assert (ended.code, ended.out) == (1, "")
        assert f"{home} is no kiosk's folder: print the unit as the account that set the kiosk up" in one_line(
            ended.err
        )


def test_a_unit_runs_as_the_account_that_set_the_kiosk_up(shell: Shell, kiosk: Kiosk) -> None:
    name = pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        os.chown(shell.folder, 65534, 65534)  # whoever owns the workspace
    for words in ([], ["--user", name], ["--user", str(os.geteuid())]):
        ended = kiosk("unit", *words)
        assert f"User={words[1] if words else name}" in ended.lines
        assert ended.err == ""
    ended = kiosk("unit", "--user", "kiosk-9")
    assert f"belongs to {name}: a kiosk that runs as kiosk-9 cannot open it" in one_line(ended.err)


@pytest.mark.parametrize(
    ("outer", "inner", "is_said"), [(0o755, 0o755, True), (0o700, 0o755, False), (0o755, 0o700, False)]
)
def test_a_workspace_that_others_can_read_is_said_and_taken(
    shell: Shell, outer: int, inner: int, *, is_said: bool
) -> None:
    with TemporaryDirectory(dir="/tmp") as name:  # where everybody may look
        folder = Path(name) / "our school"
        shell("init", str(folder))
        folder.chmod(inner)
        Path(name).chmod(outer)
        words = ("kiosk", "setup", "-C", str(folder), "--home", f"{name}/own")
        ended = shell.ends(*words, stdin=f"{PASSPHRASE}\n".encode())
        assert (ended.code, ended.out) == (0, f"{name}/own\n")
        wanted = f"others of this machine can read the workspace: “chmod 700 '{folder.resolve()}'” closes it to them"
        assert (wanted in one_line(ended.err)) is is_said
        assert ("chmod" in ended.err) is is_said


def test_a_folder_whose_name_is_no_text_is_refused(shell: Shell, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9")
    (odd / "portfolios").mkdir(parents=True)
    given = f"{PASSPHRASE}\n".encode()
    for words in (["-C", str(odd)], ["--stick", str(odd)]):
        ended = shell.ends("kiosk", "setup", *words, "--home", str(tmp_path / "own"), stdin=given)
        assert (ended.code, ended.out) == (1, "")
        assert "caf�: its name is not in UTF-8" in one_line(ended.err)


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_unit_lets_portfolios_onto_the_sticks(kiosk: Kiosk, tmp_path: Path) -> None:
    (tmp_path / "our sticks").mkdir()
    kiosk("settings", f"stick={tmp_path / 'our sticks'}")
    (writes,) = [line for line in kiosk("unit").out.splitlines() if line.startswith("ReadWritePaths=")]
    assert writes.endswith(f' "-{tmp_path / "our sticks"}"')


def test_no_folder_with_what_others_wrote_is_one_for_sticks(
    shell: Shell, kiosk: Kiosk, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = register_of(shell, kiosk).home
    link = tmp_path_factory.mktemp("links") / "school"
    link.symlink_to(shell.folder)
    before = kiosk("settings", "--json").json
    whole = (shell.folder, shell.folder / "portfolios", shell.folder.parent, Path("/"), link)
    for folder in (*whole, home, home.parent):
        ended = kiosk("settings", f"stick={folder}")
        assert (ended.code, "sticks cannot appear at" in " ".join(ended.err.split())) == (1, True), (folder, ended)
    other = tmp_path_factory.mktemp("other")
    for folder in (*whole, other):
        words = ("kiosk", "setup", "--stick", str(folder), "--home", str(other / "own"))
        ended = shell.ends(*words, stdin=f"{PASSPHRASE}\n".encode())
        assert (ended.code, (other / "own").exists()) == (1, False), (folder, ended)
    assert kiosk("settings", "--json").json == before
    assert kiosk("settings", f"stick={tmp_path_factory.mktemp('media')}").code == 0


def test_whom_a_code_does_not_let_in_is_said_beside_it(kiosk: Kiosk) -> None:
    assert "locked out" not in kiosk("code", "amara").err
    kiosk("lock", "amara")
    ended = kiosk("code", "amara")
    assert re.fullmatch(r"\d{4} \d{4}\n", ended.out)
    assert "amara stays locked out here all the same" in " ".join(ended.err.split())
    assert kiosk("list").lines == ["amara  locked out"]


@pytest.mark.parametrize("word", ["lock", "unlock"])
def test_who_has_no_code_yet_can_be_neither_locked_out_nor_let_in(kiosk: Kiosk, word: str) -> None:
    ended = kiosk(word, "amara")
    assert ended.code == 1
    assert "amara cannot sign in here yet" in " ".join(ended.err.split())
    assert "there is no portfolio “nobody”" in kiosk(word, "nobody").err


@pytest.mark.parametrize("user", ["a b%c\nExecStart=x", "a b", "", "-x", "a%b", "a/b", "a\n", "root\nUser=x"])
def test_a_unit_names_no_account_that_cannot_be_one(kiosk: Kiosk, user: str) -> None:
    ended = kiosk("unit", "--user", user)
    assert (ended.code, ended.out) == (1, "")
    assert "cannot be the name of an account" in " ".join(ended.err.split())


@pytest.mark.parametrize("user", ["kiosk", "1001", "leap_tui-2", "host$", "ana.silva"])
def test_a_unit_names_the_account_it_was_given(kiosk: Kiosk, user: str) -> None:
    assert f"User={user}" in kiosk("unit", "--user", user).lines


def test_what_is_no_number_is_said_in_words_one_uses(kiosk: Kiosk) -> None:
    ended = kiosk("unit", "--tty", "x")
    assert (ended.code, "'x' is not a valid whole number" in " ".join(ended.err.split())) == (2, True), ended
    assert kiosk("unit", "--tty", "64").code == 2
