"""Verdicts: what recipes say of scored articles, and the rows that are passed on."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scorer.article import Article
from scorer.corpus.jsontext import json_text, parse_written
from scorer.corpus.reject import Reject
from scorer.errors import InputError
from scorer.published import published
from scorer.recipes.judged import Judged
from scorer.recipes.recipe import Broken, Recipe
from scorer.score import Score
from scorer.strict import strict_json

FIELD = "scorer"
"""The field that is added to each row."""
_QUOTED_FIELD = f'"{FIELD}"'.encode()
_KNOWN = ("title", "url", "source", "published", "authors", "language")
_LINE_ENDS = (b"\n", b"\r")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What recipes say of one article: for each the rules that it breaks; none where it is kept.

    ``line`` is the row with what was found, as a line of JSON; empty where rows aren't asked for.
    """

    id: str
    path: str | None
    row: int | None
    source: str
    language: str
    broken: tuple[tuple[Broken, ...], ...]
    line: bytes = b""

    @property
    def kept(self) -> bool:
        """Whether the first recipe keeps the article."""
        return not self.broken[0]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Judges batches of outcomes by recipes; rejects are passed on.

    It can be sent to other processes. ``rows`` says whether verdicts bear the rows to pass on.
    """

    recipes: tuple[Recipe, ...]
    rows: bool = True

    def __call__(self, outcomes: Iterable[Score | Reject]) -> list[Verdict | Reject]:
        """One verdict for each score, in order."""
        return [one if isinstance(one, Reject) else self.of(one) for one in outcomes]

    def of(self, score: Score) -> Verdict:
        """What is said of one article."""
        article = score.article
        judged = Judged.of(score, self._published(article.text))
        broken = self._broken(judged)
        line = _line(_row(article), _told(judged, score, broken[0])) if self.rows else b""
        return self._verdict(judged, (article.id, article.path, article.row), broken, line)

    def of_record(self, record: Mapping[str, Any]) -> Verdict:
        """What is said of an article that was scored before; the row passed on is its record, with reasons if any.

        Raises:
            InputError: if the record lacks a value that a rule asks for.
        """
        judged = Judged.of_record(record)
        self._demand_values(judged)
        broken = self._broken(judged)
        told = {FIELD: _reasons(broken[0])} if broken[0] else {}
        line = strict_json({**record, **told}) + b"\n" if self.rows else b""
        key = str(record.get("id") or ""), record.get("path"), record.get("row")
        return self._verdict(judged, key, broken, line)

    def _published(self, text: str) -> dict[str, float | None]:
        """The published values that a rule may ask for."""
        names = dict.fromkeys(name for recipe in self.recipes for name in recipe.published)
        values = published(text, names) if names else {}
        return {name: value for name, value in values.items() if not isinstance(value, list)}

    def _demand_values(self, judged: Judged) -> None:
        for name in (rule.value for recipe in self.recipes for rule in recipe.rules):
            if name not in judged.values:
                raise InputError(
                    f"the scored records hold no {name!r}, which the recipe asks for; filter the articles themselves"
                )

    def _broken(self, judged: Judged) -> tuple[tuple[Broken, ...], ...]:
        return tuple(recipe.broken(judged) for recipe in self.recipes)

    @staticmethod
    def _verdict(
        judged: Judged,
        key: tuple[str, str | None, int | None],
        broken: tuple[tuple[Broken, ...], ...],
        line: bytes,
    ) -> Verdict:
        return Verdict(*key, judged.source, (judged.language or "").strip().casefold(), broken, line)


def _told(judged: Judged, score: Score, broken: tuple[Broken, ...]) -> dict[str, Any]:
    return {
        "quality": judged.values["quality"],
        "reliability": judged.values["reliability"],
        "abstained": score.abstained,
        "findings": dict(Counter(finding.signal for finding in score.findings)),
        "model": score.model,
    } | _reasons(broken)


def _reasons(broken: tuple[Broken, ...]) -> dict[str, Any]:
    return {"reasons": [one.to_dict() for one in broken]} if broken else {}


def _row(article: Article) -> bytes:
    """The row as it came; of a file that is one article, what is known of it."""
    if article.given is not None:
        return article.given
    known = {name: value for name in _KNOWN if (value := getattr(article, name))}
    return json_text(
        {"id": article.id, "path": article.path, "text": article.text} | known | dict(article.extra)
    ).encode()


def _line(row: bytes, told: Mapping[str, Any]) -> bytes:
    """A row with one field more. Its own bytes stay, so that no number is rounded and no key is lost."""
    row = row.strip()
    if _QUOTED_FIELD in row or any(end in row for end in _LINE_ENDS):
        record = parse_written(row)  # what was read once is not refused here
        record.pop(FIELD, None)
        row = strict_json(record)
    return b"%b,%b:%b}\n" % (row[:-1].rstrip(), _QUOTED_FIELD, strict_json(told))


def field_type() -> Any:
    """The type of the added field in Parquet."""
    import pyarrow as pa

    text, number = pa.string(), pa.float64()
    reason = pa.struct({"reason": text, "name": text, "value": number, "bound": text})
    return pa.struct({
        "quality": number, "reliability": number, "abstained": text, "findings": pa.map_(text, pa.int64()),
        "model": text, "reasons": pa.list_(reason),
    })  # fmt: skip
