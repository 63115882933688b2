"""A framework as a ministry might write one: 12 components, 300 guidelines three deep, long statements, CJK titles, 7 levels."""

from __future__ import annotations

import json
from datetime import date

from leaptui.model.edits import add_evidence, new_document, tag
from leaptui.store.frameworks import load_frameworks
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace

TITLES = (
    "学びに向かう力", "Thinking", "语言与沟通", "Numeracy", "科学的探究", "Wellbeing", "Arts", "사회와 시민",
    "Technology and design in the service of others", "Movement", "Environment", "Kaitiakitanga",
)  # fmt: skip
LONG = (
    "plan, carry out, document and communicate extended investigations of their own, drawing on evidence from several "
    "disciplines, weighing what others found before, and saying openly what remains uncertain at the end"
)
LEVELS = ("noticing", "trying", "practising with substantial support", "able", "fluent", "leading", "自分のものにする")


def ministry() -> dict[str, object]:
    """The framework as its file has it."""

    def leaves(code: str) -> list[dict[str, object]]:
        words = ("自分の考えを、根拠をもって他者に伝える", LONG, "listen")
        return [{"code": f"{code}.{n}", "statement": words[n - 1]} for n in (1, 2, 3)]

    def middle(code: str) -> list[dict[str, object]]:
        return [
            {"code": f"{code}.{n}", "statement": f"strand {n}:", "guidelines": leaves(f"{code}.{n}")} for n in (1, 2)
        ]

    components = [
        {
            "code": f"{number:02}",
            "title": title,
            "statement": f"What {title} is about, said in one sentence that is long enough to need a second row of cells.",
            "guidelines": [
                {
                    "code": f"{number:02}.{letter}",
                    "statement": f"Learners grow in {title}:",
                    "guidelines": middle(f"{number:02}.{letter}"),
                }
                for letter in ("A", "B")
            ]
            + [{"code": f"{number:02}.{letter}", "statement": f"{letter} {LONG}"} for letter in "CDEFGHI"],
        }
        for number, title in enumerate(TITLES, 1)
    ]
    return {
        "id": "ministry-2026",
        "title": "National Framework of Lifelong and Lifewide Learning",
        "edition": "2026",
        "levels": [{"id": f"l{n}", "title": title} for n, title in enumerate(LEVELS, 1)],
        "components": components,
    }


def put_ministry(workspace: Workspace) -> PortfolioStore:
    """Put the framework into a workspace, with the portfolio `ren` under it, which has two pieces."""
    folder = workspace.root / "frameworks"
    folder.mkdir(exist_ok=True)
    (folder / "ministry-2026.json").write_text(json.dumps(ministry()), encoding="utf-8")
    at = "2026-11-10T10:00:00Z"
    document = new_document("蓮", "ministry-2026", date(2026, 11, 10), at)
    store = PortfolioStore.create(workspace, "ren", document)
    framework = load_frameworks(workspace).found["ministry-2026"]
    for title, day, levels in (
        ("川の水質を調べた", "2026-11-02", {"ministry-2026:01.A.1.1": "l3", "ministry-2026:05.A.2.2": "l7"}),
        ("Bridge of paper", "2024-02-02", {"ministry-2026:09.C": "l5"}),
    ):
        change, made = add_evidence(store.portfolio, at, {"title": title, "made_on": day})
        store.apply(change)
        store.apply(tag(store.portfolio, framework, at, [made], levels))
    return store
