"""The rows of the table: what is measured, against what, and what it is to stay under."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks import carrying, signing_in, starts, work
from tests.benchmarks.measure import Measured
from tests.benchmarks.place import Place


@dataclass(frozen=True)
class Row:
    """One row: its name on the command line, what it says, and the ratio it is to stay under."""

    name: str
    says: str
    against: str
    target: float
    measure: Callable[[Place, int], Measured]


ROWS = (
    Row(
        "desk",
        "first frame with the samples: the desk and its panes",
        "an ordinary Textual app's",
        1.5,
        starts.desk_with_samples,
    ),
    Row(
        "start",
        "the same, all of the portfolio in it",
        "an ordinary Textual app's",
        1.5,
        starts.first_frame_with_samples,
    ),
    Row(
        "desk-many",
        "first frame with {pieces} pieces: the desk and its panes",
        "a minimal Textual app's",
        2.5,
        starts.desk_with_many,
    ),
    Row(
        "start-many",
        "the same, all of the portfolio in it",
        "a minimal Textual app's",
        2.5,
        starts.first_frame_with_many,
    ),
    Row(
        "chooser",
        "a workspace of {portfolios} portfolios, to its chooser",
        "a minimal app's first frame",
        2.5,
        starts.chooser,
    ),
    Row(
        "mentor",
        "the mentor's desk over {portfolios} portfolios, until all that waits is told",
        "a minimal app's first frame",
        2.5,
        starts.mentors_desk,
    ),
    Row(
        "sign-in",
        "a shared machine of {portfolios} learners: from the PIN to one's own Today",
        "hashing the PIN once",
        1.5,
        signing_in.signing_in,
    ),
    Row(
        "search",
        "a key in the search to the painted frame, {pieces} pieces",
        "filling an OptionList of 1,000",
        0.3,
        starts.search_key,
    ),
    Row(
        "save",
        "one edit saved, {pieces} pieces",
        "serialising and fsync-writing the same bytes",
        3,
        work.one_edit_saved,
    ),
    Row(
        "merge", "merging two sides with 1 % changed, {pieces} pieces", "parsing the file once with json", 3, work.merge
    ),
    Row(
        "sync-nothing",
        "a sync with nothing new, in a school's workspace of years",
        "`git fetch` and `git status`",
        2,
        carrying.nothing_new,
    ),
    Row(
        "sync-keys",
        "the longest wait of a key while a sync brings in a change, {pieces} pieces",
        "50 ms",
        1,
        carrying.keys_while_syncing,
    ),
    Row("version", "`leaptui --version`", "an empty Python start", 5, work.version),
    Row("help", "`leaptui --help`", "an empty Python start", 5, work.help_),
    Row("memory", "peak memory with the samples", "a minimal app's", 2.5, starts.memory_with_samples),
    Row("memory-many", "peak memory with {pieces} pieces", "a minimal app's", 2.5, starts.memory_with_many),
)
