"""The frameworks a workspace can use: the built-in ones and those in its `frameworks/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

from leaptui.language import _
from leaptui.model.framework import BrokenFramework, Framework, read_framework
from leaptui.store.errors import Missing, Refused
from leaptui.store.files import explain, read_bytes
from leaptui.store.workspace import Workspace

DEFAULT = "leap-2020"
_BUILT_IN = Path(__file__).parent.parent / "frameworks"


@dataclass(frozen=True)
class Frameworks:
    """Frameworks by id, and one sentence for each file that could not be used."""

    found: Mapping[str, Framework]
    broken: tuple[str, ...]

    def get(self, framework_id: str) -> Framework:
        """The framework of that id. Raises Missing with the ids there are."""
        if framework_id not in self.found:
            raise Missing(
                _("there is no framework “{id}” here; there are {ids}").format(
                    id=framework_id, ids=", ".join(self.found)
                )
            )
        return self.found[framework_id]

    def wording(self, guideline_id: str) -> str:
        """What a guideline says, and in which framework: for claims of another one than is followed. Empty where none has it."""
        framework = self.found.get(guideline_id.partition(":")[0])
        guideline = framework.guidelines.get(guideline_id) if framework else None
        return f"{guideline.full_statement} ({framework.name})" if framework and guideline else ""


def load_frameworks(workspace: Workspace | None) -> Frameworks:
    """Read the built-in frameworks and the workspace's. A broken file is named, and the others are there all the same."""
    found: dict[str, Framework] = {}
    broken: list[str] = []
    own: set[str] = set()
    folders = [_BUILT_IN] + ([workspace.root / "frameworks"] if workspace else [])
    for path in (path for folder in folders for path in sorted(folder.glob("*.json"))):
        try:
            framework = read_framework(orjson.loads(read_bytes(path)))
        except orjson.JSONDecodeError as error:
            broken.append(
                _("{file} is not valid JSON (line {line}), so it is not used").format(
                    file=f"frameworks/{path.name}", line=error.lineno
                )
            )
        except BrokenFramework as error:
            broken.append(_("{file} cannot be used: {reason}").format(file=f"frameworks/{path.name}", reason=error))
        except Refused as error:
            broken.append(f"frameworks/{error}")
        except OSError as error:
            broken.append(explain(error, _("{name} could not be read").format(name=f"frameworks/{path.name}")))
        else:
            # A workspace may have its own edition of a built-in framework, and not two of one.
            if framework.id in own:
                broken.append(
                    _("{file} has the id “{id}” that another one has, so it is not used").format(
                        file=f"frameworks/{path.name}", id=framework.id
                    )
                )
                continue
            if path.parent != _BUILT_IN:
                own.add(framework.id)
            found[framework.id] = framework
    return Frameworks(found, tuple(broken))
