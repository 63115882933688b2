"""A real server on this machine for a remote: git's own `http-backend` behind a small HTTP server.

`http_remote(folder)` serves the bare repositories in a folder, to read and to write; `ssh_server` has the same over ssh.
"""

from __future__ import annotations

import base64
import os
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

LOOPBACK = "127.0.0.1"
_REST_SECONDS = 60.0


@dataclass
class HttpRemote:
    """A server of repositories over HTTP. What it does can be changed while it runs.

    `account` is the name and password it wants (None: none). `status` is the one answer it gives to everything (401, 403, 404,
    503 …; 0: it serves), and `says` what it says with it, as forges do. `delay` is how many seconds it waits before each answer.
    `stall_after` is the byte of an answer after which it falls silent and keeps the line open (None: it does not); `cut_after`
    the one after which it hangs up. `requests` are the requests it got, `accounts` whom they came from.
    """

    folder: Path
    port: int = 0
    scheme: str = "http"
    account: tuple[str, str] | None = None
    status: int = 0
    says: str = ""
    delay: float = 0.0
    stall_after: int | None = None
    cut_after: int | None = None
    requests: list[str] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)
    busy: int = 0
    idle: threading.Condition = field(default_factory=threading.Condition)

    def url(self, name: str = "remote.git", account: str = "") -> str:
        """The address of a repository, with a user (or user and password) in it where one is given."""
        before = f"{account}@" if account else ""
        return f"{self.scheme}://{before}{LOOPBACK}:{self.port}/{name}"

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Count a caller while the line to it is open, or git is in a repository for it."""
        with self.idle:
            self.busy += 1
        try:
            yield
        finally:
            with self.idle:
                self.busy -= 1
                self.idle.notify_all()

    def rest(self) -> None:
        """Wait until every line is closed and git through with all it was asked; whoever asked may be long gone."""
        with self.idle:
            assert self.idle.wait_for(lambda: not self.busy, _REST_SECONDS)


class _Handler(BaseHTTPRequestHandler):
    """Asks for the account, then hands the request to git's `http-backend` as a web server does."""

    protocol_version = "HTTP/1.1"
    remote: HttpRemote

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Stay silent."""

    def _serve(self) -> None:
        remote = self.remote
        body = self._body()
        remote.requests.append(f"{self.command} {self.path}")
        user, allowed = self._account()
        remote.accounts.append(user)
        if remote.ended.wait(remote.delay):
            return
        if remote.status:
            self._refuse(remote.status)
        elif not allowed:
            self._refuse(401)
        else:
            self._backend(user or "learner", body)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = bytearray()
        while size := int(self.rfile.readline().split(b";")[0] or b"0", 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return bytes(body)

    def _account(self) -> tuple[str, bool]:
        """Who asks, and whether that one is let in."""
        given = self.headers.get("Authorization", "")
        name, _colon, password = base64.b64decode(given.removeprefix("Basic ")).decode().partition(":")
        return name, self.remote.account in {None, (name, password)}

    def _refuse(self, status: int) -> None:
        words = self.remote.says.encode()
        head = {"Content-Type": "text/plain; charset=utf-8"}
        if status == 401:
            head["WWW-Authenticate"] = 'Basic realm="class"'
        self._answer(status, head, words)

    def _backend(self, user: str, body: bytes) -> None:
        parts = urlsplit(self.path)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.remote.folder),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_PROJECT_ROOT": str(self.remote.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "REQUEST_METHOD": self.command,
            "REMOTE_USER": user,
            "REMOTE_ADDR": LOOPBACK,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        done = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True, check=False)
        head, _blank, answer = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode("latin-1").splitlines() if ": " in line)
        self._answer(int(fields.pop("Status", "200").split()[0]), fields, answer)

    def _answer(self, status: int, head: dict[str, str], body: bytes) -> None:
        remote = self.remote
        self.send_response(status)
        for name, value in {**head, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        limit = min((n for n in (remote.stall_after, remote.cut_after) if n is not None), default=len(body))
        with suppress(OSError):
            self.wfile.write(body[:limit])
            self.wfile.flush()
        if limit < len(body):
            if remote.stall_after is not None and remote.stall_after == limit:
                remote.ended.wait()
            self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    remote: HttpRemote

    def process_request_thread(self, request: socket.socket | tuple[bytes, socket.socket], client_address: Any) -> None:
        with self.remote.at_work():
            super().process_request_thread(request, client_address)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is none of ours to tell."""


@contextmanager
def http_remote(
    folder: Path, *, account: tuple[str, str] | None = None, certificate: Path | None = None
) -> Iterator[HttpRemote]:
    """Serve the bare repositories in a folder over HTTP, to those with the account if one is given.

    With a certificate (a file that holds its key, too) it is https.
    """
    remote = HttpRemote(folder, account=account)
    server = _Server((LOOPBACK, 0), type("Handler", (_Handler,), {"remote": remote}))
    server.remote = remote
    remote.port = server.server_port
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        remote.scheme = "https"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield remote
    finally:
        remote.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


def own_certificate(folder: Path) -> Path:
    """A certificate that nobody vouches for, with its key; the test is skipped where there is no openssl."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    key, certificate, both = folder / "tls.key", folder / "tls.crt", folder / "tls.pem"
    run = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={LOOPBACK}"]
    run += ["-addext", f"subjectAltName=IP:{LOOPBACK}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(run, check=True, capture_output=True)
    both.write_bytes(certificate.read_bytes() + key.read_bytes())
    return both
