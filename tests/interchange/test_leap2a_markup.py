"""HTML from strangers becomes Markdown: its words and web addresses, and nothing else of it."""

from __future__ import annotations

import re

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from leaptui.interchange.leap2a_markup import from_html, read_line, read_text
from leaptui.interchange.leap2a_terms import Node

CONVERSIONS = {
    "paragraphs": ("<p>One\n  line</p><p>two</p>", ["One line", "", "two"]),
    "loose words": ("one<p>two</p>three", ["one", "", "two", "", "three"]),
    "breaks": ("Musterstrasse 1<br>Muster<br/>Swiss", ["Musterstrasse 1\\", "Muster\\", "Swiss"]),
    "emphasis": ("<b>My </b>and <em>your</em> <code>a_b * c</code>", ["**My** and *your* `a_b * c`"]),
    "emphasis over paragraphs": ("<b><p>one</p><p>two</p></b>", ["**one**", "", "**two**"]),
    "headings": ("<h1>A</h1><h4>B <i>c</i></h4>x", ["# A", "", "#### B *c*", "", "x"]),
    "lists": (
        "<ul><li>a<li>b<ul><li>c</li></ul></li></ul><ol><li>x</li><li>y</li></ol>",
        ["- a", "- b", "  - c", "1. x", "2. y"],
    ),
    "a quotation in a list": (
        "<ul><li>a<blockquote>q<p>r</p></blockquote></li></ul>",
        ["- a", "", "  > q", "", "  > r"],
    ),
    "links": (
        '<a href="http://a.example/b c(d)">go</a> <a href="mailto:x@y.example">mail</a> <a>none</a>',
        ["[go](http://a.example/b%20c%28d%29) [mail](mailto:x@y.example) none"],
    ),
    "a link around a heading": ('<a href="http://a.example/"><h3>T</h3></a>', ["### [T](http://a.example/)"]),
    "pictures": (
        '<img src="http://a.example/x.png" alt="a [gauge]"/> <img src="files/y.jpg" alt="mine">',
        ["![a \\[gauge\\]](http://a.example/x.png) mine"],
    ),
    "films": (
        '<object data="http://v.example/1"><embed src="http://v.example/1"></object><iframe src="http://v.example/2">',
        ["<http://v.example/1> <http://v.example/2>"],
    ),
    "a table under a head": (
        "<table><thead><tr><th>a</th><th>b|c</th></tr></thead><tr><td>1<p>2</p></td></tr></table>",
        ["| a | b\\|c |", "| --- | --- |", "| 1 2 |  |"],
    ),
    "rows with a head each": (
        "<table><tr><th>Town</th><td>Muster</td></tr><tr><th>Land</th><td>CH</td></tr></table>",
        ["- Town: Muster", "- Land: CH"],
    ),
    "a table for the layout": ("<table><tr><td><h4>V</h4><p>d</p></td></tr></table>e", ["#### V", "", "d", "", "e"]),
    "a table in a table": (
        "<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>",
        ["- a · b · c"],
    ),
    "program text": ("<pre>for x:\n    go(*x)</pre>", ["~~~", "for x:", "    go(*x)", "~~~"]),
    "entities": ("&auml; &amp;auml; &lt;b&gt; &#x41;&nbsp;b", ["ä &auml; \\<b> A b"]),
    "what would be Markdown": ("# a<p>- b<p>1. c<p>*d* _e_ snake_case [f](g)", None),
    "scripts and styles": ("a<script>if (a<b) x()</script><style>p{}</style>b", ["ab"]),
    "comments": ("a<!-- <p>x</p> --><!DOCTYPE x><?php y ?>b", ["ab"]),
    "broken markup": ("a < b <p <b>c</i></p></table></td>", ["a \\< b \\<p **c**"]),
}


@pytest.mark.parametrize(("source", "lines"), CONVERSIONS.values(), ids=CONVERSIONS.keys())
def test_html_becomes_markdown(source: str, lines: list[str] | None) -> None:
    expected = lines or [
        "\\# a",
        "",
        "\\- b",
        "",
        "1\\. c",
        "",
        "\\*d\\* \\_e\\_ snake_case \\[f](g)",
    ]
    assert from_html(source).lines == expected


def test_xhtml_becomes_the_same_markdown() -> None:
    inner = "<h:p>a <h:b>c</h:b></h:p><h:ul><h:li>d</h:li></h:ul>"
    node: Node = fromstring(f'<content xmlns:h="http://www.w3.org/1999/xhtml"><h:div>{inner}</h:div></content>')
    assert read_text(node, "xhtml").lines == ["a **c**", "", "- d"]
    assert read_text(node, "").lines == ["a **c**", "", "- d"], "markup in it is markup, whatever the type says"


def test_plain_text_is_left_as_it_is_but_for_the_indentation_of_the_xml() -> None:
    node: Node = fromstring("<content>\n      First *line*\n        second\r\n\n      third\n    </content>")
    assert read_text(node, "text").lines == ["First *line*", "  second", "", "third"]
    node = fromstring("<content>one\u2028two\u2029three\x85four</content>")
    assert read_text(node, "text").lines == ["one", "two", "three", "four"]


def test_a_title_is_one_line_without_markup() -> None:
    node: Node = fromstring("<title>&lt;b&gt;Rain&lt;/b&gt; &amp;amp;\n gauge</title>")
    assert read_line(node, "html") == "Rain & gauge"
    assert read_line(node, "text") == "<b>Rain</b> &amp; gauge"


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "portfolio:artefact3",
        "//a.example/x",
        "/etc/passwd",
        "http://",
        "http:///x",
        "http://a.example/" + "x" * 3000,
    ],
)
def test_only_addresses_of_the_web_and_of_mail_become_links(href: str) -> None:
    text = from_html(f'<a href="{href}">here</a><img src="{href}" alt="pic">')
    assert text.lines == ["herepic"]


def test_an_address_cannot_end_its_link_early() -> None:
    (line,) = from_html('<a href="http://a.example/x)[y](z) &lt;b>\\`">go</a>').lines
    assert line == "[go](http://a.example/x%29[y]%28z%29%20%3Cb%3E%5C%60)"


def test_addresses_of_files_are_remembered() -> None:
    text = from_html('<a href="files/a.pdf">a</a><img src="b.png"><img src="data:image/png;base64,xx"><a href="">c</a>')
    assert text.references == ("files/a.pdf", "b.png")


HOSTILE = [
    "<a ",
    '<a x="',
    "<!--",
    "<![CDATA[",
    "<",
    "</",
    "&",
    "&#1",
    "<b><p>",
    "<ul><li>",
    "<table><tr><td>",
    "<td>x",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_markup_comes_to_an_end(piece: str) -> None:
    # The standard library's parser needs minutes for each of these: its time grows with the square of the length.
    source = piece * 20_000
    for text in (from_html(f"{source}<p>end</p>"), from_html(f"<a {source}><p>end</p>")):
        assert "end" in text.lines[-1]


@given(st.text(alphabet=st.sampled_from("<>/abtpriduloh1=\"' &;#x[]()*_`|-!\n\r\0\x1b\x85\u2028\ud800"), max_size=300))
def test_no_markup_is_too_broken(source: str) -> None:
    for line in from_html(source).lines:
        assert not re.search("[\x00-\x08\n\r\x0b-\x1f\x7f-\x9f\u2028\ud800]", line)
        assert line == line.rstrip()


TAGS = [
    f"<{slash}{tag}>" for tag in ("p", "ul", "li", "b", "table", "tr", "td", "h2", "pre", "em") for slash in ("", "/")
]


@given(st.lists(st.sampled_from([*TAGS, "<a href='http://a.example'>", "</a>", "word ", "<br>"]), max_size=40))
def test_every_word_comes_through_any_nesting(pieces: list[str]) -> None:
    words = pieces.count("word ")
    text = "\n".join(from_html("".join(pieces)).lines)
    assert text.count("word") == words
