"""Situations of two clones that can be set up again and again at the same place, and what must come of them."""

from __future__ import annotations

import os
import shutil
import subprocess

from leaptui.merge import open_conflicts
from leaptui.store.carrying import Carrying, choose_carrying
from leaptui.store.rename import rename_portfolio
from tests.beside import wait_until_alone
from tests.sync.desk import AMARA, Desk, converge, fine, git, whole

_FOLDERS = ("one", "two", "remote.git")


class Scene:
    """A situation on the disk, and the saves in it that were acknowledged.

    The first clone may have another address for the remote than the second one, which goes to its folder.
    """

    def __init__(self, desk: Desk, address: str | None = None) -> None:
        self.desk = desk
        self.one, self.two = desk.two()
        if address is not None:
            fine(self.one.sync(remote=address))
        self.name = AMARA
        """The name the portfolio has in the end."""
        self.saved = {"shared"}
        self.values: dict[str, set[str]] = {}

    def apart(self) -> None:
        """Both sides have new work, in records, fields, pictures and whole portfolios."""
        self.saved.add(self.two.attach(b"their picture")[0])
        self.two.put("shared", {"place": "home", "title": "From two"})
        self.two.add("Essay", name="jonas-weber")
        fine(self.two.sync())
        self.saved.add(self.one.attach(b"my picture")[0])
        self.one.put("shared", {"title": "From one", "kind": "product"})
        self.values = {"title": {"From one", "From two"}, "place": {"home"}, "kind": {"product"}}
        self._keep()

    def only_there(self) -> None:
        """Only the remote has new work."""
        self.saved.add(self.two.attach(b"their picture")[0])
        fine(self.two.sync())
        self._keep()

    def only_here(self) -> None:
        """Only this side has new work."""
        self.saved.add(self.one.attach(b"my picture")[0])
        self._keep()

    def several_here(self) -> None:
        """Several learners have new work on this machine, which commits it under their names."""
        choose_carrying(self.one.workspace, Carrying(authors=True))
        self.saved.add(self.one.attach(b"my picture")[0])
        self.one.add("Essay", name="jonas-weber")
        self._keep()

    def renamed_there(self) -> None:
        """The remote has the portfolio under another name, with new work, and this side new work under the old one."""
        self.name = "amara"
        self.saved.add(self.two.attach(b"their picture")[0])
        rename_portfolio(self.two.workspace, AMARA, self.name)
        self.two.put("shared", {"place": "home", "title": "From two"}, name=self.name)
        fine(self.two.sync())
        self.saved.add(self.one.attach(b"my picture")[0])
        self.one.put("shared", {"title": "From one", "kind": "product"})
        self.values = {"title": {"From one", "From two"}, "place": {"home"}, "kind": {"product"}}
        self._keep()

    def _keep(self) -> None:
        (self.desk.folder / "kept").mkdir()
        self._copy(*(str(self.desk.folder / name) for name in _FOLDERS), str(self.desk.folder / "kept"))

    def again(self) -> None:
        """Set the situation up again."""
        for name in _FOLDERS:
            shutil.rmtree(self.desk.folder / name)
        self._copy(*(str(self.desk.folder / "kept" / name) for name in _FOLDERS), str(self.desk.folder))

    @staticmethod
    def _copy(*places: str) -> None:
        subprocess.run(["cp", "-a", *places], check=True)

    def is_readable(self) -> None:
        """Every portfolio can be read, whatever happened."""
        for name in self.one.workspace.names():
            self.one.document(name)

    def comes_right(self) -> None:
        """Some time later the next syncs bring both sides together, and nothing is missing."""
        wait_until_alone(self.desk.folder)
        self.is_readable()
        for left in (*self.one.root.rglob(".leaptui-tmp-*"), *(self.one.root / ".git").rglob("*.lock")):
            os.utime(left, (1_000_000_000, 1_000_000_000))
        for left in self.desk.remote.rglob("*.lock"):
            left.unlink()  # on the remote's machine, somebody looks after that
        fine(self.one.sync())
        fine(self.two.sync())
        converge(self.one, self.two)
        assert {AMARA, self.name} & {*self.one.workspace.names()} == {self.name}
        evidence = self.one.evidence(self.name)
        assert evidence.keys() == self.saved
        waiting = open_conflicts(self.one.document(self.name))
        for name, values in self.values.items():
            others = {other.value for found in waiting if found.field == name for other in found.others}
            assert {evidence["shared"][name], *others} == values
        for path in (path for path in self.one.carried() if ".files/" in path):
            assert (self.one.root / path).read_bytes() in {b"my picture", b"their picture"}
        whole(self.one)
        git(self.desk.remote, "fsck", "--strict")
