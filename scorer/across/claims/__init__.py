"""Claims: what an article says that another may say otherwise, with the exact place.

Each claim has its value in one form, whatever the words, so that two articles can be held against each other: the age
of a person, a title, who met whom, how many were killed or injured, how a full name is spelt, what is quoted.
"""

from collections.abc import Iterable, Iterator

from scorer.across.claims.ages import ages
from scorer.across.claims.claim import AGE, INJURED, KILLED, MEETING, NAME, QUOTE, TITLE, Claim, folded
from scorer.across.claims.meetings import meetings
from scorer.across.claims.people import people_of, spellings
from scorer.across.claims.quotes import quotes
from scorer.across.claims.titles import EXCLUSIVE, HEADS, titles
from scorer.across.claims.tolls import tolls
from scorer.document import Document

__all__ = [
    "AGE",
    "EXCLUSIVE",
    "HEADS",
    "INJURED",
    "KILLED",
    "MEETING",
    "NAME",
    "QUOTE",
    "TITLE",
    "Claim",
    "claims_of",
    "folded",
]

_MOST = {AGE: 12, TITLE: 24, MEETING: 8, KILLED: 3, INJURED: 3, NAME: 32, QUOTE: 8}  # of an article; the first are kept


def claims_of(document: Document) -> tuple[Claim, ...]:
    """The claims of an article, in text order; of each kind only the first few."""
    people = people_of(document)
    found = {
        *ages(document.text, people),
        *titles(document.text, people),
        *meetings(document, people),
        *tolls(document),
        *spellings(people),
        *quotes(document),
    }
    return tuple(_first_ones(sorted(found, key=lambda claim: (claim.span, claim))))


def _first_ones(claims: Iterable[Claim]) -> Iterator[Claim]:
    left = dict(_MOST)
    for claim in claims:
        left[claim.kind] -= 1
        if left[claim.kind] >= 0:
            yield claim
