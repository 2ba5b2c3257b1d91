"""Comparable: the passages of one article that may contradict each other, few enough for a slow model to hold together.

A sentence can contradict another only where both speak of the same thing. So sentences are paired that share somebody
who is named in full, or a number, and a title is held against the sentences that share most of its words. Where
there are more than wanted, those that have most in common go first.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from scorer.document import Document
from scorer.names import Name
from scorer.span import Span
from scorer.stopwords import STOP_WORDS

_FEWEST_WORDS, _MOST_WORDS = 5, 60  # of a sentence that claims something and that a model can take in whole
_MOST_SENTENCES = 400  # of an article that are looked at
_NEAREST = 4  # sentences behind one that name the same with which it is paired
_ASKING = "?"


class Places(NamedTuple):
    """Where two sentences of an article stand, the earlier one first."""

    earlier: Span
    later: Span


def sentence_pairs(document: Document, most: int) -> list[Places]:
    """Up to ``most`` pairs of sentences that speak of the same person, thing or number, best first.

    Questions, repeated sentences and what somebody is quoted with claim nothing of the article's own, so they aren't
    paired.
    """
    sentences = _claiming(document)
    content = _content(document, sentences)
    shared = _shared(document, sentences)
    alike = {pair: weight + _overlap(content[pair[0]], content[pair[1]]) for pair, weight in shared.items()}
    best = sorted(alike, key=lambda pair: (-alike[pair], pair))[:most]
    return [Places(document.sentences[one].span, document.sentences[other].span) for one, other in best]


def title_passages(document: Document, most: int) -> list[Span]:
    """Up to ``most`` sentences that share most of the title's words, in text order; none that only repeat it."""
    content = _content(document, _long_enough(document))
    asked = frozenset(document.title_keys.tolist())
    known = {sentence: asked & words for sentence, words in content.items()}
    holders = _by_term((sentence, term) for sentence, terms in known.items() for term in terms)
    weight = {
        sentence: sum(1 / len(holders[term]) for term in terms)
        for sentence, terms in known.items()
        if terms and not _words(document, sentence) <= asked
    }
    best = sorted(weight, key=lambda sentence: (-weight[sentence], sentence))[:most]
    return [document.sentences[sentence].span for sentence in sorted(best)]


def _long_enough(document: Document) -> list[int]:
    lengths = np.diff(document.sentence_cuts)
    fitting: list[int] = np.flatnonzero((lengths >= _FEWEST_WORDS) & (lengths <= _MOST_WORDS)).tolist()
    return fitting[:_MOST_SENTENCES]


def _claiming(document: Document) -> list[int]:
    """The sentences that state something once in the article's own voice."""
    keys = document.sentence_keys.tolist()
    once = {keys[sentence]: sentence for sentence in reversed(_long_enough(document))}  # the first of those that repeat
    quoted = _quoted(document)
    return [sentence for sentence in sorted(once.values()) if sentence not in quoted and not _asks(document, sentence)]


def _asks(document: Document, sentence: int) -> bool:
    return _ASKING in document.sentences[sentence].span.of(document.text)


def _quoted(document: Document) -> set[int]:
    """The sentences that a quotation touches."""
    starts, ends = document.sentences.starts, document.sentences.ends
    spans = np.array(document.quotations, dtype=np.intp).reshape(-1, 2)
    first = np.searchsorted(ends, spans[:, 0], "right").tolist()
    last = np.searchsorted(starts, spans[:, 1], "left").tolist()
    return {sentence for one, behind in zip(first, last, strict=True) for sentence in range(one, behind)}


def _content(document: Document, sentences: list[int]) -> dict[int, frozenset[int]]:
    """The words of each sentence that tell something, as keys."""
    small = frozenset(document.keys[document.marked(STOP_WORDS)].tolist())
    return {sentence: _words(document, sentence) - small for sentence in sentences}


def _words(document: Document, sentence: int) -> frozenset[int]:
    """The words of a sentence, as keys."""
    first, behind = document.sentence_cuts[sentence : sentence + 2].tolist()
    return frozenset(document.keys[first:behind].tolist())


def _shared(document: Document, sentences: list[int]) -> dict[tuple[int, int], float]:
    """Pairs of sentences that share a name or a number; one that few sentences have counts more."""
    wanted = frozenset(sentences)
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for holders in _by_term(term for term in _terms(document) if term[0] in wanted).values():
        for pair in _near(sorted(holders)):
            weights[pair] += 1 / len(holders)
    return weights


def _terms(document: Document) -> Iterator[tuple[int, Hashable]]:
    """Numbers, and the last words of names that stand in full somewhere, each with the sentence that holds it."""
    full = {_last(document, name) for name in document.names if len(name.words) > 1}
    named = [(name.words.start, last) for name in document.names if (last := _last(document, name)) in full]
    numbers = np.flatnonzero(document.numeric)
    counted = zip(numbers.tolist(), document.keys[numbers].tolist(), strict=True)
    terms: list[tuple[int, Hashable]] = [*named, *counted]
    stands = np.searchsorted(document.sentence_cuts, [word for word, _ in terms], "right") - 1
    return zip(stands.tolist(), (term for _, term in terms), strict=True)


def _last(document: Document, name: Name) -> str:
    return name.span.of(document.text).split()[-1]


def _by_term(terms: Iterable[tuple[int, Hashable]]) -> dict[Hashable, set[int]]:
    """The sentences that hold each term."""
    holders: dict[Hashable, set[int]] = defaultdict(set)
    for sentence, term in terms:
        holders[term].add(sentence)
    return holders


def _near(sentences: list[int]) -> Iterator[tuple[int, int]]:
    """Each of some sentences with the nearest ones behind it."""
    for place, one in enumerate(sentences):
        for other in sentences[place + 1 : place + 1 + _NEAREST]:
            yield one, other


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter one's words that the other has too."""
    return len(one & other) / max(1, min(len(one), len(other)))
