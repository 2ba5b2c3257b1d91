"""Office-holders, held against dated articles: untouched, and with the holder of an office swapped for a neighbour."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from scorer.article import Article
from scorer.document import Batch, Document
from scorer.facts import Facts, Statement, default
from scorer.facts.register import Office
from scorer.facts.when import in_address, in_text
from scorer.reading import Bools
from scorer.score import batches
from scorer.signal import Panel
from scorer.signals.fact_capital import FactCapital
from scorer.signals.fact_expired import FactExpired
from scorer.signals.fact_membership import FactMembership
from scorer.signals.fact_never_held import FactNeverHeld
from scorer.signals.fact_premature import FactPremature
from scorer.train.figures import Figure, rate, share
from scorer.trials.trial import CATALOGUE, Trial

_NEWS = "quality/allsides_dev.parquet"
_HEALTH = "quality/fakehealth_story.parquet"
_FARM = "quality/farm_dev.parquet"
_SIGNALS = (FactNeverHeld, FactExpired, FactPremature, FactCapital, FactMembership)
_SEED = 20_261_122
_SWAPPED = 5000  # articles in which a holder is looked for
_NEAR = 30  # days
_HELD_OUT = frozenset({"reuters.com", "apnews.com", "bbc.com", "bbc.co.uk", "nytimes.com"})  # nothing was tuned on them


@dataclass(frozen=True, slots=True)
class Swapped:
    """An article in which all mentions of somebody are another's, who held the office before or after."""

    text: str
    day: str
    other: str
    source: str


def _dated(folder: Path, file: str = _NEWS) -> pd.DataFrame:
    """The articles of one file that have a date, with their day."""
    rows = pd.read_parquet(folder / file)
    rows = rows[rows["date"].fillna("").astype(str).str.match(r"\d{4}-\d\d-\d\d")].reset_index(drop=True)
    return rows.assign(day=rows["date"].str[:10], group=rows["group"].fillna(""))


def _documents(panel: Panel, articles: list[Article]) -> Iterator[Document]:
    for some in batches(articles, lambda article: len(article.text)):
        yield from Batch(some, panel.book)


@cache
def _flagged(folder: Path) -> tuple[pd.DataFrame, dict[str, Bools]]:
    """The dated articles, and which of them each signal flags."""
    rows, panel = _dated(folder), Panel([signal() for signal in _SIGNALS])
    articles = [Article(text, published=day) for text, day in zip(rows["text"], rows["day"], strict=True)]
    found = [
        {finding.signal for finding in findings}
        for some in batches(articles, lambda article: len(article.text))
        for findings in panel.observe(Batch(some, panel.book))
    ]
    return rows, {signal.id: np.array([signal.id in some for some in found]) for signal in _SIGNALS}


def _untouched(folder: Path) -> Iterator[Figure]:
    rows, flagged = _flagged(folder)
    some = np.any(list(flagged.values()), axis=0)
    held = rows["group"].isin(_HELD_OUT).to_numpy()
    yield rate("articles with a statement that disagrees, of 1,000", some, groups=rows["group"].tolist())
    yield rate("the same of Reuters, AP, BBC and New York Times", some[held])
    hard = flagged[FactNeverHeld.id] | flagged[FactCapital.id]
    yield rate("articles with a hard one, of 1,000", hard, groups=rows["group"].tolist())


def _swaps(folder: Path) -> Iterator[Figure]:
    swapped, facts = list(_made(folder)), default()
    panel = Panel([signal() for signal in _SIGNALS])
    articles = [Article(one.text, published=one.day) for one in swapped]
    caught = [
        any(
            said.subject == one.other
            for verdict in ("never", "expired", "premature")
            for said in facts.of(document, verdict)
        )
        for one, document in zip(swapped, _documents(panel, articles), strict=True)
    ]
    yield share("swapped holders that are caught", np.array(caught), [one.source for one in swapped])


def _made(folder: Path) -> Iterator[Swapped]:
    """Articles with one holder swapped, drawn with a fixed seed from those that the table agrees with."""
    rows = _dated(folder).sample(_SWAPPED, random_state=_SEED)
    articles = [Article(text, published=day) for text, day in zip(rows["text"], rows["day"], strict=True)]
    facts, draw = default(), np.random.default_rng(_SEED)
    panel = Panel([FactExpired()])
    for source, document in zip(rows["group"], _documents(panel, articles), strict=True):
        agreed = [said for said in facts.of(document, "agreed") if list(_neighbours(facts, said))]
        if agreed:
            said = agreed[draw.integers(len(agreed))]
            others = list(_neighbours(facts, said))
            other = others[draw.integers(len(others))]
            yield Swapped(_swap(facts, document.text, said.subject, other), str(said.day), other, source)


def _neighbours(facts: Facts, said: Statement) -> Iterator[str]:
    """Who held the office just before and just after somebody."""
    terms = _terms(said.office)
    day = said.day or date.max
    for place, (first, last, person) in enumerate(terms):
        if person == said.person and first <= day <= last:
            beside = (terms[near][2] for near in (place - 1, place + 1) if 0 <= near < len(terms))
            yield from (facts.register.people[other] for other in beside if other != person)


def _terms(office: Office) -> list[tuple[date, date, int]]:
    return sorted(
        (term.first, term.last, person) for person, terms in office.terms.items() for term in terms if term.start
    )


def _swap(facts: Facts, text: str, subject: str, other: str) -> str:
    """A text with another's full name and surname in the place of somebody's."""
    known = {name for fact in facts.table.of("office") if fact.subject == subject for name in fact.subjects}
    full = sorted((name for name in known if " " in name), key=len, reverse=True)
    text = re.sub(rf"\b(?:{'|'.join(map(re.escape, full))})\b", "\0", text) if full else text
    text = re.sub(rf"\b{re.escape(subject.rsplit(maxsplit=1)[-1])}\b", other.rsplit(maxsplit=1)[-1], text)
    return text.replace("\0", other)


def _days(folder: Path) -> Iterator[Figure]:
    """How often the day that a text or its address tells is that of its record, give or take a month."""
    for name, derive in (("address", lambda document: in_address(document.article)), ("text", in_text)):
        near = [gap for file in (_NEWS, _HEALTH, _FARM) for gap in _gaps(_dated(folder, file), derive)]
        yield share(f"days told by the {name} that are right within {_NEAR} days", np.array(near) <= _NEAR)


def _gaps(rows: pd.DataFrame, derive: Callable[[Document], date | None]) -> Iterator[int]:
    panel = Panel([FactExpired()])
    articles = [Article(text, url=url) for text, url in zip(rows["text"], rows["url"], strict=True)]
    for day, document in zip(rows["day"], _documents(panel, articles), strict=True):
        derived = derive(document)
        if derived:
            yield abs((derived - date.fromisoformat(day)).days)


TRIALS = (
    Trial(FactExpired.id, "dated news", (_NEWS,), _untouched),
    Trial(FactExpired.id, "dated news with a holder swapped for the one before or after", (_NEWS,), _swaps),
    Trial(CATALOGUE, "days of publication: news, health stories, a content farm", (_NEWS, _HEALTH, _FARM), _days),
)
