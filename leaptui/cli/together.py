"""What the commands for reviewing share: whose words are written, and what they are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from leaptui.cli.here import Desk, Here
from leaptui.cli.pick import claimed_guideline, find_live
from leaptui.language import _
from leaptui.model.words import ROLES

if TYPE_CHECKING:
    from leaptui.model.change import Change
    from leaptui.model.records_others import Review
    from leaptui.model.voices import Voice

F = TypeVar("F", bound=Callable[..., object])


def by_somebody(*, required: bool = True) -> Callable[[F], F]:
    """Give a command `--by` and `--role`, and what these words are signed with: `--key` and `--sign`."""

    def given(function: F) -> F:
        says = "Whose words these are." if required else "Whose words these are; without it, the learner's."
        role = click.option(
            "--role",
            type=click.Choice(ROLES),
            metavar="ROLE",
            help=f"What they are to the learner: {', '.join(ROLES)}; without it, as among the people, else mentor.",
        )
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
        return click.option("--by", "name", metavar="NAME", required=required, help=says)(role(key(sign(function))))

    return given


def _set_key(ctx: click.Context, param: click.Parameter, value: str | None) -> None:  # noqa: ARG001  # click's signature
    if value is not None:
        ctx.ensure_object(Here).key = value


def _set_sign(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001  # click's signature
    ctx.ensure_object(Here).is_signing |= value


def voice_of(desk: Desk, name: str, role: str | None) -> Voice:
    """Whose words are written: a person of the portfolio by name or id, or somebody by their name."""
    from leaptui.model.voices import Voice, who

    person = desk.portfolio.people.get(who(desk.portfolio, name))
    return Voice(person.name if person else name, role or (person.role if person else "mentor"))


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
    desk.apply(sign_change(change, signer))


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
