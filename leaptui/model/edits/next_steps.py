"""The step that comes next: a learner's own out of a review, or one that somebody suggested, which is taken or declined."""

from __future__ import annotations

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.edits.goals import add_goal, place_step
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_others import Review, Suggestion
from leaptui.model.text import clean_line, to_lines
from leaptui.model.titles import quoted


def take_step(
    portfolio: Portfolio, at: str, review_id: str, title: str, *, goal: str = "", new_goal: str = ""
) -> tuple[Change, str]:
    """Make what a review leads to a step of a goal, be it a new one; gives the change and the step's id. Raises Invalid."""
    draft = Draft(portfolio, at)
    step, goal_id = _place(draft, title, "", goal, {"title": clean_line(new_goal)})
    _keep_in_review(draft, review_id, step, goal_id)
    return draft.change(_("Took the next step {title}").format(title=quoted(clean_line(title)))), step


def accept_step(
    portfolio: Portfolio,
    at: str,
    suggestion_id: str,
    *,
    after: str | None = None,
    goal: str = "",
    new_goal: str = "",
) -> tuple[Change, str]:
    """Take a suggested step, after a given one or as the last; gives the change and the step's id. Raises Invalid.

    One that was declined can still be taken. It becomes a step of `goal`, or of a `new_goal` of that title, else of the goal it
    was suggested for. Where it was suggested in a review, that keeps it among what comes next.
    """
    suggestion = _suggestion(portfolio, suggestion_id, but=("accepted",))
    draft = Draft(portfolio, at)
    wanted = goal or ("" if clean_line(new_goal) else suggestion.goal)
    note = "\n".join(suggestion.note)
    step, goal_id = _place(draft, suggestion.title, note, wanted, _goal_of(portfolio, suggestion, new_goal), after)
    draft.patch("suggestions", suggestion_id, {"answer": "accepted", "step": step, "goal": goal_id, "why": None})
    if suggestion.review in portfolio.live(Review):
        _keep_in_review(draft, suggestion.review, step, goal_id)
    return draft.change(_("Took the suggested step {title}").format(title=quoted(suggestion.title))), step


def decline_step(portfolio: Portfolio, at: str, suggestion_id: str, why: str = "") -> Change:
    """Decline a suggested step; it stays to be read, with the reason. Raises Invalid."""
    suggestion = _suggestion(portfolio, suggestion_id, but=("accepted", "declined"))
    lines: list[Json] = [*to_lines(why)]
    draft = Draft(portfolio, at)
    draft.patch("suggestions", suggestion_id, {"answer": "declined", "why": lines})
    return draft.change(_("Declined the suggested step {title}").format(title=quoted(suggestion.title)))


def suggestions_for(portfolio: Portfolio, goal_id: str) -> list[Suggestion]:
    """The steps suggested for a goal: those that wait for an answer before the answered ones, each oldest first."""
    found = (one for one in portfolio.live(Suggestion).values() if one.goal == goal_id)
    return sorted(found, key=lambda one: (not one.is_open, one.created, one.id))


def open_suggestions(portfolio: Portfolio) -> list[Suggestion]:
    """The steps that somebody suggested and the learner has not answered, oldest first; none for a goal that is gone."""
    found = (one for one in portfolio.live(Suggestion).values() if one.is_open)
    there = (one for one in found if not one.goal or one.goal in portfolio.goals)
    return sorted(there, key=lambda one: (one.created, one.title, one.id))


def _suggestion(portfolio: Portfolio, suggestion_id: str, *, but: tuple[str, ...]) -> Suggestion:
    suggestion = portfolio.live(Suggestion)[suggestion_id]
    if suggestion.answer in but:
        raise Invalid(_("this suggestion was answered already"))
    return suggestion


def _place(
    draft: Draft, title: str, note: str, goal: str, new_goal: Fields, after: str | None = None
) -> tuple[str, str]:
    """Put a step into a goal, or a new goal with it into the draft; gives the ids of both. Raises Invalid."""
    words, portfolio = clean_line(title), draft.portfolio
    if not words:
        raise Invalid(_("a step needs a few words: what would you do?"))
    if goal in portfolio.goals:
        return place_step(draft, goal, words, note, after=after), goal
    if goal or not new_goal.get("title"):
        raise Invalid(_("say which goal the step belongs to"))
    change, made = add_goal(portfolio, draft.at, new_goal)
    for (table, record_id), edit in change.edits.items():
        draft.put(table, record_id, edit.after or {})
    return place_step(draft, made, words, note), made


def _keep_in_review(draft: Draft, review_id: str, step: str, goal: str) -> None:
    review = draft.portfolio.live(Review)[review_id]
    draft.patch("reviews", review_id, {"steps": [*review.steps, step], "goals": [*review.goals, goal]})


def _goal_of(portfolio: Portfolio, said: Suggestion, title: str) -> Fields:
    """A new goal that a suggested step begins: toward the guideline of the claim it was suggested at, proposed by who did."""
    claim = portfolio.claims.get(said.about.id) if said.about and said.about.table == "claims" else None
    aims: list[Json] = [{"guideline": claim.guideline}] if claim else []
    return {"title": clean_line(title), "guidelines": aims, "proposed_by": said.by}
