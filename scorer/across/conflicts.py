"""Conflicts: where articles on one event say different things of the same person or thing.

What most articles say is no proof, but an article that stands against several independent ones is worth a look, and
where nobody can be two things at a time, one side is wrong. Copies count once: ten copies of an error are one voice.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scorer.across.claims import AGE, EXCLUSIVE, HEADS, INJURED, KILLED, MEETING, NAME, QUOTE, TITLE, Claim
from scorer.across.spelling import are_variants, is_slip

SHARED, DIFFERENT, CONFLICT = "shared", "different", "conflict"
"""What may become of a question on which several articles speak: all say the same; they differ, which may be no
error; they can't all be right."""

_ORDER = (AGE, TITLE, NAME, MEETING, KILLED, INJURED, QUOTE)
_COUNTS = (KILLED, INJURED)  # the first that an article tells is of its event, others often of another one
_BIRTHDAY = 1  # year by which ages may differ though nobody is wrong
_SEVERAL = 2  # independent articles that make a side
_MANY = 3  # the same, where a name is spelt otherwise
_RARE = 2  # articles of the whole corpus in which a misspelt name may stand


class Said(NamedTuple):
    """A claim, and the number of the article that makes it."""

    number: int
    claim: Claim


class Stand(NamedTuple):
    """Those who say one thing: the first such claim of each article, and how many of these are independent.

    ``key`` is what they say in one form.
    """

    key: str
    said: tuple[Said, ...]
    voices: int

    @property
    def value(self) -> str:
        """What they say, as the first of them does."""
        return self.said[0].claim.value


class Slot(NamedTuple):
    """One question on which articles speak, such as a person's age.

    ``stands`` are the answers, the one with most voices first.
    """

    kind: str
    who: str
    stands: tuple[Stand, ...]
    verdict: str

    @property
    def articles(self) -> int:
        """How many articles speak on it."""
        return len({one.number for stand in self.stands for one in stand.said})


class Contest(NamedTuple):
    """A claim with those who say otherwise. ``sure`` says that it stands alone against several independent articles."""

    said: Said
    against: Stand
    slot: Slot
    sure: bool


def slots_of(
    told: Mapping[int, Sequence[Claim]], voice: Callable[[int], int], known: Callable[[str], int]
) -> list[Slot]:
    """The questions on which at least two of some articles speak, conflicts first.

    Args:
        told: the claims of each article, by its number.
        voice: the number that stands for an article and all its copies.
        known: in how many articles of the whole corpus a full name stands, as it is compared.
    """
    asked: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for number, claims in told.items():
        for claim in claims:
            asked[claim.kind, claim.key if claim.kind == QUOTE else claim.subject].append(Said(number, claim))
    slots = [_slot(kind, _alike(said) if kind == MEETING else said, voice) for (kind, _), said in asked.items()]
    names = {slot.stands[0].key: slot for slot in slots if slot.kind == NAME}
    slots += _misspelt(names, known)
    return sorted(filter(_is_worth_telling, slots), key=_rank)


def contests(slot: Slot) -> Iterator[Contest]:
    """The claims of the smaller side of a conflict; those of both sides where none is smaller."""
    if slot.verdict != CONFLICT:
        return
    stands = [stand for stand in slot.stands if slot.kind != TITLE or stand.key in EXCLUSIVE]
    for stand in stands:
        against = next(other for other in stands if other is not stand)
        if against.voices >= stand.voices:
            sure = stand.voices < _SEVERAL <= against.voices and _are_apart(slot.kind, stand, against)
            yield from (Contest(said, against, slot, sure) for said in stand.said)


def _are_apart(kind: str, stand: Stand, other: Stand) -> bool:
    """Whether two answers differ by more than a birthday or another way to spell the same name."""
    if kind == AGE:
        return abs(int(stand.key) - int(other.key)) > _BIRTHDAY
    return kind != NAME or not are_variants(stand.key, other.key)


def _rank(slot: Slot) -> tuple[bool, int, int, str]:
    return slot.verdict != CONFLICT, _ORDER.index(slot.kind), -slot.articles, slot.who


def _slot(kind: str, said: Sequence[Said], voice: Callable[[int], int]) -> Slot:
    stands = _stands(said, voice, once=kind in _COUNTS)
    verdict = SHARED if len(stands) == 1 or (kind == TITLE and _are_one(stands)) else DIFFERENT
    if (kind == AGE or (kind == TITLE and _exclude(stands))) and len(stands) > 1 and _are_single_minded(stands, kind):
        verdict = CONFLICT
    return Slot(kind, said[0].claim.who, stands, verdict)


def _is_worth_telling(slot: Slot) -> bool:
    """Whether several articles speak on it, and don't just call a person by titles that go together."""
    agreed = len(slot.stands[0].said) >= _SEVERAL
    return slot.articles >= _SEVERAL and (agreed or slot.kind != TITLE or slot.verdict != SHARED)


def _alike(said: Sequence[Said]) -> list[Said]:
    """The same, a bare surname as the full name that others of them have."""
    full = {one.claim.key.split()[-1]: one.claim.value for one in said if " " in one.claim.key}
    return [Said(one.number, one.claim._replace(value=full.get(one.claim.key, one.claim.value))) for one in said]


def _stands(said: Iterable[Said], voice: Callable[[int], int], *, once: bool) -> tuple[Stand, ...]:
    """The answers; of each article each one once, or only the first."""
    answers: dict[str, dict[int, Said]] = defaultdict(dict)
    heard: set[int] = set()
    for one in said:
        if not (once and one.number in heard):
            answers[one.claim.key].setdefault(one.number, one)
            heard.add(one.number)
    stands = [
        Stand(key, tuple(by_article.values()), len(set(map(voice, by_article)))) for key, by_article in answers.items()
    ]
    return tuple(sorted(stands, key=lambda stand: (-stand.voices, stand.key)))


def _are_one(titles: Sequence[Stand]) -> bool:
    """Whether all titles go together: "speaker" and "house speaker", "senator" and "chairman"."""
    return not any(stand.key in HEADS for stand in titles)


def _exclude(stands: Iterable[Stand]) -> bool:
    """Whether two titles can't be held at a time."""
    return len(EXCLUSIVE.intersection(stand.key for stand in stands)) > 1


def _are_single_minded(stands: Iterable[Stand], kind: str) -> bool:
    """Whether no article gives two of the answers: a father and his son, a senator who became governor."""
    numbers = [one.number for stand in stands if kind != TITLE or stand.key in EXCLUSIVE for one in stand.said]
    return len(numbers) == len(set(numbers))


def _misspelt(names: Mapping[str, Slot], known: Callable[[str], int]) -> Iterator[Slot]:
    """Names that one article spells and that many others spell with another letter, as conflicts."""
    usual = defaultdict(list)
    for name, slot in names.items():
        if slot.stands[0].voices >= _MANY:
            for key in _keys(name):
                usual[key].append(slot)
    for name, slot in names.items():
        if slot.stands[0].voices < _SEVERAL and known(name) <= _RARE:
            near = {other.who: other for key in _keys(name) for other in usual[key]}
            yield from (_clash(slot, other) for other in near.values() if _is_misspelt(slot, other))


def _keys(name: str) -> Iterator[tuple[int, int, str]]:
    """What two names that differ by one word share: all words but one, and which that is."""
    words = name.split()
    for place in {0, len(words) - 1}:
        yield len(words), place, " ".join(words[:place] + words[place + 1 :])


def _is_misspelt(slot: Slot, usual: Slot) -> bool:
    """Whether an article that has the rare spelling doesn't have the usual one as well, and they differ by a slip."""
    here = {one.number for one in slot.stands[0].said}
    both = here.intersection(one.number for one in usual.stands[0].said)
    return not both and is_slip(slot.stands[0].key, usual.stands[0].key)


def _clash(slot: Slot, usual: Slot) -> Slot:
    return Slot(NAME, usual.who, (*usual.stands, *slot.stands), CONFLICT)
