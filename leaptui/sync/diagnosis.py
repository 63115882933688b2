"""What git's messages mean for a learner: a kind and one sentence for each."""

from __future__ import annotations

import re

from leaptui.language import _
from leaptui.sync.git import GitFailed
from leaptui.sync.outcome import Stopped, SyncKind

_CHANGED_HOST = ("remote host identification has changed", "host key .*has changed")
_UNKNOWN_HOST = ("host key verification failed", r"no (\w+ )?host key is known")
_CERTIFICATE = (
    "certificate",
    r"gnutls_\w+\(\) failed",
    "ssl (connect|certificate|routines)",
    "tls (connect|packet|handshake)",
    "unknown ca",
)
_PROXY = ("(returned error:|HTTP) 407", "could not resolve proxy", "proxy connect aborted", "from proxy after connect")
_NO_ACCOUNT = ("could not read (username|password)", "terminal prompts disabled")
_NO_KEY = (r"permission denied \(", "too many authentication failures", "no supported authentication methods")
_READ_ONLY = (
    "service not enabled",
    "permission to .* denied",
    "not allowed to push",
    "write access",
    "read[- ]only",
    "access denied or repository not exported",
)
_NO_ENTRY = (
    "authentication failed",
    "invalid credentials",
    "(returned error:|HTTP) (401|403)",
    "access denied",
    "invalid username or (password|token)",
)
_UNREACHABLE = (
    "could not resolve (host|proxy)",
    "name or service not known",
    "temporary failure in name resolution",
    "unable to look up",
    "connection (refused|timed out)",
    "connection timeout",
    "(operation|timeout was|request) (timed out|reached)",
    "network is (unreachable|down)",
    "no route to host",
    "host is down",
    "failed to connect",
    "couldn't connect",
    "could not connect",
    "unable to connect",
    "(returned error:|HTTP) (408|429|500|502|503|504)",
)
"""There was no way to the remote."""
_LOST = (
    # git's own words, of whichever side it was that was cut off
    r"rpc failed(?!; (HTTP 4|curl (51|58|60|77|83|90|91)\b))",
    "early eof",
    "unexpected (disconnect|end)",
    "unexpected eof",
    "hung up (unexpectedly|upon initial contact)",
    "unpack failed: eof",
    "premature end",
    "read error on input",
    r"aborted session|reading from helper .* failed|unable to read data from helper",
    # curl's
    "empty reply from server",
    "server returned nothing",
    "transferr?(ed)? (closed with|a partial file)",
    r"(recv|send|sending|receiving)( data)?( to| from)?( the peer)? ?(failure|failed)",
    "failure when receiving data|failed sending data",
    "was not closed cleanly|framing layer|stream .* was reset|goaway",
    "error decoding the received tls packet|non-properly terminated|in the (pull|push) function|ssl_error_syscall|error:00000000",
    "getpeername|transport endpoint is not connected",
    # ssh's, and the system's
    r"connection (to \S+ )?(port \d+ )?(was )?(reset|closed|aborted|lost|died)",
    "broken pipe",
    "software caused connection abort",
    "(send|received) disconnect",
    "lost connection",
    "incomplete message",
)
"""There was a way, and it was lost."""
_CUT_OFF = (
    r"fatal: unable to access '\w+://[^']*': (?!the requested url returned error|url |unsupported|protocol )",
    "could not read from remote repository",
    "fatal: (git fetch-pack: )?expected ",
    "git-http-push failed|cannot access url",
    "protocol error",
    "invalid server response",
    "invalid index-pack output",
    "bad pack header",
    "index-pack failed",
    "error (processing|in sideband)",
)
"""What git says when it cannot go on, and nothing else was said that tells why: what it waited for did not come."""
_NOT_THERE = (
    "does not appear to be a git repository",
    "repository .*not found",
    "repository .*does not exist",
    "returned error: 404",
    "no such file or directory",
    "no such device or address",
    "not a git repository",
    "info/refs not valid",
)
_UNSAFE = ("fsck error", "hasdot", "unpacker error")
_FULL = ("no space left on device", "disk quota exceeded")
_DISK = (
    "input/output error",
    "read-only file system",
    "fatal: (write error|unable to (write|create|open|rename))",
    "insufficient permission for adding an object",
    "(error|fatal): (unable|failed) to write",
    "cannot (pread|fstat|open) pack",
    "out of memory",
)
"""This machine could not do its part."""
_OWNER = ("dubious ownership",)
_PROTOCOL = ("transport '.*' not allowed",)
_LOCKED = (r"unable to create '.*\.lock'", "cannot lock ref", "another git process seems to be running")


def safe(sentence: str) -> str:
    """Add to a sentence that nothing was lost."""
    return _("{sentence}; your work is safe on this machine").format(sentence=sentence)


def remote_trouble(error: GitFailed, shown: str, locked: str = "", *, syncing: bool = True) -> Stopped:
    """Say why talking to the remote failed.

    `shown` is its address without a password; `locked` the file of a key that waits for a passphrase, where that may be why.
    `syncing`: it was for a sync, so what it means for the learner's work is said as well.
    """
    if error.timed_out:
        return Stopped(SyncKind.OFFLINE, _silent(syncing=syncing))
    for patterns, kind, sentence in (*_no_entry(locked), *_no_way()):
        if _said(error, patterns, here=patterns in (_FULL, _DISK)):
            if kind is SyncKind.OFFLINE and patterns is not _PROXY and not syncing:
                return Stopped(kind, _silent(syncing=False))
            said = sentence.format(remote=shown, key=locked)
            return Stopped(kind, safe(said) if syncing else said)
    said = _("the remote could not be used, and git's own words say why")
    return Stopped(SyncKind.FAILED, safe(said) if syncing else said)


def _silent(*, syncing: bool) -> str:
    if syncing:
        return _("the remote stopped answering; your work is safe on this machine and goes out with the next sync")
    return _("the remote does not answer: look at the network and at the address, then try again")


def is_read_only(error: GitFailed) -> bool:
    """Whether the remote lets this account read, and refused because it would write."""
    return _said(error, _READ_ONLY) or _said(error, _NO_ENTRY)


_Known = tuple[tuple[str, ...], SyncKind, str]


def _no_entry(locked: str) -> tuple[_Known, ...]:
    """The remote, or this machine, does not know the other well enough."""
    key = _("the ssh key {key} is locked by a passphrase, which is not asked for here: unlock it with “ssh-add” in a terminal, "
            "then try again") if locked else _("the remote {remote} takes none of the ssh keys of this machine: give the "
            "account there your public key (“ssh-keygen” makes one), then try again")  # fmt: skip
    return (
        (_CHANGED_HOST, SyncKind.NO_ACCESS, _("the machine behind {remote} shows another key than it used to, so nothing was "
         "sent: ask whoever looks after it if that is right, then “ssh-keygen -R” with its name forgets the old one")),
        (_UNKNOWN_HOST, SyncKind.NO_ACCESS, _("this machine does not know the one behind {remote} yet: connect to it once "
         "with “ssh” in a terminal and compare the key it shows, then try again")),
        (_PROXY, SyncKind.OFFLINE, _("the proxy on the way to the remote did not let git through: look at git's setting "
         "http.proxy, or ask whoever looks after the network")),
        (_NO_ACCOUNT, SyncKind.NO_ACCESS, _("the remote wants an account, and git knows none: sign in once with “git ls-remote "
         "{remote}” in a terminal, after “git config --global credential.helper store” lets git keep it")),
        (_NO_KEY, SyncKind.NO_ACCESS, key),
        (_READ_ONLY, SyncKind.NO_ACCESS, _("the remote {remote} lets this account read and not write: ask whoever looks after "
         "it for the right to write")),
        (_NO_ENTRY, SyncKind.NO_ACCESS, _("the remote {remote} did not let this account in: its password or token may be wrong "
         "or have run out, so make a new one there and sign in again")),
    )  # fmt: skip


def _no_way() -> tuple[_Known, ...]:
    """There is no way to the remote, or nothing usable at its end."""
    lost = _("the connection to the remote was lost on the way, so this goes out with the next sync")
    return (
        (_FULL, SyncKind.FAILED, _("the disk is full: make some room, then sync again")),
        (_DISK, SyncKind.FAILED, _("git could not do its part, and its own words say why")),
        (_UNSAFE, SyncKind.REFUSED, _("the remote holds something that git counts as unsafe, so nothing of it was taken")),
        (_UNREACHABLE, SyncKind.OFFLINE, _("the remote cannot be reached just now, so this goes out with the next sync")),
        (_NOT_THERE, SyncKind.NO_ACCESS, _("there is no git repository at {remote}, or this account may not see it")),
        (_LOST, SyncKind.OFFLINE, lost),
        (_CERTIFICATE, SyncKind.NO_ACCESS, _("the remote could not prove that it is {remote}, so nothing was sent: look at this "
         "machine's date and at the network's sign-in page, or ask whoever looks after the remote")),
        (_OWNER, SyncKind.REFUSED, _("the repository belongs to another user of this machine, so git leaves it alone")),
        (_PROTOCOL, SyncKind.REFUSED, _("git was told to use a way to the remote that leaptui does not allow")),
        (_CUT_OFF, SyncKind.OFFLINE, lost),
    )  # fmt: skip


def local_trouble(error: GitFailed) -> Stopped:
    """Say why git failed on this machine's files."""
    known = (
        (_FULL, SyncKind.FAILED, _("the disk is full, so git could not keep the changes: make some room")),
        (_LOCKED, SyncKind.BUSY, _("another git program is at work in this workspace, or was cut off in the last minutes: "
         "try again later")),
        (_OWNER, SyncKind.REFUSED, _("the workspace belongs to another user of this machine, so git leaves it alone")),
    )  # fmt: skip
    for patterns, kind, sentence in known:
        if _said(error, patterns):
            return Stopped(kind, safe(sentence))
    return Stopped(SyncKind.FAILED, safe(_("git could not do its part, and its own words say why")))


def _said(error: GitFailed, patterns: tuple[str, ...], *, here: bool = False) -> bool:
    """Whether git said one of some things; `here`: of this machine, and not of the remote that it sent something to."""
    raw = error.raw
    if here and error.command == "push":
        raw = "\n".join(line for line in raw.splitlines() if not line.startswith("remote: "))
    return any(re.search(pattern, raw, re.IGNORECASE) for pattern in patterns)
