"""Reading a review: as Markdown, as a page, as JSON."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Command
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import json_text, out, out_json, say
from leaptui.cli.together import find_review
from leaptui.language import _

if TYPE_CHECKING:
    from leaptui.model.canonical import Json, Record
    from leaptui.model.records import Attachment
    from leaptui.model.records_others import Review


@click.command(
    "show",
    cls=Command,
    short_help="Read a review.",
    examples=("leaptui review show", "leaptui review show 20cda0dc --html --output review.html"),
)
@click.argument("review", metavar="[ID]", required=False)
@click.option("--markdown", "form", flag_value="markdown", default=True, help="As Markdown; this is what you get.")
@click.option("--html", "form", flag_value="html", help="As one HTML page that stands alone, pictures in it.")
@click.option("--json", "form", flag_value="json", help="Print JSON: the record and all that was said in it.")
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write it there.")
@in_portfolio
@pass_here
def show_command(here: Here, review: str | None, form: str, output: Path | None) -> int:
    """Read a review: the page about the learner first, then each piece, what was said, what comes next.

    Without an id it is the one being held, else the last. What is private never stands on it.
    """
    from leaptui.model.review_page import review_page

    desk = here.open()
    one = find_review(desk, review)
    if form == "json":
        whole = _whole(desk, one)
        if output is None:
            out_json(whole)
            return 0
        return _write(output, f"{json_text(whole)}\n")
    page = review_page(desk.portfolio, desk.framework, one, partial(desk.shared.shown, portfolio=desk.portfolio))
    if form == "html":
        from leaptui.interchange.review_html import review_html

        text = review_html(page, lambda item: _content(desk, item))
    else:
        from leaptui.interchange.review_markdown import review_markdown

        text = review_markdown(page)
    if output is None:
        out(text.rstrip("\n"))
        return 0
    return _write(output, text)


def _write(output: Path, text: str) -> int:
    from leaptui.store.errors import StoreError
    from leaptui.store.files import explain, write_atomically

    try:
        write_atomically(output, text.encode("utf-8", "replace"))
    except OSError as error:
        raise StoreError(explain(error, _("{file} could not be written").format(file=output))) from error
    say(_("Wrote {file}.").format(file=output))
    return 0


def _content(desk: Desk, item: Attachment) -> bytes | None:
    """What an attachment holds; None where it is not here, or what lies there is not what was attached."""
    from leaptui.store.attachments import content_of
    from leaptui.store.errors import StoreError

    with suppress(OSError, StoreError):
        return content_of(desk.shared.path_of(item), item.sha256)
    return None


def _whole(desk: Desk, review: Review) -> Json:
    """The record of a review with all that was said in it, by table."""
    from leaptui.model.reviewed import pieces_in

    shown = {piece.id for piece in pieces_in(desk.portfolio, review)}
    claims = {claim.id for piece in shown for claim in desk.portfolio.claims_of.get(piece, ())}
    raw = desk.portfolio.raw("reviews", review.id) or {}
    evidence: list[Json] = [*sorted(shown)]
    said: dict[str, Json] = {**raw, "id": review.id, "evidence": evidence}
    for name in ("assessments", "feedback", "suggestions", "agreements"):
        records = desk.portfolio.document.get(name, {})
        found: list[Json] = [
            {**record, "id": key}
            for key, record in records.items()
            if record.get("review") == review.id and "deleted" not in record and _may_be_shown(record, shown | claims)
        ]
        said[name] = found
    return said


def _may_be_shown(record: Record, shown: set[str]) -> bool:
    """Whether what was said is about a piece that may be shown, or about none."""
    on = record.get("on")
    about = record.get("claim") or (on.get("id") if isinstance(on, dict) else None)
    return about is None or about in shown
