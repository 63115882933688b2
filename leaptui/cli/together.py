"""What the commands for reviewing share: whose words are written, and what they are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from leaptui.cli.here import Desk, Here
from leaptui.cli.output import out
from leaptui.cli.pick import claimed_guideline, find_goal, find_live
from leaptui.language import _
from leaptui.model.words import ROLES

if TYPE_CHECKING:
    from leaptui.model.change import Change, Key
    from leaptui.model.records_others import Review
    from leaptui.model.voices import Voice

F = TypeVar("F", bound=Callable[..., object])


def by_somebody(*, required: bool = True, is_learners: bool = True) -> Callable[[F], F]:
    """Give a command `--by` and `--role`, and what these words are signed with: `--key` and `--sign`.

    Where `--by` is not required, the words are the learner's without it, but for those that are never theirs (`is_learners`).
    """

    def given(function: F) -> F:
        theirs = "Whose words these are."
        says = theirs if required or not is_learners else "Whose words these are; without it, the learner's."
        role = click.option(
            "--role",
            type=click.Choice(ROLES),
            metavar="ROLE",
            help=f"What they are to the learner: {', '.join(ROLES)}; without it, as among the people.",
        )
        return click.option("--by", "name", metavar="NAME", required=required, help=says)(role(signed()(function)))

    return given


def signed() -> Callable[[F], F]:
    """Give a command what somebody's words are signed with: `--key` and `--sign`."""

    def given(function: F) -> F:
        key = click.option(
            "--key", metavar="PATH", expose_value=False, callback=_set_key, help="Sign it with this ssh key."
        )
        sign = click.option(
            "--sign",
            is_flag=True,
            expose_value=False,
            callback=_set_sign,
            help="Sign it with the key chosen on this machine (leaptui config), else with ssh's own.",
        )
        return key(sign(function))

    return given


def _set_key(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.ensure_object(Here).key = value


def _set_sign(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    ctx.ensure_object(Here).is_signing |= value


def agree_as(desk: Desk, about: Key, name: str | None, role: str | None, note: str = "") -> int:
    """Agree to a goal, a beginning or a review as it stands: as somebody, or without a name as the learner. Prints the id."""
    from leaptui.model.edits.agreeing import agree
    from leaptui.model.voices import is_learner, voice_of

    voice = voice_of(desk.portfolio, name, role or "") if name is not None else None
    review = about[1] if about[0] == "reviews" else ""
    today = desk.store.clock.today()
    change, made = agree(desk.portfolio, desk.at, voice, about, on=today, note=note, review=review)
    if voice is None or is_learner(desk.portfolio, voice.by(desk.portfolio)):
        desk.apply(change)
    else:
        say_it(desk, voice, change)
    out(made)
    return 0


def suggest_as(desk: Desk, name: str, role: str | None, goal: str, title: str, note: str = "", review: str = "") -> int:
    """Suggest a step in somebody's words, for a goal or in a review, or both. Prints the suggestion's id."""
    from leaptui.model.edits.statements import suggest
    from leaptui.model.voices import voice_of

    voice = voice_of(desk.portfolio, name, role or "")
    change, made = suggest(desk.portfolio, desk.at, voice, goal, title, note=note, review=review)
    say_it(desk, voice, change)
    out(made)
    return 0


def take_suggested(
    desk: Desk, suggestion: str, goal: str | None, new_goal: str | None, after: str | None = None
) -> int:
    """Take a suggested step into a goal, or into a new one. Prints the step's id."""
    from leaptui.model.edits.next_steps import accept_step
    from leaptui.model.records_others import Suggestion

    found = find_live(desk, suggestion, "suggestions")[1]
    if (goal and new_goal) or not (goal or new_goal or desk.portfolio.live(Suggestion)[found].goal):
        raise click.UsageError(_("say which goal it leads to: --goal or --new-goal"))
    change, made = accept_step(
        desk.portfolio,
        desk.at,
        found,
        after=find_live(desk, after, "steps")[1] if after else None,
        goal=find_goal(desk, goal) if goal else "",
        new_goal=new_goal or "",
    )
    desk.apply(change)
    out(made)
    return 0


def say_it(desk: Desk, voice: Voice, change: Change) -> None:
    """Do a change that writes somebody's words, and no other, signed where they can sign. Raises Refused, CannotSign."""
    from leaptui.model.voices import OtherVoice, check_voice
    from leaptui.signing.signer import find_signer, sign_change
    from leaptui.store.errors import Refused

    try:
        check_voice(desk.portfolio, change, voice)
    except OtherVoice as error:
        raise Refused(str(error)) from None
    here = click.get_current_context().ensure_object(Here)
    is_asked = here.is_signing or here.key is not None
    # Without a wish for it, the key chosen on this machine may be another's: it signs where the workspace knows whose it is.
    signer = find_signer(
        desk.store.workspace, voice.name, voice.role, here.key, is_asked=is_asked, is_shared=not is_asked
    )
    desk.apply(sign_change(change, signer, desk.portfolio.meta.learner.name))


def find_claim(desk: Desk, given: str) -> str:
    """Find a claim: `ID` of it, or of a piece that has one, or `ID/GUIDELINE`. Raises Refused where it is not clear."""
    from leaptui.store.errors import Refused

    prefix, mark, code = given.partition("/")
    table, record_id = find_live(desk, prefix, "evidence", "claims")
    if table == "claims":
        return record_id
    claims = desk.portfolio.claims_of.get(record_id, [])
    if mark:
        wanted = claimed_guideline(desk, code)
        claims = [claim for claim in claims if claim.guideline == wanted]
        if not claims:
            raise Refused(_("this piece is not tagged with {code}").format(code=desk.code(wanted)))
    if not claims:
        raise Refused(_("this piece is not tagged yet: “leaptui tag” says what it shows"))
    if len(claims) > 1:
        codes = ", ".join(desk.code(claim.guideline) for claim in claims)
        raise Refused(
            _("this piece shows {codes}: say which, as {example}").format(
                codes=codes, example=f"{prefix}/{desk.code(claims[0].guideline)}"
            )
        )
    return claims[0].id


def find_review(desk: Desk, given: str | None) -> Review:
    """Find a review; without an id the one that is open, else the last that was held. Raises Refused."""
    from leaptui.model.records_others import Review
    from leaptui.model.reviewed import last_held, reviews_of
    from leaptui.store.errors import Refused

    if given is not None:
        return desk.portfolio.live(Review)[find_live(desk, given, "reviews")[1]]
    being_held = next((one for one in reviews_of(desk.portfolio) if one.status == "open"), None)
    found = being_held or last_held(desk.portfolio) or next(iter(reviews_of(desk.portfolio)), None)
    if found is None:
        raise Refused(_("there is no review yet: “leaptui review prepare” begins one"))
    return found
