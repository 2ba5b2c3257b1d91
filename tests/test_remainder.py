"""What remains beside the faults is measured, and only that."""

import random
from itertools import pairwise, permutations

import numpy as np
import pytest

from scorer import Article, Scorer
from scorer.document import Batch
from scorer.lexicon import Phrasebook
from scorer.remainder import FEWEST_WORDS, remainder
from scorer.span import WHOLE, Span
from scorer.train import flaws
from tests import test_score

SCORER = Scorer.load()
SOUND = [sentence.rstrip(".") + "." for sentence in test_score.SOUND.split(". ")]
LINE = "Sign up for our newsletter today"
PROSE = "The council met on the bridge and heard what the mayor had to say about it. " * 10


def fault(text, evidence):
    start = text.index(evidence)
    return Span(start, start + len(evidence))


def kept(*texts, evidence):
    batch = Batch([Article(text) for text in texts], Phrasebook([]))
    having = np.flatnonzero([evidence in text for text in texts])
    words = remainder(batch, having, [fault(texts[text], evidence) for text in having])
    bounds = batch.reading.words.bounds
    return [words[start:end].tolist() for start, end in pairwise(bounds)]


@pytest.mark.parametrize("invisible", ["", "\u200b"])
def test_sentences_of_a_fault_are_set_aside(invisible):
    text = f"{PROSE}\n{invisible}{LINE}\n{PROSE}"
    before = len(PROSE.split())

    [words] = kept(text, evidence="Sign up for our newsletter")

    assert words == [True] * before + [False] * len(LINE.split()) + [True] * before


def test_the_other_sentences_of_a_line_stay():
    [words] = kept(f"{PROSE}{LINE}. {PROSE}", evidence="newsletter")

    assert words.count(False) == len(LINE.split())


def test_marks_without_words_set_their_line_aside():
    [words] = kept(f"{PROSE}\n### Looking ahead\n{PROSE}", evidence="###")

    assert words.count(False) == 2


def test_an_article_of_little_but_faults_is_measured_whole():
    short = "word " * (FEWEST_WORDS - 1)

    assert all(kept(f"{short}\n{LINE}", evidence=LINE)[0])
    assert not all(kept(f"{short} word\n{LINE}", evidence=LINE)[0])


def test_other_articles_of_the_batch_keep_theirs():
    _, other = kept(f"{PROSE}\n{LINE}", PROSE, evidence=LINE)

    assert all(other)


def test_a_finding_of_the_whole_article_sets_nothing_aside():
    batch = Batch([Article(PROSE)], Phrasebook([]))

    assert remainder(batch, np.array([0]), [WHOLE]).all()


def test_furniture_changes_no_measure():
    one, two = SCORER.score_many(
        ["\n\n".join(SOUND), "\n\n".join([*SOUND[:3], "Subscribe to our newsletter", *SOUND[3:]])]
    )

    assert two.features["newsletter-prompt"] == 1
    for name in ("names", "numbers", "words-per-sentence", "machine-style", "attributed-share", "direct-quote"):
        assert two.features[name] == pytest.approx(one.features[name])
    assert two.quality < one.quality


def test_a_second_flaw_never_raises_the_score():
    once, twice = [], []
    for first, second in permutations(flaws.FLAWS, 2):
        draw = random.Random(1)  # noqa: S311  (no secret hangs on it)
        flawed = first(SOUND, "The bridge on Mill Street closes", draw)
        once.append("\n\n".join(flawed))
        twice.append("\n\n".join(second(flawed, "The bridge on Mill Street closes", draw)))

    before = np.array([score.quality for score in SCORER.score_many(once)])
    after = np.array([score.quality for score in SCORER.score_many(twice)])

    assert (after <= before).all()
