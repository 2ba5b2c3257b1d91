"""Records: rows of named values made into articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from scorer.article import METADATA, Article
from scorer.corpus.jsontext import json_text
from scorer.corpus.read.page import Item, Page
from scorer.corpus.reject import Place
from scorer.errors import ArticleError, InputError
from scorer.escape import plain
from scorer.score import check
from scorer.strict import strict_json

# The names of a record's fields; of several the first that is there counts.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text",),
    "id": ("id",),
    "title": ("title",),
    "url": ("url",),
    "source": ("source",),
    "published": ("published", "date"),
    "authors": ("authors", "author"),
    "language": ("language", "lang"),
    "html": ("html",),
}
_USUAL_TEXT_NAMES = ("body", "content", "article", "article_text", "maintext", "story", "raw_content")
_STRINGS = ("title", "url", "source", "published", "language")
_SHOWN_NAMES = 12
_MOST_NAMES, _MOST_LAYOUTS = 64, 256  # so much is remembered of how records look


class Fields:
    """Which names of a record hold what an article is made of.

    Args:
        renames: field to the name it has here, e.g. ``{"text": "body"}``.
        keep_rows: whether articles carry the row that they came in.

    Raises:
        InputError: if a field isn't one that an article is made of.
    """

    def __init__(self, renames: Mapping[str, str] | None = None, *, keep_rows: bool = False) -> None:
        self.keep_rows = keep_rows
        renames = renames or {}
        if unknown := [name for name in renames if name not in _NAMES]:
            raise InputError(f"no field is called {unknown[0]!r}; the fields are {', '.join(_NAMES)}")
        self._names = {field: (renames[field],) if field in renames else names for field, names in _NAMES.items()}
        self._layouts: dict[tuple[str, ...], _Layout] = {}

    def name(self, field: str, record: Mapping[str, Any]) -> str | None:
        """The name under which ``record`` holds ``field``; ``None`` if it doesn't."""
        return next((name for name in self._names[field] if record.get(name) is not None), None)

    def given(self, names: Mapping[str, Any] | list[str]) -> bool:
        """Whether there is a field for the text, or for a page that holds it."""
        return any(name in names for field in ("text", "html") for name in self._names[field])

    def missing(self, path: str, names: Mapping[str, Any] | list[str]) -> str:
        """What to say when there is no field for the text."""
        wanted = self._names["text"][0]
        found = [plain(str(name)) for name in names]
        shown = ", ".join(found[:_SHOWN_NAMES]) + (", …" if len(found) > _SHOWN_NAMES else "")
        place = f"no {plain(wanted)!r} field in {plain(path)}; found: {shown or 'nothing'}"
        return f"{place}; rename with --field text={_likely(wanted, found) or 'NAME'}"

    def carried(self, record: Mapping[str, Any]) -> frozenset[str]:
        """The metadata that ``record`` has a name for, even where nothing stands there."""
        return self._layout(record).carries

    def split(self, record: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The values of the fields that are there, and what else the record holds."""
        layout = self._layout(record)
        known = {field: value for field, name in layout.sure if (value := record[name]) is not None}
        extra = {name: record[name] for name in layout.others}
        for field in layout.contested:
            counting = self.name(field, record)
            if counting is not None:
                known[field] = record[counting]
            for name in self._names[field]:
                if name == counting or record.get(name) is None:
                    extra.pop(name, None)
        return known, extra

    def _layout(self, record: Mapping[str, Any]) -> "_Layout":
        """Where the fields stand in records with these names; rows of one file mostly have the same."""
        names = tuple(record)
        layout = self._layouts.get(names)
        if layout is None:
            layout = self._laid_out(names)
            if len(names) <= _MOST_NAMES and len(self._layouts) < _MOST_LAYOUTS:
                self._layouts[names] = layout
        return layout

    def _laid_out(self, names: tuple[str, ...]) -> "_Layout":
        given = set(names)
        found = {field: [name for name in known if name in given] for field, known in self._names.items()}
        sure = tuple((field, one[0]) for field, one in found.items() if len(one) == 1)
        taken = {name for _, name in sure}
        return _Layout(
            sure=sure,
            contested=tuple(field for field, several in found.items() if len(several) > 1),
            others=tuple(name for name in names if name not in taken),
            carries=frozenset(field for field in METADATA if found[field]),
        )


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the fields stand in records with certain names.

    ``sure`` are fields that one name may hold, with that name; of ``contested`` ones several may, and the values
    decide. ``others`` are the names that no sure field has.
    """

    sure: tuple[tuple[str, str], ...]
    contested: tuple[str, ...]
    others: tuple[str, ...]
    carries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One record and where it stands.

    ``raw`` is the row as it was given, in JSON or else so that ``is_json`` is false; ``None`` where it had no bytes of
    its own and its JSON stands for it.
    """

    record: Mapping[str, Any]
    place: Place
    raw: bytes | None = None
    is_json: bool = True

    def article(self, fields: Fields) -> Item:
        """The article, the page that has to be parsed for one, or the reject."""
        known, extra = fields.split(self.record)
        text, html = known.pop("text", None), known.pop("html", None)
        details = {"carries": fields.carried(self.record)} | _details(known, extra)
        if fields.keep_rows:
            details["given"] = self._given() if self.is_json else self._json()
        if _is_text(text):
            return self._checked(Article(text, **self._standing() | details))
        if _is_text(html):
            return Page(html, self.place, details)
        return self.place.reject("no-text", self._no_text(fields, text), raw=self._given(), id=details.get("id"))

    def _given(self) -> bytes:
        return self._json() if self.raw is None else self.raw

    def _json(self) -> bytes:
        return strict_json(self.record)

    def _standing(self) -> dict[str, Any]:
        return {"id": self.place.default_id, "path": self.place.path, "row": self.place.row}

    def _checked(self, article: Article) -> Item:
        try:
            check(article)
        except ArticleError as error:
            return self.place.reject(error.reason, str(error), raw=self._given(), id=article.id)
        return article

    def _no_text(self, fields: Fields, text: object) -> str:
        if isinstance(text, str):
            return "the text is empty; an article needs words"
        if text is not None:
            return f"the text is {_kind(text)}, not a string"
        if fields.given(self.record):
            return "the text is null; an article needs words"
        return fields.missing(self.place.path or "the record", self.record)


def _details(known: Mapping[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """Arguments for an article; what isn't of the right kind stays with ``extra``."""
    details: dict[str, Any] = {"extra": extra}
    if "id" in known:
        details["id"] = known["id"] if isinstance(known["id"], str) else json_text(known["id"])
    for field in _STRINGS:
        if isinstance(value := known.get(field), (dict, list)):
            extra.setdefault(field, value)
        elif value is not None:
            details[field] = (value if isinstance(value, str) else json_text(value)) or None
    details["authors"] = _authors(known.get("authors"), extra)
    return details


def _authors(value: object, extra: dict[str, Any]) -> tuple[str, ...]:
    values = value if isinstance(value, (list, tuple)) else [value] if value else []
    names = [entry.get("name") if isinstance(entry, dict) else entry for entry in values]
    if not all(isinstance(name, str) for name in names):
        extra.setdefault("authors", value)
    return tuple(name for name in names if isinstance(name, str) and name.strip())


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not value.isspace() and value != ""


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, (int, float)):
        return "a number"
    return "a list" if isinstance(value, (list, tuple)) else "an object"


def _likely(wanted: str, found: list[str]) -> str | None:
    """The name that the text most likely has instead."""
    folded = {name.casefold(): name for name in reversed(found)}
    usual = [folded[name] for name in (wanted.casefold(), *_USUAL_TEXT_NAMES) if name in folded]
    return next(iter([*usual, *get_close_matches(wanted, found, n=1)]), None)


def distinct(names: Sequence[str]) -> list[str]:
    """The names of columns, each once: where the second is called ``tag`` as well, it is ``tag.2``."""
    given = set(names)
    found: dict[str, None] = {}
    for place, name in enumerate(names, 1):
        free = name
        while free in found or (free != name and free in given):
            free = f"{free}.{place}"
        found[free] = None
    return list(found)
