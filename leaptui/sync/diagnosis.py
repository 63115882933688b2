"""What git's messages mean for a learner: a kind and one sentence for each."""

from __future__ import annotations

import re

from leaptui.language import _
from leaptui.sync.git import GitFailed
from leaptui.sync.outcome import Stopped, SyncKind

_UNKNOWN_HOST = ("host key verification failed", r"no (\w+ )?host key is known", "host key .*has changed")
_NO_ENTRY = (
    "authentication failed",
    "could not read (username|password)",
    "terminal prompts disabled",
    r"permission denied \(",
    "invalid credentials",
    "(returned error:|HTTP) (401|403)",
    "permission to .* denied",
    "access denied",
    "too many authentication failures",
    "invalid username or (password|token)",
    "no supported authentication methods",
)
_UNREACHABLE = (
    "could not resolve (host|proxy)",
    "name or service not known",
    "temporary failure in name resolution",
    "unable to look up",
    "connection (refused|timed out|reset|closed)",
    "operation timed out",
    "network is (unreachable|down)",
    "no route to host",
    "failed to connect",
    "couldn't connect",
    "unable to connect",
    "early eof",
    "unexpected disconnect",
    "rpc failed",
    "hung up unexpectedly",
    "broken pipe",
    "(returned error:|HTTP) (502|503|504)",
    "empty reply from server",
)
_NOT_THERE = (
    "does not appear to be a git repository",
    "repository .*not found",
    "repository .*does not exist",
    "returned error: 404",
    "no such file or directory",
    "no such device or address",
    "not a git repository",
)
_UNSAFE = ("fsck error", "hasdot", "invalid index-pack output", "unpacker error")
_FULL = ("no space left on device", "disk quota exceeded")
_OWNER = ("dubious ownership",)
_PROTOCOL = ("transport '.*' not allowed",)
_LOCKED = (r"unable to create '.*\.lock'", "cannot lock ref", "another git process seems to be running")


def safe(sentence: str) -> str:
    """Add to a sentence that nothing was lost."""
    return _("{sentence}; your work is safe on this machine").format(sentence=sentence)


def remote_trouble(error: GitFailed, shown: str) -> Stopped:
    """Say why talking to the remote failed. `shown` is its address without a password."""
    if error.timed_out:
        return Stopped(
            SyncKind.OFFLINE,
            _("the remote stopped answering; your work is safe on this machine and goes out with the next sync"),
        )
    known = (
        (_UNKNOWN_HOST, SyncKind.NO_ACCESS, _("this machine does not know {remote}, or its key has changed: connect to it "
         "once with ssh, or ask whoever set it up")),
        (_NO_ENTRY, SyncKind.NO_ACCESS, _("the remote {remote} did not let this account in: check the account or its token "
         "with whoever looks after the remote")),
        (_UNREACHABLE, SyncKind.OFFLINE, _("the remote cannot be reached just now, so this goes out with the next sync")),
        (_FULL, SyncKind.FAILED, _("the disk is full: make some room, then sync again")),
        (_OWNER, SyncKind.REFUSED, _("the repository belongs to another user of this machine, so git leaves it alone")),
        (_PROTOCOL, SyncKind.REFUSED, _("git was told to use a way to the remote that leaptui does not allow")),
        (_NOT_THERE, SyncKind.NO_ACCESS, _("there is no git repository at {remote}, or this account may not see it")),
        (_UNSAFE, SyncKind.REFUSED, _("the remote holds something that git counts as unsafe, so nothing of it was taken")),
    )  # fmt: skip
    for patterns, kind, sentence in known:
        if _said(error, patterns):
            return Stopped(kind, safe(sentence.format(remote=shown)))
    return Stopped(SyncKind.FAILED, safe(_("the remote could not be used, and git's own words say why")))


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


def _said(error: GitFailed, patterns: tuple[str, ...]) -> bool:
    return any(re.search(pattern, error.raw, re.IGNORECASE) for pattern in patterns)
