"""What git says when something is wrong, and what a learner is told then. The messages are git's, curl's and ssh's own."""

from __future__ import annotations

import pytest

from leaptui.sync import SyncKind
from leaptui.sync.diagnosis import remote_trouble
from leaptui.sync.git import GitFailed
from leaptui.sync.outcome import Stopped

WEB = "https://example.org/class.git"
PLEASE = "\n\nPlease make sure you have the correct access rights\nand the repository exists."
COULD_NOT_READ = f"fatal: Could not read from remote repository.{PLEASE}"

LOST = (
    f"fatal: unable to access '{WEB}/': Empty reply from server",
    f"fatal: unable to access '{WEB}/': transfer closed with 11 bytes remaining to read",
    f"fatal: unable to access '{WEB}/': gnutls_handshake() failed: The TLS connection was non-properly terminated.",
    f"fatal: unable to access '{WEB}/': gnutls_handshake() failed: Error decoding the received TLS packet.",
    f"fatal: unable to access '{WEB}/': gnutls_handshake() failed: Error in the pull function.",
    f"fatal: unable to access '{WEB}/': GnuTLS recv error (-110): The TLS connection was non-properly terminated.",
    f"fatal: unable to access '{WEB}/': GnuTLS recv error (-54): Error in the pull function.",
    f"fatal: unable to access '{WEB}/': getpeername() failed with errno 107: Transport endpoint is not connected",
    f"fatal: unable to access '{WEB}/': OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to example.org:443",
    f"fatal: unable to access '{WEB}/': OpenSSL SSL_connect: Connection reset by peer in connection to example.org:443",
    f"fatal: unable to access '{WEB}/': OpenSSL SSL_read: error:0A000126:SSL routines::unexpected eof while reading, errno 0",
    f"fatal: unable to access '{WEB}/': TLS connect error: error:00000000:lib(0)::reason(0)",
    f"fatal: unable to access '{WEB}/': Recv failure: Connection reset by peer",
    f"fatal: unable to access '{WEB}/': Send failure: Broken pipe",
    f"fatal: unable to access '{WEB}/': HTTP/2 stream 1 was not closed cleanly: PROTOCOL_ERROR (err 1)",
    f"fatal: unable to access '{WEB}/': HTTP/2 stream 5 was reset",
    f"fatal: unable to access '{WEB}/': Error in the HTTP2 framing layer",
    f"fatal: unable to access '{WEB}/': Problem (2) in the Chunked-Encoded data",
    f"fatal: unable to access '{WEB}/': Weird server reply",
    "error: RPC failed; curl 52 Empty reply from server\nfatal: expected flush after ref listing",
    "error: RPC failed; curl 52 Empty reply from server\nfatal: expected 'acknowledgments'",
    "error: RPC failed; curl 56 Recv failure: Connection was aborted",
    "error: RPC failed; curl 56 GnuTLS recv error (-9): Error decoding the received TLS packet.\n"
    "fatal: expected 'acknowledgments'",
    "error: RPC failed; curl 92 HTTP/2 stream 7 was not closed cleanly: CANCEL (err 8)\nfatal: early EOF",
    "error: RPC failed; curl 18 transfer closed with 5 bytes remaining to read\n"
    "error: 2 bytes of length header were received\nfatal: the remote end hung up unexpectedly",
    "error: RPC failed; curl 18 transfer closed with outstanding read data remaining\n"
    "fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF\nfatal: index-pack failed",
    "remote: error: RPC failed; curl 18 transfer closed with 40 bytes remaining to read\nfatal: protocol error: bad pack header",
    "error: 40 bytes of body are still expected\nfetch-pack: unexpected disconnect while reading sideband packet\n"
    "fatal: early EOF\nfatal: fetch-pack: invalid index-pack output",
    "fatal: fetch-pack: invalid index-pack output",
    "fatal: expected flush after ref listing",
    "fatal: git fetch-pack: expected ACK/NAK, got a flush packet",
    "fatal: git fetch-pack: expected shallow list",
    "fatal: read error on input: Connection reset by peer",
    "fatal: premature end of pack file, 20 bytes missing",
    "fatal: protocol error: bad line length character: <htm",
    "fatal: the remote end hung up upon initial contact",
    "error: unpack failed: eof",
    "send-pack: unexpected disconnect while reading sideband packet\nfatal: the remote end hung up unexpectedly",
    f"error: Cannot access URL {WEB}/, return code 18\nfatal: git-http-push failed\n"
    f"error: failed to push some refs to '{WEB}'",
    "fatal: Reading from helper 'git-remote-https' failed",
    "fatal: remote helper 'https' aborted session",
    f"kex_exchange_identification: Connection closed by remote host\nConnection closed by 10.0.0.1 port 22\n{COULD_NOT_READ}",
    f"kex_exchange_identification: read: Connection reset by peer\n{COULD_NOT_READ}",
    f"Connection closed by 10.0.0.1 port 22\n{COULD_NOT_READ}",
    f"Connection reset by 10.0.0.1 port 22\n{COULD_NOT_READ}",
    f"Connection to 10.0.0.1 closed by remote host.\n{COULD_NOT_READ}",
    "Connection to example.org closed by remote host.\nfatal: the remote end hung up unexpectedly",
    f"client_loop: send disconnect: Broken pipe\n{COULD_NOT_READ}",
    f"Received disconnect from 10.0.0.1 port 22:2: Too long\n{COULD_NOT_READ}",
    f"ssh_dispatch_run_fatal: Connection to 10.0.0.1 port 22: incomplete message\n{COULD_NOT_READ}",
    f"Timeout, server example.org not responding.\n{COULD_NOT_READ}",
    COULD_NOT_READ,
)
UNREACHABLE = (
    f"fatal: unable to access '{WEB}/': Could not resolve host: example.org",
    f"fatal: unable to access '{WEB}/': Failed to connect to example.org port 443 after 3 ms: Couldn't connect to server",
    f"fatal: unable to access '{WEB}/': Connection timed out after 300000 milliseconds",
    f"fatal: unable to access '{WEB}/': The requested URL returned error: 503",
    "error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502\nfatal: the remote end hung up unexpectedly",
    f"ssh: Could not resolve hostname example.org: Temporary failure in name resolution\n{COULD_NOT_READ}",
    f"ssh: connect to host example.org port 22: Connection refused\n{COULD_NOT_READ}",
    f"ssh: connect to host example.org port 22: No route to host\n{COULD_NOT_READ}",
    f"ssh: connect to host example.org port 22: Network is unreachable\n{COULD_NOT_READ}",
    f"ssh: connect to host example.org port 22: Connection timed out\n{COULD_NOT_READ}",
    "fatal: unable to look up example.org (port 9418) (Name or service not known)",
    "fatal: unable to connect to example.org:\nexample.org[0: 10.0.0.1]: errno=Connection refused",
)
OTHERWISE = (
    (f"fatal: Authentication failed for '{WEB}/'", SyncKind.NO_ACCESS, "did not let this account in"),
    (f"fatal: unable to access '{WEB}/': The requested URL returned error: 403", SyncKind.NO_ACCESS, "did not let"),
    (f"git@example.org: Permission denied (publickey).\n{COULD_NOT_READ}", SyncKind.NO_ACCESS, "none of the ssh keys"),
    (f"Host key verification failed.\n{COULD_NOT_READ}", SyncKind.NO_ACCESS, "does not know the one behind"),
    (f"ERROR: Repository not found.\n{COULD_NOT_READ}", SyncKind.NO_ACCESS, "there is no git repository"),
    (
        f"fatal: '/srv/x' does not appear to be a git repository\n{COULD_NOT_READ}",
        SyncKind.NO_ACCESS,
        "no git repository",
    ),
    (f"fatal: repository '{WEB}/' not found", SyncKind.NO_ACCESS, "there is no git repository"),
    (f"fatal: {WEB}/info/refs not valid: is this a git repository?", SyncKind.NO_ACCESS, "there is no git repository"),
    (
        f"fatal: unable to access '{WEB}/': server certificate verification failed. CAfile: none CRLfile: none",
        SyncKind.NO_ACCESS,
        "could not prove",
    ),
    (
        f"fatal: unable to access '{WEB}/': SSL certificate problem: unable to get local issuer certificate",
        SyncKind.NO_ACCESS,
        "could not prove",
    ),
    (
        "error: RPC failed; curl 60 SSL certificate problem: certificate has expired\nfatal: expected 'packfile'",
        SyncKind.NO_ACCESS,
        "could not prove",
    ),
    (
        "error: object 51e9f3: hasDotgit: contains '.git'\nfatal: fsck error in packed object\n"
        "fatal: fetch-pack: invalid index-pack output\nfatal: the remote end hung up unexpectedly",
        SyncKind.REFUSED,
        "counts as unsafe",
    ),
    (
        "fatal: write error: No space left on device\nfatal: fetch-pack: invalid index-pack output\n"
        "fatal: the remote end hung up unexpectedly",
        SyncKind.FAILED,
        "the disk is full",
    ),
    (
        "fatal: write error: Input/output error\nfatal: fetch-pack: invalid index-pack output",
        SyncKind.FAILED,
        "git could not do its part",
    ),
    (
        "error: insufficient permission for adding an object to repository database .git/objects\nfatal: failed to write object",
        SyncKind.FAILED,
        "git could not do its part",
    ),
    (
        "error: RPC failed; HTTP 413 curl 22 The requested URL returned error: 413",
        SyncKind.FAILED,
        "git's own words say why",
    ),
    (
        f"fatal: unable to access '{WEB}/': The requested URL returned error: 400",
        SyncKind.FAILED,
        "git's own words say why",
    ),
    ("fatal: something that nobody has seen yet", SyncKind.FAILED, "git's own words say why"),
)


def told(raw: str, command: str = "fetch", *, syncing: bool = True) -> Stopped:
    """What a learner is told."""
    return remote_trouble(GitFailed(command, 128, raw), WEB, syncing=syncing)


@pytest.mark.parametrize("command", ["fetch", "push", "ls-remote"])
@pytest.mark.parametrize("raw", LOST)
def test_a_line_that_breaks_off_is_being_offline(raw: str, command: str) -> None:
    trouble = told(raw, command)
    assert (trouble.kind, "goes out with the next sync" in trouble.sentence) == (SyncKind.OFFLINE, True), trouble
    assert "was lost on the way" in trouble.sentence
    assert "your work is safe" in trouble.sentence


@pytest.mark.parametrize("raw", UNREACHABLE)
def test_a_remote_without_a_way_to_it_is_being_offline(raw: str) -> None:
    trouble = told(raw)
    assert (trouble.kind, "cannot be reached just now" in trouble.sentence) == (SyncKind.OFFLINE, True), trouble


@pytest.mark.parametrize(("raw", "kind", "words"), OTHERWISE)
def test_what_is_no_broken_line_is_not_taken_for_one(raw: str, kind: SyncKind, words: str) -> None:
    trouble = told(raw)
    assert (trouble.kind, words in trouble.sentence) == (kind, True), trouble


@pytest.mark.parametrize("raw", [*LOST, *UNREACHABLE])
def test_trying_an_address_says_nothing_of_a_next_sync(raw: str) -> None:
    trouble = told(raw, "ls-remote", syncing=False)
    assert trouble.kind is SyncKind.OFFLINE
    assert "does not answer" in trouble.sentence
    assert "next sync" not in trouble.sentence


def test_a_full_disk_of_the_remote_is_not_taken_for_the_one_here() -> None:
    raw = "remote: fatal: No space left on device\nfatal: the remote end hung up unexpectedly"
    assert told(raw, "push").kind is SyncKind.OFFLINE
    assert told(raw.replace("remote: ", ""), "push").kind is SyncKind.FAILED
