"""Bundles: a whole history in one file, in which a portfolio is taken home. One can be joined from, and nothing be sent there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from leaptui.language import _
from leaptui.sync.address import Address
from leaptui.sync.git import Git, GitFailed
from leaptui.sync.outcome import Stopped, SyncKind


@contextmanager
def opened(bundle: Address, branch: str, beside: Path) -> Iterator[str]:
    """A bundle as a repository to fetch from; gives its address, which holds within the `with` alone.

    It is unpacked in a folder of its own in `beside`, where there is room for it: what is fetched from it goes there, too.
    Raises Stopped with a sentence where it cannot be read whole, OSError.
    """
    with TemporaryDirectory(dir=beside, prefix=".leaptui-joining-") as folder:
        git = Git(Path(folder))
        git.run("init", "-q", "--bare", "--template=", ".")
        git.run("symbolic-ref", "HEAD", f"refs/heads/{branch}")
        name = f"refs/heads/{branch}"
        try:
            git.talk("fetch", "-q", "--no-tags", "--", bundle.text, f"{name}:{name}", protocol="file")
        except GitFailed as error:
            words = _("{bundle} cannot be read whole, so nothing was taken from it: copy it from the stick once more")
            raise Stopped(SyncKind.FAILED, words.format(bundle=bundle.shown)) from error
        yield folder
