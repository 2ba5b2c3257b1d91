"""The report as one web page: no script, nothing fetched, every mark in the text itself."""

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import jinja2

from scorer.escape import UNSAFE, plain_line
from scorer.report import words
from scorer.report.pieces import cut, marks
from scorer.report.summary import summarise

if TYPE_CHECKING:
    from scorer.report.folder import Entry
    from scorer.score import Score

_ARTICLE = "article.html.jinja"
_INDEX = "index.html.jinja"
_STYLE = "style.css"

_UNSEEN = re.compile(f"((?![\n\t])[{UNSAFE}])")
_RETURN = "\r"
_PICTURES = 0x2400  # the block of signs for the control characters, which a page can't hold
_DELETE, _DELETE_PICTURE = "\x7f", "\u2421"


class Run(NamedTuple):
    """Some text; ``code`` names the character where it is one that can't be seen."""

    text: str
    code: str


def render(score: "Score") -> str:
    """One self-contained page about ``score``; its text can be selected, searched and printed."""
    summary = summarise(score)
    return template(_ARTICLE).render(
        summary=summary,
        pieces=list(cut(score.article.text, list(marks(summary.notes)), score.article.residue or ())),
        language=plain_line(score.article.language or ""),
    )


def render_index(entries: "Sequence[Entry]") -> str:
    """The page of a folder of reports: its articles in the order given, each linked to its page."""
    return template(_INDEX).render(entries=entries)


def runs(text: str) -> Iterator[Run]:
    """Text cut so that each character that can't be seen stands alone; a carriage return needs no name."""
    for index, part in enumerate(_UNSEEN.split(text)):
        if index % 2 and part != _RETURN:
            yield Run(_visible(part), f"U+{ord(part):04X}")
        elif part:
            yield Run(part, "")


def _visible(character: str) -> str:
    if character == _DELETE:
        return _DELETE_PICTURE
    return chr(_PICTURES + ord(character)) if character < " " else character


def slug(name: str) -> str:
    """A name as a CSS class."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower())


@cache
def template(name: str) -> jinja2.Template:
    """A page by the name of its file, ready to be rendered; what it shows is escaped."""
    return _environment().get_template(name)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("scorer.report", "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = files("scorer.report").joinpath(_STYLE).read_text(encoding="utf-8")
    digest = hashlib.sha256(style.encode()).digest()
    environment.globals.update(words=words, style=style, style_hash=base64.b64encode(digest).decode())
    environment.filters.update(runs=runs, slug=slug)
    return environment
