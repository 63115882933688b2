"""Bundles: a whole history in one file, in which a portfolio is taken home. One can be joined from, and nothing be sent there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from leaptui.language import _
from leaptui.sync.address import Address
from leaptui.sync.git import Git, GitFailed
from leaptui.sync.outcome import Stopped, SyncKind


@contextmanager
def opened(bundle: Address, branch: str, folder: Path) -> Iterator[str]:
    """A bundle as a repository to fetch from; gives its address, which holds within the `with` alone.

    It is unpacked in `folder`, on the disk that what is fetched from it goes to. What an earlier time that was cut off left there
    is taken away first. Raises Stopped with a sentence where it cannot be read whole, OSError.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        git = Git(folder)
        git.run("init", "-q", "--bare", "--template=", ".")
        git.run("symbolic-ref", "HEAD", f"refs/heads/{branch}")
        name = f"refs/heads/{branch}"
        try:
            git.talk("fetch", "-q", "--no-tags", "--", bundle.text, f"{name}:{name}", protocol="file")
        except GitFailed as error:
            words = _("{bundle} cannot be read whole, so nothing was taken from it: copy it from the stick once more")
            raise Stopped(SyncKind.FAILED, words.format(bundle=bundle.shown)) from error
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
