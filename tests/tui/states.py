"""Every screen and dialog that is kept as a frame: how one comes to it. A new one is a new line here."""

from __future__ import annotations

from collections.abc import Mapping

from leaptui.tui.review.acts import NEW_GOAL
from leaptui.tui.voice.switch import LEARNER, OTHER
from tests.tui.happenings import (
    all_gone,
    an_edition_replaces,
    at_their_desk,
    break_file,
    drop_file,
    hear_git,
    hush,
    leave_slowly,
    leave_unkept,
    many_wait,
    open_goals_field,
    with_samples,
)
from tests.tui.history_desk import in_a_week
from tests.tui.people_desk import with_ravi
from tests.tui.review_desk import with_reviews
from tests.tui.runs import AMARA, NOBODY, NOOR, SMALL, Group
from tests.tui.test_portfolios import in_two_places
from tests.tui.two_places import in_many_places, with_a_strange_set
from tests.tui.with_others import with_others

GROUPS: Mapping[str, Group] = {
    "today": Group(
        AMARA,
        {
            "today": (),
            "help": ("question_mark",),
            "palette": ("escape", "ctrl+p"),
            "palette-found": ("type:goal",),
            "themes": ("escape", "command:theme"),
            "portfolios": ("escape", "command:open"),
            "portfolio-new": ("escape", "command:new"),
            "jump": ("escape", "ctrl+o"),
        },
    ),
    "evidence": Group(AMARA, {"evidence": ("2",), "evidence-search": ("slash", "b", "e", "e")}),
    "things": Group(
        AMARA,
        {
            "evidence-order": ("2", "o"),
            "evidence-goals": ("escape", "L"),
            "evidence-file": ("escape", "i"),
            "evidence-drop": ("escape", drop_file),
            "evidence-open": ("escape", "enter", "enter"),
            "evidence-large": ("choose:0",),
        },
    ),
    "narrowed": Group(
        AMARA,
        {
            "evidence-trash": ("2", "f", "down", "down", "down", "enter"),
            "evidence-facet": ("enter", "down", "down", "enter"),
        },
    ),
    "selected": Group(
        AMARA,
        {"evidence-selected": ("2", "space", "space", "space"), "tag-many": ("t",), "evidence-many": ("escape", "e")},
    ),
    "tagging": Group(AMARA, {"tag": ("2", "t"), "tag-found": ("type:need",)}),
    "sheets": Group(AMARA, {"evidence-edit": ("2", "e"), "add": ("escape", "a"), "add-goals": (open_goals_field,)}),
    "framework": Group(
        AMARA,
        {
            "framework": ("3",),
            "framework-guideline": ("down", "down"),
            "framework-map": ("m",),
            "framework-gaps": ("m", "f"),
            "framework-goal": ("n",),
            "framework-tag": ("escape", "f", "t"),
        },
    ),
    "editions": Group(
        AMARA,
        {"framework-switch": ("3", "F"), "framework-move": ("choose:leap-2025",), "framework-elsewhere": ("n", "end")},
        before=an_edition_replaces,
    ),
    "goals": Group(
        AMARA,
        {
            "goals": ("4",),
            "goals-new": ("n",),
            "goals-edit": ("escape", "e"),
            "goal": ("escape", "enter"),
            "goal-step-new": ("n",),
            "goal-step-edit": ("escape", "e"),
            "goal-link": ("escape", "L"),
        },
    ),
    "leading": Group(
        AMARA,
        {
            "goals-targets": ("4", "n", "tab", "tab", "enter"),
            "goals-find": ("escape", "escape", "f"),
            "journal-where": ("escape", "5", "down", "enter"),
        },
    ),
    "together": Group(
        AMARA,
        {
            "goal-together": ("4", "down", "enter", "end"),
            "goal-ways": ("W",),
            "goal-suggest": ("choose:suggest",),
            "goal-agree": ("escape", "W", "choose:agree"),
            "goal-fork": ("escape", "W", "choose:fork"),
            "goal-decline": ("escape", "W", "enter", "choose:decline"),
            "goal-changed": ("escape", "p", "choose:day", "backspace", "type:6", "enter"),
            "goal-templates": ("escape", "T"),
        },
        before=with_others,
    ),
    "beginnings": Group(
        AMARA,
        {
            "framework-begun": ("3", *["down"] * 18, "B"),
            "framework-pieces": ("choose:change",),
            "framework-start": ("enter",),
            "framework-advance": ("escape", *["up"] * 5, "A"),
            "framework-deeper": ("enter",),
            "framework-stretch": ("escape", "I"),
            "framework-confirm": ("escape", *["down"] * 5, "w", "type:lind", "enter", hush, "B"),
        },
        before=with_others,
    ),
    "replanning": Group(
        AMARA,
        {
            "goals-replan": ("4", "p"),
            "goals-pace": ("choose:pace",),
            "goals-day": ("escape", "p", "choose:day"),
            "goals-drop": ("escape", "p", "choose:steps", "space"),
            "goals-break": ("escape", "p", "choose:rest"),
            "goals-rhythm": ("escape", "b"),
            "goals-rested": ("escape", "z"),
        },
    ),
    "journal": Group(
        AMARA,
        {
            "journal": ("5",),
            "journal-new": ("n",),
            "journal-look-back": ("escape", "b"),
            "journal-find": ("escape", "f"),
            "journal-edit": ("escape", "e"),
            "journal-link": ("escape", "L"),
        },
    ),
    "me": Group(
        AMARA,
        {
            "me": ("6", "down"),
            "me-line": ("e",),
            "me-evidence": ("escape", "L"),
            "me-new": ("escape", "n"),
            "about-me": ("escape", "m", "down", "space"),
            "about-me-words": ("e",),
            "about-me-page": ("escape", "enter"),
        },
    ),
    "moved": Group(AMARA, {"tag-moved": ("2", "t", "down", "1")}),
    "people": Group(
        AMARA,
        {
            "people": ("7", "down"),
            "people-ask": ("exclamation_mark",),
            "people-edit": ("escape", "e"),
            "people-opportunity": ("escape", "o"),
            "people-new": ("escape", "n"),
            "people-find": ("escape", "f"),
            "people-evidence": ("escape", "enter", "L"),
            "people-asks": ("escape", "escape", "tab"),
            "people-answer": ("down", "enter"),
            "people-confirm": ("escape", "2", "C"),
            "people-share": ("escape", "W"),
            "people-shared": ("escape", "command:shared"),
        },
        before=with_ravi,
    ),
    "choosing": Group(
        AMARA,
        {
            "language": ("command:language",),
            "days": ("escape", "command:days"),
            "rename": ("escape", "command:rename"),
            "import": ("escape", "command:import"),
        },
    ),
    "touring": Group(AMARA, {"tour": ("command:tour",), **{f"tour-{number}": ("enter",) for number in range(2, 8)}}),
    "staying": Group(AMARA, {"samples": ("command:samples",)}),
    "versions": Group(AMARA, {"evidence-versions": ("2",)}, before=in_two_places),
    "conflicts": Group(
        AMARA,
        {
            "conflicts-trash": ("c",),
            "conflicts": ("down",),
            "conflicts-edit": ("e",),
            "conflicts-level": ("escape", "down", "down"),
            "conflicts-choose": ("e",),
            "conflicts-done": ("escape", "M"),
        },
        before=in_many_places,
    ),
    "members": Group(AMARA, {"conflicts-members": ("c", "e")}, before=with_a_strange_set),
    "history": Group(
        AMARA,
        {
            "history": ("r",),
            "history-change": ("down", "down", "down", "down", "down", "down"),
            "history-bring": ("b",),
            "history-past": ("escape", "v"),
            "history-compare": ("escape", "m", "home", "m"),
            "history-find": ("escape", "f", "type:wind"),
        },
        before=in_a_week,
    ),
    "connecting": Group(
        AMARA,
        {
            "connect": ("S",),
            "connect-trouble": ("type:/nowhere/class.git", "enter"),
            "said": ("escape", hear_git),
            "leaving": ("escape", leave_slowly),
            "leaving-unkept": ("escape", leave_unkept),
        },
    ),
    "broken": Group(AMARA, {"repair-unread": (break_file,), "repair": ("R",)}),
    "review": Group(
        AMARA,
        {
            "review": ("8",),
            "review-held": ("down",),
            "review-prepare": ("up", "e"),
            "review-with": ("tab", "tab", "n"),
            "review-alone": ("escape", "h"),
            "review-session": ("w", "type:lind", "enter"),
            "review-feedback": ("3", "g", "e", "type:You went up three times, once in the rain."),
            "review-why": ("escape", "i"),
            "review-closing": ("escape", "s", "type:Weigh it dry and wet", "enter", "escape", "f"),
            "review-leave": ("w", f"choose:{LEARNER}", hush, "x"),
            "review-take": ("escape", "enter"),
            "review-take-new": (f"choose:{NEW_GOAL}",),
            "review-step": ("escape", "n"),
            "evidence-feedbacks": ("escape", "2", "F"),
        },
        before=with_reviews,
    ),
    "put-away": Group(
        AMARA,
        {"journal-put-away": ("5", "w", "type:lind", "enter", hush), "me-put-away": ("6",), "today-looked-at": ("1",)},
    ),
    "recognising": Group(
        AMARA,
        {
            "recognitions": ("8", "tab"),
            "review-voice": ("w",),
            "review-somebody": (f"choose:{OTHER}",),
            "recognise-which": ("type:Jo Berg", "ctrl+s", hush, "A"),
            "recognise": ("space", "enter"),
        },
        before=with_reviews,
    ),
    "no-review": Group(NOOR, {"empty-review": ("tab", "8")}),
    "empty": Group(
        NOOR,
        {
            "empty-today": (),
            "empty-evidence": ("tab", "2"),
            "empty-framework": ("3",),
            "empty-goals": ("4",),
            "empty-history": ("escape", "r"),
        },
    ),
    "alone": Group(NOOR, {"empty-people": ("tab", "7")}),
    "begin": Group(NOBODY, {"begin": (), "join": ("ctrl+r",)}, before=all_gone),
    "shelf": Group(NOBODY, {"shelf": (), "shelf-rename": ("f2",)}, before=with_samples),
    "empty-own": Group(NOOR, {"empty-journal": ("tab", "5"), "empty-me": ("6",)}),
    "mentor": Group(NOBODY, {"mentor": ()}, before=many_wait, first=at_their_desk),
    "small": Group(AMARA, {"too-small": ()}, SMALL),
}
