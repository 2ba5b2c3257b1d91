"""Metadata of web pages: title, authors, date, site, address and language, as the page declares them."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

# In order of how well they are kept; the first that is there counts.
_TITLES = ("og:title", "twitter:title")
_SITES = ("og:site_name", "application-name")
_ADDRESSES = ("og:url",)
_LANGUAGES = ("content-language", "dc.language")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_DATES = (
    "article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "publication_date",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dc.date",
)  # fmt: skip
_ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "Review")
_LONGEST_JSON = 500_000
_MOST_NODES = 2_000
_LONGEST = 500
_MOST_AUTHORS = 20
_BY = re.compile(r"by\s{1,9}", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:)?//|www\.", re.IGNORECASE)

Node = dict[str, Any]


def describe(tree: etree._Element) -> dict[str, Any]:
    """What a page says of its article, as arguments for one; nothing for what it doesn't say."""
    meta = _meta(tree)
    nodes = list(_nodes(tree))
    article = next((node for node in nodes if _is_article(node)), {})
    described = {
        "title": _first(meta, _TITLES) or _text(article.get("headline")) or _title(tree),
        "authors": tuple(_authors(tree, meta, article, nodes)),
        "published": _text(article.get("datePublished")) or _first(meta, _DATES) or _time(tree),
        "source": _first(meta, _SITES) or _publisher(article, nodes),
        "url": _address(tree, meta),
        "language": _language(tree, meta, article),
    }
    return {field: value for field, value in described.items() if value}


def _meta(tree: etree._Element) -> dict[str, list[str]]:
    """Contents of ``meta`` tags by name, in lower case."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        names = (element.get(kind) for kind in ("property", "name", "itemprop", "http-equiv"))
        name, content = next(filter(None, names), ""), _text(element.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first(meta: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _text(value: object) -> str | None:
    """A string on one line; ``None`` for anything else and for nothing."""
    return " ".join(value[: 4 * _LONGEST].split())[:_LONGEST] or None if isinstance(value, str) else None


def _content(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    return _text("".join(str(piece) for piece in element.itertext()))


def _title(tree: etree._Element) -> str | None:
    """The first heading where the window's title begins with it (a site's name often follows), else that title."""
    title, heading = _content(tree.find(".//title")), _content(tree.find(".//h1"))
    if title and heading and title.startswith(heading):
        return heading
    return title or heading


def _authors(tree: etree._Element, meta: dict[str, list[str]], article: Node, nodes: list[Node]) -> list[str]:
    declared = list(_names(article.get("author") or article.get("creator"), nodes))
    tagged = [name for key in _AUTHORS for name in meta.get(key, ())]
    names = declared or tagged or list(_linked_authors(tree))
    people = dict.fromkeys(_BY.sub("", name, count=1) if _BY.match(name) else name for name in names)
    return [name for name in people if name and not _ADDRESS.match(name)][:_MOST_AUTHORS]


def _linked_authors(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter("a", "span", "div", "p", "address"):
        marks = f"{element.get('rel') or ''} {element.get('itemprop') or ''}".lower().split()
        if "author" in marks and (name := _content(element)):
            yield name


def _time(tree: etree._Element) -> str | None:
    """The time that is marked as the date, or the first one inside the article."""
    for element in tree.iter("time", "meta", "span"):
        if (element.get("itemprop") or "").lower() == "datepublished":
            return _text(element.get("datetime") or element.get("content")) or _content(element)
    for main in tree.iter("article", "main"):
        times = (element.get("datetime") for element in main.iter("time"))
        return _text(next(filter(None, times), None))
    return None


def _address(tree: etree._Element, meta: dict[str, list[str]]) -> str | None:
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    addresses = (*(_text(link.get("href")) for link in links), _first(meta, _ADDRESSES))
    return next((url for url in addresses if url and _is_web_address(url)), None)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _language(tree: etree._Element, meta: dict[str, list[str]], article: Node) -> str | None:
    root = tree if tree.tag == "html" else tree.find(".//html")
    declared = None if root is None else root.get("lang") or root.get("xml:lang")
    return _text(declared) or _first(meta, _LANGUAGES) or _text(article.get("inLanguage"))


def _nodes(tree: etree._Element) -> Iterator[Node]:
    """Objects of the page's JSON-LD, in order."""
    count = 0
    for script in tree.iter("script"):
        waiting = [_json(script.text)] if "ld+json" in (script.get("type") or "").lower() else []
        while waiting and count < _MOST_NODES:
            count += 1
            value = waiting.pop()
            if isinstance(value, list):
                waiting.extend(reversed(value))
            elif isinstance(value, dict):
                yield value
                waiting.append(value.get("@graph"))


def _json(text: str | None) -> Any:
    """JSON as pages write it, with raw line ends inside strings; ``None`` if it's broken."""
    try:
        return json.loads(text, strict=False) if text and len(text) <= _LONGEST_JSON else None
    except (ValueError, RecursionError):
        return None


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(_ARTICLE_TYPES) for kind in kinds)


def _names(value: object, nodes: list[Node]) -> Iterator[str]:
    """Names of people and organisations: strings, objects, lists of them, or references to other objects."""
    for entry in value if isinstance(value, list) else [value]:
        named = entry
        if isinstance(entry, dict):
            named = entry.get("name") or next((n.get("name") for n in nodes if _is_same(n, entry)), None)
        yield from (name for one in (named if isinstance(named, list) else [named]) if (name := _text(one)))


def _is_same(node: Node, reference: Node) -> bool:
    return reference.get("@id") is not None and node.get("@id") == reference["@id"] and "name" in node


def _publisher(article: Node, nodes: list[Node]) -> str | None:
    return next(_names(article.get("publisher"), nodes), None)
