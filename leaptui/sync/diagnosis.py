"""What git's messages mean for a learner: a kind and one sentence for each."""

from __future__ import annotations

import re

from leaptui.sync.git import GitFailed
from leaptui.sync.outcome import Stopped, SyncKind

SAFE = "your work is safe on this machine"

_UNREACHABLE = re.compile(
    r"could not resolve (host|proxy)|name or service not known|temporary failure in name resolution|unable to look up"
    r"|connection (refused|timed out|reset|closed)|operation timed out|network is (unreachable|down)|no route to host"
    r"|failed to connect|couldn't connect|unable to connect|early eof|unexpected disconnect|rpc failed|hung up unexpectedly"
    r"|broken pipe|HTTP (502|503|504)|returned error: (502|503|504)|empty reply from server|bad gateway",
    re.IGNORECASE,
)
_UNKNOWN_HOST = re.compile(r"host key verification failed|no (\w+ )?host key is known|host key .*has changed", re.IGNORECASE)
_NO_ENTRY = re.compile(
    r"authentication failed|could not read (username|password)|terminal prompts disabled|permission denied \(|invalid credentials"
    r"|returned error: (401|403)|HTTP (401|403)|permission to .* denied|access denied|too many authentication failures"
    r"|invalid username or (password|token)|no supported authentication methods",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(
    r"does not appear to be a git repository|repository .*not found|returned error: 404|repository .*does not exist"
    r"|no such file or directory|no such device or address|not a git repository",
    re.IGNORECASE,
)
_UNSAFE = re.compile(r"fsck error|fsckObjects|hasDot|invalid index-pack output|unpacker error|gitmodules", re.IGNORECASE)
_FULL = re.compile(r"no space left on device|disk quota exceeded", re.IGNORECASE)
_OWNER = re.compile(r"dubious ownership", re.IGNORECASE)
_LOCKED = re.compile(r"unable to create '.*\.lock'|cannot lock ref|another git process seems to be running", re.IGNORECASE)
_PROTOCOL = re.compile(r"transport '.*' not allowed", re.IGNORECASE)


def remote_trouble(error: GitFailed, shown: str) -> Stopped:
    """Say why talking to the remote failed. `shown` is its address without a password."""
    raw = error.raw
    if error.timed_out:
        return Stopped(SyncKind.OFFLINE, f"the remote stopped answering; {SAFE} and goes out with the next sync")
    known = (
        (_UNKNOWN_HOST, SyncKind.NO_ACCESS, f"this machine does not know {shown} yet, or its key has changed: ask whoever set it "
         f"up, then connect to it once with ssh; {SAFE}"),
        (_NO_ENTRY, SyncKind.NO_ACCESS, f"{shown} did not let this account in: check the account or its token with whoever looks "
         f"after the remote; {SAFE}"),
        (_UNREACHABLE, SyncKind.OFFLINE, f"the remote cannot be reached just now; {SAFE} and goes out with the next sync"),
        (_FULL, SyncKind.FAILED, f"the disk is full: make some room, then sync again; {SAFE}"),
        (_OWNER, SyncKind.REFUSED, f"the repository belongs to another user of this machine, so git leaves it alone; {SAFE}"),
        (_PROTOCOL, SyncKind.REFUSED, f"git was told to use a way to the remote that leaptui does not allow; {SAFE}"),
        (_NOT_THERE, SyncKind.NO_ACCESS, f"there is no git repository at {shown}, or this account may not see it; {SAFE}"),
        (_UNSAFE, SyncKind.REFUSED, f"the remote holds something that git counts as unsafe, so nothing of it was taken; {SAFE}"),
    )  # fmt: skip
    for pattern, kind, sentence in known:
        if pattern.search(raw):
            return Stopped(kind, sentence)
    return Stopped(SyncKind.FAILED, f"the remote could not be used, and git's own words say why; {SAFE}")


def local_trouble(error: GitFailed) -> Stopped:
    """Say why git failed on this machine's files."""
    if _FULL.search(error.raw):
        return Stopped(SyncKind.FAILED, f"the disk is full, so git could not keep the changes: make some room; {SAFE}")
    if _LOCKED.search(error.raw):
        return Stopped(
            SyncKind.BUSY,
            f"another git program is at work in this workspace, or was cut off in the last minutes: try again later; {SAFE}",
        )
    if _OWNER.search(error.raw):
        return Stopped(
            SyncKind.REFUSED, f"the workspace belongs to another user of this machine, so git leaves it alone; {SAFE}"
        )
    return Stopped(SyncKind.FAILED, f"git could not do its part, and its own words say why; {SAFE}")
