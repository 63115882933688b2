"""The rows of the table of results: what each tries, and which tests it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One thing to be trusted in: its name, what is tried, and the tests that try it."""

    name: str
    tries: str
    tests: tuple[str, ...]


ROWS = (
    Row(
        "merge",
        "merge of generated portfolios: commutative, idempotent, nothing lost, merged again the same, the unknown kept, "
        "canonical, no choice undone by an older clone; bases with open conflicts too",
        ("tests/merge/test_properties.py", "tests/merge/test_clones.py", "tests/merge/test_trash.py"),
    ),
    Row(
        "clones",
        "five clones that save, sync, go offline, delete, choose and write an older format, in any order",
        ("tests/sync/test_five_clones.py",),
    ),
    Row(
        "kill",
        "SIGKILL at every write, rename, link, unlink, mkdir, fsync, truncate of a save and of a sync, of us and of git",
        ("tests/sync/test_plug.py", "tests/sync/test_kill.py", "tests/store/test_kill.py"),
    ),
    Row(
        "disk",
        "no space, input/output error, no permission at every such touch of a save and of a sync, of us and of git",
        ("tests/sync/test_disk.py", "tests/store/test_trouble.py"),
    ),
    Row(
        "damage",
        "a file of 4 kB cut at every byte, and one byte changed at every offset",
        ("tests/store/test_damage.py",),
    ),
    Row(
        "good",
        "a file breaks after saves, syncs, choices, work by hand and copies of the folder, in any order: what stands in is the "
        "file as it was",
        ("tests/sync/test_last_good.py",),
    ),
    Row(
        "race",
        "all clones sync at once, 50 ms from the remote; eight programs save to one file, two apps write to one",
        ("tests/sync/test_race.py", "tests/store/test_many.py"),
    ),
    Row(
        "wire",
        "the line is cut after byte n each way, falls silent, or loses the answer, over http, https and ssh",
        ("tests/sync/test_wire.py",),
    ),
    Row(
        "hostile",
        "links, submodules, .GIT, .., twins of case and Unicode form, 16 MB and 100,000-deep JSON, keys twice, huge "
        "numbers, NaN, escape codes, markup, filters, URL options, a copied .git with hooks, fsmonitor "
        "and settings that name programs",
        ("tests/sync/test_hostile.py", "tests/sync/test_hostile_words.py", "tests/sync/test_copied_settings.py"),
    ),
    Row(
        "kiosk",
        "SIGKILL at random moments while two learners sign in, write and sign out at one machine, with and without a remote, "
        "and right after a wrong secret",
        ("tests/kiosk/test_kill.py",),
    ),
    Row("clocks", "clocks ten years apart: the same merged bytes", ("tests/sync/test_clocks.py",)),
    Row(
        "hands",
        "rewritten, emptied, unrelated remote; detached HEAD; rebase under way; lock of a living git; files staged by hand",
        ("tests/sync/test_refusals.py", "tests/sync/test_hand_work.py", "tests/sync/test_kinds_of_clones.py"),
    ),
)
