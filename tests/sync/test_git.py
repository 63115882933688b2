"""The hardened runner: it never asks, never hangs, and says nothing it should not."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from leaptui.sync import SyncKind
from leaptui.sync.address import read_address, redact
from leaptui.sync.git import Git, GitFailed, clean_text
from leaptui.sync.history import History, Source
from leaptui.sync.outcome import Stopped
from tests.sync.desk import Desk, fine, git


class _Locked(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="class"')
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name is the library's
        pass


def test_a_remote_that_wants_a_password_is_not_answered_and_nobody_is_asked(desk: Desk) -> None:
    one = desk.clone("one")
    one.add("Rain gauge")
    with HTTPServer(("127.0.0.1", 0), _Locked) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        outcome = one.sync(remote=f"http://amara:s3cret@127.0.0.1:{server.server_port}/class.git")
        server.shutdown()
        thread.join()
    assert outcome.kind is SyncKind.NO_ACCESS
    assert "did not let this account in" in outcome.sentence
    assert "s3cret" not in outcome.sentence + outcome.raw
    assert one.git("status", "--porcelain") == ""


def test_a_remote_that_falls_silent_is_given_up_and_its_processes_are_gone(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        runner = Git(desk.folder)
        with pytest.raises(GitFailed) as caught:
            runner.talk(
                "ls-remote", "--", f"git://127.0.0.1:{silent.getsockname()[1]}/x", protocol="git", quiet_seconds=0.5
            )
    assert caught.value.timed_out


def test_where_there_is_no_room_for_what_a_call_reads_it_failed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = desk.clone("one")
    one.add("Rain gauge")
    fine(one.sync())
    monkeypatch.setattr(tempfile, "tempdir", str(desk.folder / "nowhere"))
    with pytest.raises(GitFailed) as caught:
        Git(desk.remote).run("hash-object", "--stdin", data=b"a learner's words")
    assert "No such file" in caught.value.raw
    history = History(one.store())
    assert [event.source for event in history.more()] == [Source.SAVE]
    assert "could not read" in history.trouble


def test_what_is_said_at_the_very_end_is_heard_on_a_machine_that_is_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = subprocess.Popen.poll

    def late(process: subprocess.Popen[bytes]) -> int | None:
        time.sleep(0.5)  # others have the processor meanwhile
        return look(process)

    monkeypatch.setattr(subprocess.Popen, "poll", late)
    assert Git(tmp_path).ask("sh", "-c", "sleep 0.4; echo done") == "done"


def test_a_helper_that_stays_is_not_waited_for(tmp_path: Path) -> None:
    stays = "(until [ -e left ]; do sleep 0.1; done; rm left) & echo done"
    try:
        assert Git(tmp_path).ask("sh", "-c", stays, seconds=20.0) == "done"
    finally:
        (tmp_path / "left").touch()
        while (tmp_path / "left").exists():
            time.sleep(0.05)  # nothing is left running behind


def test_a_failure_keeps_gits_words_out_of_its_message(desk: Desk) -> None:
    with pytest.raises(GitFailed) as caught:
        Git(desk.remote).run("rev-parse", "--verify", "a-learners-words")
    assert "a-learners-words" not in str(caught.value)
    assert caught.value.raw != ""


def test_input_reaches_git_and_is_closed_otherwise(desk: Desk) -> None:
    runner = Git(desk.remote)
    assert runner.run("hash-object", "--stdin", data=b"x\n").text == git(
        desk.remote, "hash-object", "--stdin", data="x\n"
    )
    assert runner.run("hash-object", "--stdin").text == git(desk.remote, "hash-object", "--stdin", data="")


def test_what_git_says_is_made_fit_for_showing() -> None:
    raw = b"Writing:  50%\rWriting: 100%, done.\nfatal: https://me:tok@host/x \x1b[31mred\x1b[0m \x1b]0;t\x07\x07end\n"
    assert clean_text(raw) == "Writing: 100%, done.\nfatal: https://host/x red end"


@pytest.mark.parametrize(
    ("text", "protocol"),
    [
        ("https://example.org/class.git", "https"),
        ("https://amara:token@example.org/class.git", "https"),
        ("ssh://git@example.org:2222/class.git", "ssh"),
        ("git@example.org:class/work.git", "ssh"),
        ("example.org:class.git", "ssh"),
        ("git://example.org/class.git", "git"),
        ("file:///srv/class.git", "file"),
        ("/srv/class.git", "file"),
        ("../class.git", "file"),
        ("./odd:name.git", "file"),
        ("http://localhost:8000/class.git", "http"),
    ],
)
def test_addresses_that_are_allowed(text: str, protocol: str, tmp_path: Path) -> None:
    assert read_address(text, beside=tmp_path).protocol == protocol


@pytest.mark.parametrize(
    "text",
    ["", "-x", "--upload-pack=x", "ext::sh -c x", "fd::3", "http://example.org/x", "ftp://example.org/x", "ssh://-oX/x",
     "https:///x", "a\nb", "rsync://example.org/x", "https://[::1/x", "ssh://-x@host/y"],
)  # fmt: skip
def test_addresses_that_are_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(Stopped) as caught:
        read_address(text, beside=tmp_path)
    assert caught.value.kind is SyncKind.REFUSED


def test_a_relative_path_starts_where_the_user_stands(tmp_path: Path) -> None:
    assert read_address("../x.git", beside=tmp_path / "a").text == str(tmp_path / "x.git")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://amara:token@h/x.git", "https://h/x.git"),
        ("https://token@h/x.git", "https://h/x.git"),
        ("ssh://git:secret@h:22/x.git", "ssh://git@h:22/x.git"),
        ("ssh://git@h/a@b.git", "ssh://git@h/a@b.git"),
        ("ssh://h/x.git", "ssh://h/x.git"),
        ("git@h:x.git", "git@h:x.git"),
        ("/a/b@c.git", "/a/b@c.git"),
    ],
)
def test_an_address_is_shown_without_a_password_and_leads_where_it_led(text: str, shown: str, tmp_path: Path) -> None:
    assert read_address(text, beside=tmp_path).shown == shown


def test_passwords_are_taken_out_of_addresses() -> None:
    assert redact("to https://a:b@h/x and ssh://u@h/y") == "to https://h/x and ssh://h/y"
