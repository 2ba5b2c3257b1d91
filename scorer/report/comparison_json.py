"""A comparison as JSON, with the exact place of every claim."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from scorer.across import Across, Event
from scorer.across.claims import Claim
from scorer.across.conflicts import Said, Slot
from scorer.article import Article
from scorer.report.comparison import LIMITS

SCHEMA = 1


def render(articles: Sequence[Article], across: Across, rejected: int = 0) -> str:
    """The comparison as strict JSON; articles are referred to by their place in ``articles``, from 0."""
    together = {number for event in across.events for number in event.members}
    data = {
        "schema": SCHEMA,
        "articles": [_article(article) for article in articles],
        "rejected": rejected,
        "events": [_event(event, articles) for event in across.events],
        "alone": [number for number in range(len(articles)) if number not in together],
        "limits": LIMITS,
    }
    return orjson.dumps(data, default=tuple, option=orjson.OPT_INDENT_2).decode() + "\n"


def _article(article: Article) -> dict[str, Any]:
    names = ("id", "path", "row", "title", "url", "source", "published")
    return {name: getattr(article, name) for name in names}


def _event(event: Event, articles: Sequence[Article]) -> dict[str, Any]:
    return {
        "articles": event.members,
        "independent_sources_at_most": len(event.origins),
        "origins": [origin._asdict() for origin in event.origins],
        "copies": [copy._asdict() for copy in event.copies],
        "shared_passages": [overlap._asdict() for overlap in event.overlaps],
        "questions": [_question(slot, articles) for slot in event.slots],
    }


def _question(slot: Slot, articles: Sequence[Article]) -> Mapping[str, Any]:
    answers = [
        {
            "said": stand.value,
            "independent": stand.voices,
            "claims": [_claim(said, said.claim, articles[said.number].text) for said in stand.said],
        }
        for stand in slot.stands
    ]
    return {"kind": slot.kind, "about": slot.who, "verdict": slot.verdict, "answers": answers}


def _claim(said: Said, claim: Claim, text: str) -> dict[str, Any]:
    return {"article": said.number, "start": claim.span.start, "end": claim.span.end, "evidence": claim.span.of(text)}
