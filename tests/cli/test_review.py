"""Reviews by command: prepared by the learner, held with a mentor, closed by both, and read."""

from __future__ import annotations

import base64
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Shell

LIND = ("--by", "J. Lind", "--role", "mentor")

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture."""


def one(shell: Shell, table: str) -> dict[str, object]:
    """The one record of a table."""
    (record,) = shell.records(table).values()
    return dict(record)


@pytest.fixture
def piece(shell: Shell) -> str:
    return shell("add", "Rain gauge v2", "--tag", "D4=growing", "--why", "I measured it", "--body", "Ten *pours*.").id


@pytest.fixture
def review(shell: Shell, piece: str) -> str:
    made = shell("review", "prepare", piece, "--question", "Is it good enough?", "--with", "J. Lind")
    assert "1 new, 0 changed since reviewed, 1 without feedback yet" in made.err
    shell("review", "open", made.id)
    return made.id


def test_an_assessment_is_kept_as_the_words_of_who_gave_it(shell: Shell, piece: str) -> None:
    ended = shell(
        "assess", f"{piece}/D4", "--level", "3", *LIND, "--note", "It works.", "--decision", "deeper", "--blind"
    )
    assert ended.err == "J. Lind said of D4 of “Rain gauge v2”: demonstrated.\n"
    record = one(shell, "assessments")
    assert (record["by"], record["role"], record["level"]) == ("J. Lind", "mentor", "demonstrated")
    assert (record["note"], record["decision"], record["blind"]) == (["It works."], "deeper", True)
    assert one(shell, "claims")["level"] == "growing"


def test_an_assessment_says_what_it_needs(shell: Shell, piece: str) -> None:
    assert "--by" in shell.refuses("assess", piece, "--level", "3", code=2)
    assert "a level, a decision or a few words" in shell.refuses("assess", piece, *LIND)
    assert "other than the learner" in shell.refuses("assess", piece, "--level", "3", "--by", "Amara Okafor")
    assert "not tagged with C1" in shell.refuses("assess", f"{piece}/C1", "--level", "3", *LIND)
    shell("tag", piece, "--guideline", "L5")
    assert f"shows D4, L5: say which, as {piece}/D4" in shell.refuses("assess", piece, "--level", "3", *LIND)


def test_feedback_is_given_listed_with_what_is_lacking_and_answered_in_words(shell: Shell, piece: str) -> None:
    made = shell("feedback", "give", piece, "One change, then ten pours.", "--aspect", "process", *LIND).id
    listed = shell("feedback", "list", piece, "--new")
    assert "J. Lind  process  Rain gauge v2  One change, then ten pours.  new" in listed.out
    assert "No words on effort or mastery yet." in listed.err
    shell("feedback", "answer", made[:6], "I will weigh\nthe funnel.")
    assert one(shell, "feedback")["answered"] == ["I will weigh", "the funnel."]
    assert shell("feedback", "list", "--new", "--json").json == []
    shell("feedback", "answer", made)
    assert one(shell, "feedback")["answered"] is True


def test_a_recognition_stands_on_evidence_and_on_the_word_of_somebody_else(shell: Shell, piece: str) -> None:
    words = ("recognise", "Measures what she builds", "--guideline", "D4", "--evidence", piece)
    assert "nobody but the learner has said" in shell.refuses(*words, *LIND)
    assert "other than the learner" in shell.refuses(*words, "--by", "Amara Okafor", "--level", "3")
    assert "demonstrated or beyond" in shell.refuses(*words, *LIND, "--level", "growing")
    assert "stands on evidence" in shell.refuses("recognise", "X", "--guideline", "C1", "--evidence", piece, *LIND)
    made = shell(*words, *LIND, "--level", "3", "--criteria", "Ten pours.").id
    assert made[:8] in shell("recognise", "--list").out
    record = one(shell, "recognitions")
    assert record["guidelines"] == [{"guideline": "leap-2020:D4", "level": "demonstrated"}]
    assert not {"minutes", "hours"} & record.keys()
    assert shell("check").code == 0


def test_a_badge_is_evidence_like_any_other(shell: Shell) -> None:
    badge = shell("add", "First aid", "--kind", "badge", "--tag", "C4.b").id
    shell("assess", badge, "--level", "demonstrated", "--by", "Red Cross", "--role", "community")
    shell("recognise", "First aider", "--guideline", "C4.b", "--evidence", badge, "--by", "Red Cross")
    assert one(shell, "recognitions")["by"] == "Red Cross"


def test_a_review_is_held_closed_by_both_and_read(shell: Shell, piece: str, review: str) -> None:
    for level in ("growing", "demonstrated"):
        shell("assess", piece, "--level", level, *LIND, "--review", review)
    assert one(shell, "assessments")["level"] == "demonstrated"
    shell("feedback", "give", piece, "Ten pours: well done.", *LIND, "--review", review)
    suggestion = shell("review", "step", review, "Weigh the funnel", *LIND).id
    assert shell.ends("review", "close", review).code == 3
    shell("review", "open", review)
    shell("review", "take", suggestion, "--new-goal", "Know how sure I am")
    assert one(shell, "goals")["title"] == "Know how sure I am"
    assert one(shell, "suggestions")["answer"] == "accepted"
    shell("review", "edit", review, "--notes", "We meet again.")
    shell("review", "agree", review)
    shell("review", "agree", review, *LIND)
    shell("review", "close", review)
    page = shell("review", "show").out
    for words in (
        "# Review of 11 March 2026",
        "with J. Lind (mentor)",
        "- Is it good enough?",
        "### D4 Demonstrate",
        "- own claim: growing: I measured it",
        "- **J. Lind (mentor)**: demonstrated, 11 March 2026",
        "*Stands at demonstrated, says J. Lind (mentor) on 11 March 2026 of “Rain gauge v2”; own claim: growing*",
        "- **J. Lind (mentor)** on process: Ten pours: well done.",
        "- [ ] Weigh the funnel (Know how sure I am)",
        "We meet again.",
        "- Amara Okafor, 11 March 2026",
        "- J. Lind (mentor), 11 March 2026",
    ):
        assert words in page, words
    shell("edit", piece, "--title", "Rain gauge v3")
    assert "*changed since reviewed*" in shell("review", "show", review).out
    assert "≠ 1 changed since" in shell("review", "list").out
    shell("review", "edit", review, "--notes", "Never.")
    assert "J. Lind (mentor), 11 March 2026 (to what it said before)" in shell("review", "show", review).out


def test_what_is_private_is_never_in_a_review(shell: Shell, piece: str, review: str) -> None:
    shell("feedback", "give", piece, "Seen by us two.", *LIND, "--review", review)
    shell("edit", piece, "--private")
    for form in ("--markdown", "--html", "--json"):
        page = shell("review", "show", review, form).out
        assert "Rain gauge" not in page
        assert "Seen by us two." not in page
    assert "kept out of reviews" in shell.refuses("review", "prepare", piece)
    assert "kept out of reviews" in shell.refuses("assess", piece, "--level", "3", *LIND)


class Page(HTMLParser):
    """What a browser would see: tags, and addresses it would fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [
            value or "" for name, value in attrs if name in {"src", "srcset", "action", "data", "poster"}
        ]
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.handlers += [name for name, _value in attrs if name.startswith("on")]


def test_the_page_stands_alone_and_runs_nothing(shell: Shell, tmp_path: Path) -> None:
    picture = tmp_path / "gauge.png"
    picture.write_bytes(PIXEL)
    drawing = tmp_path / "bad.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    body = "<script>alert(1)</script>\n\n![x](https://example.org/x.png) [y](javascript:alert(1)) <img src=x onerror=alert(1)>"
    piece = shell(
        *("add", 'A "<b>gauge</b>"', "--tag", "D4=growing", "--why", "<i>why</i>", "--body", body),
        *("--attach", str(picture), "--attach", str(drawing)),
    ).id
    review = shell("review", "prepare", piece, "--question", "<script>q</script>").id
    shell("feedback", "give", piece, "<script>f</script>", "--by", "<b>J</b>", "--review", review)
    shell("review", "show", review, "--html", "--output", str(tmp_path / "page.html"))
    text = (tmp_path / "page.html").read_text("utf-8")
    page = Page(text)
    assert not page.tags & {"script", "iframe", "object", "embed", "link", "form", "svg", "b", "i"}
    assert page.handlers == []
    assert page.addresses == [f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"]
    assert page.links == ["https://example.org/x.png"]
    assert "default-src 'none'" in text
    assert "&lt;script&gt;q&lt;/script&gt;" in text


def test_a_piece_that_another_learner_shares_is_printed_with_its_words_and_nothing_private_of_theirs(
    shell: Shell, tmp_path: Path
) -> None:
    shell("new", "ravi", "--learner", "Ravi Nair")

    def ravi(*words: str) -> Ended:
        return shell("--portfolio", "ravi", *words)

    def mine(*words: str) -> Ended:
        return shell("--portfolio", "amara", *words)

    picture = tmp_path / "wires.png"
    picture.write_bytes(PIXEL)
    people = [
        ravi("people", "add", name, *more).id for name, more in (("Bo Karlsson", ()), ("Uncle Dev", ("--private",)))
    ]
    theirs = ravi(
        *("add", "Wiring", "--kind", "product", "--place", "makerspace", "--body", "Red to *red*.\n\n<b>bold</b>"),
        *(
            "--attach",
            str(picture),
            "--with",
            people[0],
            "--with",
            people[1],
            "--tag",
            "D4=growing",
            "--why",
            "Mine alone",
        ),
    ).id
    ravi("feedback", "give", theirs, "Between us two.", *LIND)
    ravi("share", theirs, "--with", "amara")
    taken = mine("share", "--take", theirs[:8]).id
    mine("tag", taken, "--guideline", "C1=growing", "--why", "We built it together")
    review = mine("review", "prepare", taken).id

    markdown, html = (mine("review", "show", review, form).out for form in ("--markdown", "--html"))
    for page in (markdown, html):
        for words in ("makerspace", "with Bo Karlsson", "The words and files are Ravi Nair", "We built it together"):
            assert words in page
        for words in ("Uncle Dev", people[1], "Mine alone", "Between us two."):
            assert words not in page
    assert "> Red to *red*." in markdown
    assert "Red to <em>red</em>." in html
    assert "<b>" not in html
    assert Page(html).addresses == [f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"]

    ravi("edit", theirs, "--private")
    for form in ("--markdown", "--html"):
        page = mine("review", "show", review, form).out
        assert "does not share this piece any more" in page
        assert not [words for words in ("Red to", "makerspace", "Bo Karlsson", "base64,") if words in page]


@pytest.mark.parametrize("how", ["link", "changed", "gone"])
def test_a_picture_that_is_not_what_was_attached_does_not_stand_on_the_page(
    shell: Shell, tmp_path: Path, how: str
) -> None:
    picture = tmp_path / "gauge.png"
    picture.write_bytes(PIXEL)
    piece = shell("add", "Rain gauge v2", "--attach", str(picture), "--alt", "The gauge").id
    review = shell("review", "prepare", piece).id
    assert Page(shell("review", "show", review, "--html").out).addresses
    (kept,) = shell.path.with_suffix(".files").iterdir()
    kept.unlink()
    if how != "gone":
        (tmp_path / "secret").write_bytes(b"somebody else's")
        kept.symlink_to(tmp_path / "secret") if how == "link" else kept.write_bytes(b"something else")
    page = shell("review", "show", review, "--html").out
    assert Page(page).addresses == []
    assert "The gauge" in page


def test_a_review_is_written_to_a_file_in_every_form(shell: Shell, review: str, tmp_path: Path) -> None:
    for form in ("--markdown", "--html", "--json"):
        page = tmp_path / f"page{form}"
        assert shell("review", "show", review, form, "--output", str(page)).out == ""
        assert page.read_text("utf-8") == shell("review", "show", review, form).out
    nowhere = tmp_path / "nowhere" / "page.html"
    said = shell.refuses("review", "show", review, "--html", "--output", str(nowhere))
    assert said.startswith(f"{nowhere} could not be written")
    assert ".leaptui-tmp" not in said


def test_a_recognition_that_names_nothing_is_misuse(shell: Shell, piece: str) -> None:
    for words in ((), ("--guideline", "D4"), ("--evidence", piece)):
        assert "--guideline and --evidence" in shell.refuses("recognise", "X", *words, *LIND, code=2)
    assert shell("feedback", "list").err == "There is no feedback yet.\n"


def test_review_says_what_it_needs(shell: Shell, piece: str) -> None:
    assert "there is no review yet" in shell.refuses("review", "show")
    assert "say what to do" in shell.refuses("review", code=2)
    empty = shell("review", "prepare").id
    assert "needs a piece of evidence" in shell.refuses("review", "open", empty)
    assert "--add" in shell.refuses("review", "edit", empty, code=2)
    shell("review", "edit", empty, "--add", piece, "--with", "J. Lind", "--title", "First talk")
    assert "First talk" in shell("review", "list").out
    assert "--goal or --new-goal" in shell.refuses("review", "step", empty, "Weigh it", code=2)
