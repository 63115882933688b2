"""The one sentence a sync ends in."""

from __future__ import annotations

from leaptui.language import _, and_list, ngettext
from leaptui.model.text import clean_line
from leaptui.sync.gone import gone_words
from leaptui.sync.outcome import SyncKind, SyncOutcome

_MOST_PORTFOLIOS = 3


def sentence_for(outcome: SyncOutcome) -> str:
    """Say how a sync ended, what waits for the learner and which files were left out.

    The outcome's own sentence is what stopped it, if anything did.
    """
    parts = [_main(outcome)]
    for is_here in (True, False):
        if gone := [one for one in outcome.gone if one.is_here is is_here]:
            parts.append(gone_words(gone))
    if outcome.conflicts:
        parts.append(_waiting(outcome))
    if outcome.skipped:
        parts.append(outcome.skipped[0].words)
    more = len(outcome.skipped) - 1
    if more > 0:
        parts.append(ngettext("{n} more file to look at", "{n} more files to look at", more).format(n=more))
    text = "; ".join(part.rstrip(".") for part in parts)
    return f"{text[:1].upper()}{text[1:]}."


def _waiting(outcome: SyncOutcome) -> str:
    """Say how many fields wait for a choice and, where the workspace has several portfolios, in which of them."""
    said = ngettext(
        "{n} field changed on both sides and waits for a choice",
        "{n} fields changed on both sides and wait for a choice",
        outcome.conflicts,
    ).format(n=outcome.conflicts)
    if len(outcome.waiting) == 1:
        return said
    found = [(clean_line(name), count) for name, count in sorted(outcome.waiting.items()) if count]
    if len(found) == 1:
        return _("{said}, in the portfolio “{portfolio}”").format(said=said, portfolio=found[0][0])
    named = [_("{n} in “{portfolio}”").format(n=count, portfolio=name) for name, count in found[:_MOST_PORTFOLIOS]]
    more = sum(count for _name, count in found[_MOST_PORTFOLIOS:])
    if more:
        named.append(_("{n} elsewhere").format(n=more))
    return f"{said}: {and_list(named)}"


def _main(outcome: SyncOutcome) -> str:
    if outcome.sentence:
        return outcome.sentence
    if outcome.kind is SyncKind.NO_REMOTE:
        return _(
            "this workspace is on this machine only, with its history kept: "
            "“leaptui connect ADDRESS” connects it to a remote"
        )
    if outcome.kind is SyncKind.NOTHING_NEW:
        return _("in sync: nothing new here or on the remote")
    if outcome.sent and outcome.received:
        both = _("synced: {sent} sent, {received} received")
        return both.format(sent=outcome.sent.words, received=outcome.received.words)
    if outcome.sent:
        return _("synced: {sent} sent").format(sent=outcome.sent.words)
    return _("synced: {received} received").format(received=outcome.received.words) if outcome.received else _("synced")
