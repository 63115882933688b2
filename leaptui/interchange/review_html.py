"""The record of a review as one HTML page: it stands alone, runs nothing, asks nothing of the network, prints well.

What people wrote is escaped, or read as Markdown without its HTML and pictures; pictures of the pieces stand in it as data.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from html import escape

from leaptui.language import _, language
from leaptui.model.about_me import AboutPage
from leaptui.model.dates import full_day
from leaptui.model.records import Attachment
from leaptui.model.review_page import PageClaim, PagePiece, PageStep, ReviewPage
from leaptui.model.words import word

SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""The sorts of picture that stand on the page: none of them can hold a script."""

_STYLE = """
:root{color-scheme:light}
body{margin:2.5rem auto;max-width:46rem;padding:0 1.25rem;background:#fbf7ee;color:#2c2721;
font:17px/1.5 Georgia,'Iowan Old Style',serif}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .25rem;color:#14110d}
h2{font-size:1.25rem;margin:2.2rem 0 .3rem;padding-top:.9rem;border-top:1px solid #cdc1aa;color:#14110d}
h3{font-size:1rem;margin:1.2rem 0 .2rem}
p,ul{margin:.4rem 0}
ul{padding-left:1.3rem}
.dim{color:#685e50}
.code{font:bold .9em/1 ui-monospace,monospace;background:#ece4d4;border-radius:3px;padding:.15em .45em;margin-right:.4em}
.words{border-left:3px solid #cdc1aa;padding-left:1rem;margin:.7rem 0}
figure{margin:.8rem 0}
img{max-width:100%;height:auto;border:1px solid #cdc1aa}
figcaption{font-size:.9em;color:#685e50}
@media print{body{background:none;margin:0;max-width:none;font-size:11pt}h2{break-after:avoid}figure,li{break-inside:avoid}}
"""


def review_html(page: ReviewPage, picture: Callable[[Attachment], bytes | None]) -> str:
    """Write the page of a review; `picture` gives the content of an attachment, None where it is not here."""
    facts = [full_day(page.held_on) if page.held_on else "", page.status]
    if page.people:
        facts.append(_("with {names}").format(names=", ".join(page.people)))
    parts = [f"<h1>{escape(page.title)}</h1>", _dim(" · ".join(filter(None, facts))), *_about(page.about)]
    if page.questions.strip():
        lines = [line for line in page.questions.split("\n") if line.strip()]
        parts += [f"<h2>{escape(_('Questions'))}</h2>", _list([escape(line) for line in lines])]
    for piece in page.pieces:
        parts += _piece(piece, picture)
    if page.steps:
        parts += [f"<h2>{escape(_('What comes next'))}</h2>", _list([_step(step) for step in page.steps])]
    if page.notes.strip():
        parts += [f"<h2>{escape(_('Notes'))}</h2>", _markdown(page.notes)]
    if page.agreed:
        said = []
        for one in page.agreed:
            day = f", {full_day(one.on)}" if one.on else ""
            before = "" if one.as_it_stands else f" ({_('to what it said before')})"
            said.append(escape(f"{one.who}{day}{before}"))
        parts += [f"<h2>{escape(_('Agreed'))}</h2>", _list(said)]
    return _whole(page.title, "\n".join(parts))


def _whole(title: str, body: str) -> str:
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language())}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _about(about: AboutPage) -> list[str]:
    """The page about the learner, which opens the record."""
    if about.is_empty:
        return []
    parts = [f"<h2>{escape(about.heading)}</h2>", _markdown(about.text) if about.text else ""]
    for part in about.parts:
        items = [
            escape(item.words) + "".join(f' <span class="dim">{escape(fact)}</span>' for fact in item.facts)
            for item in part.items
        ]
        parts += [f"<h3>{escape(part.heading)}</h3>", _list(items)]
    return parts


def _piece(piece: PagePiece, picture: Callable[[Attachment], bytes | None]) -> list[str]:
    parts = [f"<h2>{escape(piece.title)}</h2>", _dim(" · ".join(piece.facts))]
    if piece.is_changed:
        parts.append(f"<p><strong>≠ {escape(_('changed since reviewed'))}</strong></p>")
    parts.append(_dim(piece.told))
    parts += [_figure(item, picture(item)) for item in piece.pictures]
    if piece.body.strip():
        parts.append(f'<div class="words">{_markdown(piece.body)}</div>')
    for claim in piece.claims:
        parts += _claim(claim)
    said = []
    for one in piece.feedback:
        about = _("on {aspect}").format(aspect=word(one.aspect, "aspect"))
        answer = f'<br><span class="dim">{escape(_("Answered:"))}</span> {_broken(one.answer)}' if one.answer else ""
        said.append(
            f'<strong>{escape(one.who)}</strong> <span class="dim">{escape(about)}</span> {_broken(one.text)}{answer}'
        )
    return [*parts, *([f"<h3>{escape(_('Feedback'))}</h3>", _list(said)] if said else [])]


def _figure(item: Attachment, data: bytes | None) -> str:
    alt = escape(item.alt.strip() or item.name, quote=True)
    if data is None or item.media_type not in SHOWN:
        return f'<p class="dim">{alt}</p>'
    source = f"data:{item.media_type};base64,{b64encode(data).decode('ascii')}"
    caption = f"<figcaption>{alt}</figcaption>" if item.alt.strip() else ""
    return f'<figure><img src="{source}" alt="{alt}">{caption}</figure>'


def _claim(claim: PageClaim) -> list[str]:
    rows = [f"{escape(_('own claim'))}: <strong>{escape(claim.level or _('no level claimed'))}</strong>"]
    if claim.why.strip():
        rows[0] += f"<br>{_broken(claim.why)}"
    for said in claim.said:
        facts = [said.decision, _("given before seeing others'") if said.blind else "", full_day(said.on)]
        note = f"<br>{_broken(said.note)}" if said.note.strip() else ""
        dim = f' <span class="dim">{escape(", ".join(filter(None, facts)))}</span>'
        rows.append(f"{escape(said.who)}: <strong>{escape(said.level)}</strong>{dim}{note}")
    standing = [_dim(f"{_('Stands at')} {claim.standing}")] if claim.standing else []
    head = f'<h3><span class="code">{escape(claim.code)}</span>{escape(claim.statement)}</h3>'
    return [head, _list(rows), *standing]


def _step(step: PageStep) -> str:
    sign = "✓" if step.is_done else "□"
    about = step.goal or _("suggested by {name}").format(name=step.by)
    return f'{sign} {escape(step.title)} <span class="dim">{escape(about)}</span>'


def _dim(text: str) -> str:
    return f'<p class="dim">{escape(text)}</p>' if text else ""


def _list(items: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _broken(text: str) -> str:
    """A text with its line breaks."""
    return "<br>".join(escape(line) for line in text.strip().split("\n"))


def _markdown(text: str) -> str:
    """Markdown as HTML: tags in it stay text, and it shows no pictures, which would be fetched from elsewhere."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).disable("image")
    return str(reader.render(text))
