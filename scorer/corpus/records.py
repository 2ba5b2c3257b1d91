"""Records: rows of named values made into articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from scorer.article import METADATA, Article
from scorer.corpus.jsontext import json_text
from scorer.corpus.page import Item, Page
from scorer.corpus.reject import Place
from scorer.errors import ArticleError, InputError
from scorer.escape import plain
from scorer.score import check

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


class Fields:
    """Which names of a record hold what an article is made of.

    Args:
        renames: field to the name it has here, e.g. ``{"text": "body"}``.

    Raises:
        InputError: if a field isn't one that an article is made of.
    """

    def __init__(self, renames: Mapping[str, str] | None = None) -> None:
        renames = renames or {}
        if unknown := [name for name in renames if name not in _NAMES]:
            raise InputError(f"no field is called {unknown[0]!r}; the fields are {', '.join(_NAMES)}")
        self._names = {field: (renames[field],) if field in renames else names for field, names in _NAMES.items()}
        self._fields: dict[str, list[str]] = {}
        for field, names in self._names.items():
            for name in names:
                self._fields.setdefault(name, []).append(field)

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
        return frozenset(field for field in METADATA if any(name in record for name in self._names[field]))

    def split(self, record: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The values of the fields that are there, and what else the record holds."""
        known: dict[str, Any] = {}
        extra = {}
        for name, value in record.items():
            fields = self._fields.get(name)
            if fields is None:
                extra[name] = value
            elif value is not None:
                counting = [field for field in fields if self._counts(field, name, record)]
                known.update(dict.fromkeys(counting, value))
                if not counting:
                    extra[name] = value
        return known, extra

    def _counts(self, field: str, name: str, record: Mapping[str, Any]) -> bool:
        names = self._names[field]
        return len(names) == 1 or self.name(field, record) == name


@dataclass(frozen=True, slots=True)
class Row:
    """One record and where it stands. ``raw`` is the row as it was given."""

    record: Mapping[str, Any]
    place: Place
    raw: bytes

    def article(self, fields: Fields) -> Item:
        """The article, the page that has to be parsed for one, or the reject."""
        known, extra = fields.split(self.record)
        text, html = known.pop("text", None), known.pop("html", None)
        details = {"carries": fields.carried(self.record)} | _details(known, extra)
        if _is_text(text):
            return self._checked(Article(text, **self._standing() | details))
        if _is_text(html):
            return Page(html, self.place, details)
        return self.place.reject("no-text", self._no_text(fields, text), raw=self.raw, id=details.get("id"))

    def _standing(self) -> dict[str, Any]:
        return {"id": self.place.default_id, "path": self.place.path, "row": self.place.row}

    def _checked(self, article: Article) -> Item:
        try:
            check(article)
        except ArticleError as error:
            return self.place.reject(error.reason, str(error), raw=self.raw, id=article.id)
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
