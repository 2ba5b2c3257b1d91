"""Web pages made into articles: all of the text that a reader sees, and what lies outside the main text.

Extractors that keep only the main text delete the evidence (comment forms, lists of keywords,
prompts to subscribe). So the whole page is scored and the article's ``residue`` tells which spans an extractor
would have dropped.
"""

import re
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from scorer.article import Article
from scorer.corpus.read.encoding import WINDOWS, encoding_of, web_encoding
from scorer.corpus.read.layout import DEEPEST, Layout, TooDeepError, lay_out
from scorer.corpus.read.metadata import describe
from scorer.corpus.read.page import Page
from scorer.corpus.read.residue import residue
from scorer.corpus.reject import Reject
from scorer.errors import ArticleError
from scorer.score import check

PAGE_LIMIT = 4 * 2**20
"""Bytes, or characters, of the largest page that is parsed."""
_CARRIES = frozenset({"title", "authors", "published", "source"})  # a page has a place for these, filled or not
_MOST_ATTRIBUTES = 1_000  # the parser compares each attribute of a tag with all before it
_ENCODING_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([a-zA-Z0-9_.:-]{1,40})"""
)
_ENCODING_PLACE = 4096
_TAG = re.compile(r"""<[a-zA-Z](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')|=)*+""")
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")


def parse(page: Page) -> Article | Reject:
    """The article on ``page``, or the reject. What the page's record knows goes before what the page says."""
    raw = page.markup if isinstance(page.markup, bytes) else page.markup.encode("utf-8", "replace")
    try:
        return _article(page)
    except ArticleError as error:
        return page.place.reject(error.reason, str(error), raw=raw, id=page.known.get("id"))


def _article(page: Page) -> Article:
    tree = parse_markup(page.markup, page.encoding)
    layout = _laid_out(tree)
    known: dict[str, Any] = {"id": page.place.default_id, "path": page.place.path, "row": page.place.row, "extra": {}}
    known |= describe(tree) | {field: value for field, value in page.known.items() if value not in (None, ())}
    known["carries"] = _CARRIES | page.known.get("carries", frozenset())
    # The extractor changes the tree, so it comes last.
    spans = residue(tree, layout, known.get("title"))
    article = Article(layout.text, derived=True, residue=spans, **known)
    check(article)
    return article


def _laid_out(tree: etree._Element) -> Layout:
    try:
        return lay_out(tree)
    except TooDeepError as error:
        raise ArticleError(f"tags nest more than {DEEPEST:,} deep", reason="too-deep") from error


def parse_markup(markup: str | bytes, encoding: str | None = None) -> HtmlElement:
    """The tree of a page, which came with the name of its ``encoding`` if that was told.

    Raises:
        ArticleError: if the page is empty, too large, or made to choke the parser.
    """
    if len(markup) > PAGE_LIMIT:
        raise ArticleError(f"the page has {len(markup):,} bytes; at most {PAGE_LIMIT:,} are parsed", reason="too-large")
    text = markup if isinstance(markup, str) else decode_page(markup, encoding)
    if _has_a_crowded_tag(text):
        raise ArticleError(f"a tag has more than {_MOST_ATTRIBUTES:,} attributes", reason="too-large")
    parser = HTMLParser(
        huge_tree=True, no_network=True, recover=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    data = text.replace("\0", "\ufffd").encode("utf-8", "replace")
    tree: HtmlElement | None = etree.fromstring(data, parser) if data.strip() else None
    if tree is None:
        raise ArticleError("the page is empty; an article needs words", reason="no-text")
    return tree


def decode_page(data: bytes, told: str | None = None) -> str:
    """The text of a page: by its byte order mark, as UTF-8, as was ``told`` or it declares, or as Windows-1252.

    UTF-8 goes before the declaration: other encodings hardly ever look like UTF-8, and pages often declare wrongly.
    """
    encoding, length = encoding_of(data)
    if length:
        return data[length:].decode(encoding, "replace")
    declared = web_encoding(told) or _declared_encoding(data)
    if not data.isascii() or declared is None:
        try:
            return data.decode()
        except UnicodeDecodeError:
            declared = declared or WINDOWS
    return data.decode(declared, "replace")


def _declared_encoding(data: bytes) -> str | None:
    match = _ENCODING_DECLARED.search(data[:_ENCODING_PLACE].lower())
    return web_encoding(match[1].decode()) if match else None


def _has_a_crowded_tag(text: str) -> bool:
    tags = (match[0] for match in _TAG.finditer(text) if len(match[0]) > 2 * _MOST_ATTRIBUTES)
    return any(len(_VALUE.sub("", tag).split()) > _MOST_ATTRIBUTES for tag in tags)
