"""Cues are judged one by one, by what stands around them in their sentence."""

import numpy as np
import pytest

from scorer.article import Article
from scorer.cues import HEDGES, SPEECH, Cues
from scorer.document import Batch
from scorer.learnt import ATTRIBUTED, HEDGED, NAMED, VAGUE
from scorer.lexicon import Phrasebook
from scorer.measures import MEASURES, WORD_LISTS, measure
from scorer.reading import Reading
from scorer.tokens import Units

NAMED_SOURCE = "Ada Poole said the bridge would reopen."
NOBODY = "Officials said the bridge would reopen."
HEDGE = "The bridge is believed to be Roman, and it may have had five arches."
TEXTS = [NAMED_SOURCE, "", "“We may go,” she said.\nHe thinks so", "...", NOBODY, HEDGE, "said", '"Said', "1 2 3"]
CLASSIFIERS = [ATTRIBUTED, NAMED, VAGUE, HEDGED]


def document(text):
    return next(iter(Batch([Article(text)], Phrasebook([]))))


def likeliest(classifier, text):
    return document(text).chances(classifier).max()


def words(classifier, text, least=0.5):
    read = document(text)
    return [read.word(word) for word in read.cues(classifier, least)]


def test_a_source_has_a_name_or_none():
    assert likeliest(NAMED, NAMED_SOURCE) > 0.8 > likeliest(NAMED, NOBODY)
    assert likeliest(VAGUE, NOBODY) > 0.5 > likeliest(VAGUE, NAMED_SOURCE)
    assert words(ATTRIBUTED, NAMED_SOURCE) == words(ATTRIBUTED, NOBODY) == ["said"]


def test_the_words_that_hedge_are_the_evidence():
    assert words(HEDGED, HEDGE) == ["believed", "may"]


@pytest.mark.parametrize("classifier", CLASSIFIERS, ids=lambda classifier: classifier.name)
def test_the_company_of_an_article_doesnt_matter(classifier):
    together = [read.chances(classifier).tolist() for read in Batch([Article(text) for text in TEXTS], Phrasebook([]))]

    assert together == [document(text).chances(classifier).tolist() for text in TEXTS]


@pytest.mark.parametrize("text", ["", " \n ", "…", "word", "“" * 9, "said\n" * 5])
def test_any_text_can_be_looked_at(text):
    cues = Cues(Units.texts(Reading([text])))

    assert {len(tokens(cues)) for tokens in (*SPEECH, *HEDGES)} == {len(cues)}


def test_the_highest_chance_is_that_of_a_sentence():
    batch = Batch([Article(f"{NAMED_SOURCE} It rained. {NOBODY}")], Phrasebook([]))

    named = batch.cues.highest(batch.chances(NAMED))

    assert len(named) == 3
    assert named[0] > 0.8
    assert named[1] == 0
    assert named[2] < 0.5


def test_what_is_quoted_is_seen():
    cues = Cues(Units.texts(Reading(['"They said so," he said.\nShe said "they said so", and said no more.'])))

    assert cues.seen("quoted").tolist() == [True, False, False, True, False]


def test_shares_count_sentences_by_their_chance():
    texts = [f"{NAMED_SOURCE} {NAMED_SOURCE}", f"{NOBODY} {NOBODY}", "It rained."]
    values = measure(Batch([Article(text) for text in texts], Phrasebook([], WORD_LISTS)))
    column = {measure.name: place for place, measure in enumerate(MEASURES)}

    assert values[0, column["named-share"]] > 0.5 > values[1, column["named-share"]]
    assert values[1, column["vague-share"]] > 0.5 > values[0, column["vague-share"]]
    assert values[0, column["nameable-sources"]] > 0.5 > values[1, column["nameable-sources"]]
    assert np.isnan(values[2, column["nameable-sources"]])
