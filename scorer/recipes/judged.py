"""Judged articles: what a recipe may ask of one, whether it was scored just now or read back from a file."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from scorer.corpus.results.domains import domains_around, host_of
from scorer.corpus.results.scores import source_of
from scorer.score import Score

_NOTHING: Mapping[str, float | None] = MappingProxyType({})
_DIGITS = 6  # as in a record, so that a cut-off does the same to a score and to what was written of it


@dataclass(frozen=True, slots=True)
class Judged:
    """An article's values by name, and what tells whom a rule holds for.

    ``values`` has ``quality`` and ``reliability``; for each signal the number of its findings, soft ones among them;
    every feature; and published values where they were asked for. What isn't known is ``None`` or absent.
    """

    values: Mapping[str, float | None]
    abstained: str | None = None
    language: str | None = None
    url: str | None = None
    given_source: str | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The language as it is stated, and without its region: ``en-gb``, ``en``."""
        stated = (self.language or "").strip().casefold().replace("_", "-")
        return (stated, stated.partition("-")[0]) if stated else ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The domains that the article's address lies in, or its source as it is given."""
        given = (self.given_source or "").strip()
        host = host_of(self.url or "") or host_of(given)
        return tuple(domains_around(host)) if host else (given.casefold(),) if given else ()

    @property
    def source(self) -> str:
        """The one source that the article is counted to; empty if it names none."""
        return source_of(self.url, self.given_source)

    @classmethod
    def of(cls, score: Score, published: Mapping[str, float | None] = _NOTHING) -> "Judged":
        """A scored article, and the ``published`` values that were asked for."""
        article = score.article
        counts = _counts(finding.signal for finding in (*score.findings, *score.observations))
        heads = {"quality": _rounded(score.quality), "reliability": _rounded(score.reliability)}
        values = {**published, **score.features, **counts, **heads}
        return cls(values, score.abstained, article.language, article.url, article.source)

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "Judged":
        """An article as its scored record tells of it."""
        found = (finding["signal"] for name in ("findings", "observations") for finding in record.get(name) or ())
        heads = {"quality": record.get("quality"), "reliability": record.get("reliability")}
        values = {**record.get("features", {}), **_counts(found), **heads}
        return cls(values, record.get("abstained"), record.get("language"), record.get("url"), record.get("source"))


def _counts(signals: Iterable[str]) -> Mapping[str, int]:
    # A signal without findings has the feature 0, so that what was looked for and what wasn't stay apart.
    return Counter(signals)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
