"""The one sentence a sync ends in."""

from __future__ import annotations

from leaptui.sync.outcome import SyncKind, SyncOutcome, plural


def sentence_for(outcome: SyncOutcome) -> str:
    """Say how a sync ended, what waits for the learner and which files were left out.

    The outcome's own sentence is what stopped it, if anything did.
    """
    parts = [_main(outcome)]
    if outcome.conflicts:
        fields = plural(outcome.conflicts, "field")
        parts.append(f"{fields} changed on both sides and {'waits' if outcome.conflicts == 1 else 'wait'} for a choice")
    if outcome.skipped:
        parts.append(outcome.skipped[0].words)
    if len(outcome.skipped) > 1:
        parts.append(f"{plural(len(outcome.skipped) - 1, 'more file')} to look at")
    text = "; ".join(part.rstrip(".") for part in parts)
    return f"{text[:1].upper()}{text[1:]}."


def _main(outcome: SyncOutcome) -> str:
    if outcome.sentence:
        return outcome.sentence
    if outcome.kind is SyncKind.NO_REMOTE:
        return (
            "this workspace is on this machine only, with its history kept: "
            "`leaptui sync --remote ADDRESS` connects it to a remote"
        )
    if outcome.kind is SyncKind.NOTHING_NEW:
        return "in sync: nothing new here or on the remote"
    sent = f"{outcome.sent.words} sent" if outcome.sent else ""
    received = f"{outcome.received.words} received" if outcome.received else ""
    return f"synced: {', '.join(part for part in (sent, received) if part)}".removesuffix(": ")
