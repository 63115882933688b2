"""The pathways of a workspace that can be taken: the files of its `pathways/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leaptui.language import _
from leaptui.model.framework import Framework
from leaptui.model.template import Template, read_template, template_troubles
from leaptui.store.errors import Missing
from leaptui.store.json_files import Complaint, check_json, read_json
from leaptui.store.workspace import Workspace

FOLDER = "pathways"


@dataclass(frozen=True)
class Templates:
    """Pathways by the names of their files, and what is wrong with files that cannot be used."""

    found: Mapping[str, Template]
    broken: tuple[Complaint, ...]

    def get(self, name: str) -> Template:
        """The pathway of that name. Raises Missing with the names there are."""
        wanted = name.removesuffix(".json")
        if wanted not in self.found:
            if not self.found:
                raise Missing(_("there is no pathway here yet: put one into the workspace's pathways/ folder"))
            names = ", ".join(self.found)
            raise Missing(_("there is no pathway “{name}” here; there are {names}").format(name=name, names=names))
        return self.found[wanted]


def load_templates(workspace: Workspace, framework: Framework | None = None) -> Templates:
    """Read the pathways of a workspace. A broken file is named, and the others are there all the same."""
    found: dict[str, Template] = {}
    broken: list[Complaint] = []
    for path in sorted((workspace.root / FOLDER).glob("*.json")):
        complaints = check_json(path, lambda raw: template_troubles(raw, framework))
        if complaints:
            broken += complaints
        else:
            found[path.stem] = read_template(read_json(path)[1])
    return Templates(found, tuple(broken))
