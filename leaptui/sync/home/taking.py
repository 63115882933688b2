"""Taking a portfolio home: it is gathered, written under a temporary name, read back, and only then gets its real name."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from leaptui.language import _, ngettext
from leaptui.model.clock import Clock
from leaptui.store.errors import Busy
from leaptui.store.files import explain, read_bytes
from leaptui.store.workspace import Workspace
from leaptui.sync.diagnosis import local_trouble
from leaptui.sync.git import Git, GitFailed, GitMissing
from leaptui.sync.home.checking import check_bundle, check_files
from leaptui.sync.home.contents import README, Contents, gather, guide
from leaptui.sync.home.past import SECONDS, OwnPast, own_past
from leaptui.sync.home.rewriting import Learner, make_apart, write_history
from leaptui.sync.home.stick import Stick
from leaptui.sync.objects import PLAIN, Entry, Objects, Tree
from leaptui.sync.outcome import Stopped, SyncKind
from leaptui.sync.repository import Repository
from leaptui.sync.start import BRANCH

LOCK = ".home"
"""The lock of taking something home; no portfolio can have this name."""
_FOLDER = "taking"
_SPARE = 1_000_000
"""Bytes that a file system needs beside the files themselves."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class TakenHome:
    """A portfolio taken home, and read back.

    `folder` is the new folder; `bundle` the file in it that git can clone, None where there is no git on this machine. `versions`
    counts the versions of the portfolio in it, `attachments` those beside it, `size` the bytes of all files. `missing` names
    attachments whose content is nowhere any more. `sentence` says it all to the learner.
    """

    folder: Path
    bundle: Path | None
    versions: int
    attachments: int
    size: int
    missing: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class _Bundle:
    """A bundle made beside the workspace: the file, how many versions are in it, the repository it was made of, and
    the attachments that were found in the history alone."""

    file: Path
    versions: int
    objects: Objects
    found: Tree


def take_home(
    workspace: Workspace,
    name: str,
    folder: Path,
    *,
    progress: Progress = lambda _words: None,
    clock: Clock | None = None,
    called: str | None = None,
) -> TakenHome:
    """Take a portfolio with attachments and history to a folder, mostly on a stick, and read back what was written there.

    A new folder `leaptui-NAME-DATE` is made in it, with a bundle of the history that git can clone, and a plain workspace in
    which `leaptui` can be opened. It holds nothing of other learners. The workspace stays as it is. `progress` is given short
    sentences. `called` is the name of the stick, for learners whom no path of the machine concerns. Raises Stopped and
    StoreError with one sentence for the learner; then nothing of it is left in the folder.
    """
    clock = clock or Clock()
    if folder.resolve().is_relative_to(workspace.root.resolve()):
        raise Stopped(
            SyncKind.REFUSED,
            _(
                "{folder} lies in the workspace itself, so nothing was written: name a folder beside it, or a stick"
            ).format(folder=called or folder),
        )
    try:
        with workspace.lock(LOCK, seconds=1.0):
            scratch = workspace.make_local_dir() / _FOLDER
            shutil.rmtree(scratch, ignore_errors=True)  # what a killed program left
            try:
                scratch.mkdir(mode=0o700)
                with Stick(folder, workspace.stamp().clone, called) as stick:
                    return _Taking(workspace, scratch, stick, progress, clock).take(name)
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
    except Busy as error:
        raise Stopped(
            SyncKind.BUSY, _("another portfolio is being taken home just now: try again in a moment")
        ) from error
    except GitFailed as error:
        raise local_trouble(error) from error
    except OSError as error:
        raise Stopped(
            SyncKind.FAILED, explain(error, _("the portfolio could not be gathered, and nothing was taken"))
        ) from error


@dataclass
class _Taking:
    """One portfolio being taken home. `scratch` is a folder beside the workspace for what is only needed meanwhile."""

    workspace: Workspace
    scratch: Path
    stick: Stick
    progress: Progress
    clock: Clock

    def take(self, name: str) -> TakenHome:
        """Do it. Raises Stopped, StoreError, GitFailed, OSError."""
        self.progress(_("Gathering the portfolio"))
        contents = gather(self.workspace, name)
        self.stick.begin()
        try:
            bundle = self._bundle(contents)
        except GitMissing:
            bundle = None
        found = bundle.found if bundle else {}
        missing = tuple(shown for path, shown in contents.sought.items() if path not in found)
        bundle_name = f"{name}.bundle" if bundle else None
        text = guide(contents, bundle_name, self.clock)
        self._check_room(contents, bundle, len(text))
        self.progress(_("Writing to {folder}").format(folder=self.stick.called))
        self._write(contents, bundle)
        self.stick.write(README, [text])
        self.progress(_("Reading back what was written"))
        check_files(self.stick, contents, (*contents.attachments, *found))
        if bundle:
            beside = {README, bundle.file.name}
            check_bundle(self.stick, bundle.file, beside, contents, bundle.objects.object_format)
        size = sum(written.size for written in self.stick.written.values())
        place = self.stick.finish(f"leaptui-{name}-{self.clock.today().isoformat()}")
        count = len(contents.attachments) + len(found)
        versions = bundle.versions if bundle else 1
        sentence = _sentence(
            contents.learner, self._whereabouts(place), count, bundle.versions if bundle else None, missing
        )
        return TakenHome(place, place / bundle.file.name if bundle else None, versions, count, size, missing, sentence)

    def _whereabouts(self, place: Path) -> str:
        """Where the new folder is, in words: its path, or its name and that of the stick."""
        if self.stick.called == str(self.stick.folder):
            return str(place)
        return _("{folder} on {stick}").format(folder=place.name, stick=self.stick.called)

    def _bundle(self, contents: Contents) -> _Bundle:
        """Make the bundle: the portfolio's own past, and on top of it the portfolio as it stands. Raises GitMissing."""
        git = Git(self.workspace.root)
        git.require_version()
        repository = self._repository(git)
        past = OwnPast()
        if repository is not None:
            self.progress(_("Looking for its history"))
            past = own_past(repository, contents.name, contents.data)
        lender = repository.common_dir / "objects" if repository else None
        kind = repository.object_format if repository else "sha1"
        objects = make_apart(self.scratch / "apart", kind, lender)
        found = _in_history(past, contents)
        now: Tree = dict(found)
        small = zip(contents.files, objects.keep(list(contents.files.values())), strict=True)
        large = zip(contents.attachments, objects.keep_files(list(contents.attachments.values())), strict=True)
        now.update({path: Entry(PLAIN, blob) for path, blob in (*small, *large)})
        learner = Learner(contents.name, contents.learner, past.people)
        self.progress(_("Writing its history anew, without anybody else's"))
        write_history(objects, past, learner, now, int(self.clock.now().timestamp()))
        file = self.scratch / f"{contents.name}.bundle"
        objects.git.run("bundle", "create", str(file), "HEAD", BRANCH, seconds=SECONDS)
        last = past.steps[-1].files.get(contents.path) if past.steps else None
        return _Bundle(file, len(past.steps) + (last != now[contents.path]), objects, found)

    def _repository(self, git: Git) -> Repository | None:
        """The workspace's repository; None where it is in none of its own."""
        try:
            return Repository.open(git, self.scratch / "scratch")
        except Stopped as error:
            if error.kind is SyncKind.NO_REPOSITORY:
                return None
            raise

    def _check_room(self, contents: Contents, bundle: _Bundle | None, more: int) -> None:
        """Raise Stopped, with the numbers, where there is too little room for it."""
        needed = more + _SPARE + sum(map(len, contents.files.values()))
        needed += sum(file.stat().st_size for file in contents.attachments.values())
        if bundle:
            needed += bundle.file.stat().st_size
            needed += sum(bundle.objects.sizes(entry.id for entry in bundle.found.values()).values())
        free = self.stick.free
        if needed > free:
            raise Stopped(
                SyncKind.REFUSED,
                _(
                    "there is not enough room in {folder}: {needed} MB are needed and {free} MB are free, so nothing was written"
                ).format(folder=self.stick.called, needed=_megabytes(needed), free=_megabytes(free)),
            )

    def _write(self, contents: Contents, bundle: _Bundle | None) -> None:
        for path, data in contents.files.items():
            self.stick.write(path, [data])
        for number, (path, file) in enumerate(contents.attachments.items()):
            percent = 100 * number // len(contents.attachments)
            self.progress(_("Writing attachments: {percent} %").format(percent=percent))
            self.stick.write(path, [read_bytes(file)])
        if bundle:
            by_id = {entry.id: path for path, entry in bundle.found.items()}
            for blob, data in bundle.objects.stream(by_id):
                self.stick.write(by_id[blob], [data])
            self.stick.write(bundle.file.name, _chunks(bundle.file))


def _in_history(past: OwnPast, contents: Contents) -> Tree:
    """The attachments whose files here are gone or were changed, as the history holds them."""
    files = {path.rpartition("/")[2]: entry for step in past.steps for path, entry in step.files.items()}
    return {path: files[file] for path in contents.sought if (file := path.rpartition("/")[2]) in files}


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while chunk := opened.read(1 << 20):
            yield chunk


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"


def _sentence(learner: str, place: str, attachments: int, versions: int | None, missing: tuple[str, ...]) -> str:
    """What was taken, for the learner."""
    files = ngettext("{n} attachment", "{n} attachments", attachments).format(n=attachments)
    said = _("{learner}'s portfolio is in {folder}, with {files}, and was read back.").format(
        learner=learner, folder=place, files=files
    )
    if versions is None:
        said += " " + _("There is no git on this machine, so its history is not with it.")
    else:
        count = ngettext("{n} version", "{n} versions", versions).format(n=versions)
        said += " " + _("Its history is with it: {versions}.").format(versions=count)
    if missing:
        words = ngettext(
            "{n} attachment is missing here already: {names}.", "{n} attachments are missing here already: {names}.",
            len(missing),
        )  # fmt: skip
        said += " " + words.format(n=len(missing), names=", ".join(missing))
    return said
