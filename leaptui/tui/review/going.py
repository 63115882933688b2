"""What the parts of the Review screen tell it: where to go on."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class WentOn(Message):
    """Somebody wants to go to another part: `list`, `prepare`, `hold` or `closing`, with a review."""

    part: str
    review_id: str = ""
