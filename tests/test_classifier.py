"""Classifiers judge passages by hashed tokens, the same alone and in a batch."""

import numpy as np
import pytest

from scorer import Article, classifier, tokens
from scorer.classifier import BITS, Classifier, Weights
from scorer.document import Batch
from scorer.errors import ModelError, TamperedModelError
from scorer.learnt import MACHINE_WRITTEN, STYLE
from scorer.lexicon import Phrasebook
from scorer.reading import Reading
from scorer.signal import Likely, Panel, Signal
from scorer.tokens import Units
from scorer.train.linear import fit, matrix, rounded, units_of
from tests.conftest import SEEDS

RAIN = ["Rain fell on the town.", "It rained all night.", "More rain is coming, they said.", "The rain did not stop."]
SUN = ["The sun shone on the town.", "It was sunny all day.", "More sun is coming, they said.", "The sun did not set."]


@pytest.fixture(scope="module")
def weather():
    """A classifier of sentences about rain, trained here."""
    made = Classifier("weather", "sentences", words=(tokens.words, tokens.pairs), shape=(tokens.length,))
    labels = np.array([1] * len(RAIN) + [0] * len(SUN))
    made.weights = fit(made, units_of(RAIN + SUN), labels, strength=10)
    return made


def chances(made, *texts):
    batch = Batch([Article(text) for text in texts], Phrasebook([]))
    return [document.chances(made).tolist() for document in batch]


def test_it_learns_what_it_is_shown(weather):
    [found] = chances(weather, "The rain fell on us.\nThe sun shone on us.")

    assert found[0] > 0.5 > found[1]


def test_one_text_and_a_batch_get_the_same(weather):
    texts = ["Rain.", "", "“Sun,” she said. It rained?", "1 rain\n\n2 suns"]

    together = chances(weather, *texts)

    assert together == [chances(weather, text)[0] for text in texts]
    assert [len(found) for found in together] == [1, 0, 2, 2]


def test_training_sees_what_judging_sees(weather):
    units = units_of(RAIN + SUN)
    weights = weather.weights

    logits = matrix(weather, units) @ (weights.slots * weights.scale) + weights.base

    assert weather.chances(units) == pytest.approx(1 / (1 + np.exp(-logits)))


def test_a_likely_passage_is_a_clue(weather):
    class Wet(Signal):
        id, group, trigger = "wet", "weather", (Likely(weather, 0.5),)

        def find(self, document):
            yield self.at(document.sentences[0].span, "Wet.")

    panel = Panel([Wet()])

    found = panel.observe(Batch([Article("The sun shone."), Article("It rained all night.")], panel.book))

    assert [len(findings) for findings in found] == [0, 1]


@pytest.mark.parametrize(("kind", "count"), [("lines", 2), ("sentences", 3), ("titles", 1), ("texts", 1)])
def test_it_judges_passages_of_its_kind(kind, count):
    made = Classifier("any", kind, words=(tokens.words,))
    made.weights = Weights(np.zeros(1 << BITS, dtype=np.int8), 1.0, 0.0)
    batch = Batch([Article("One. Two.\nThree.", title="Four")], Phrasebook([]))

    assert next(iter(batch)).chances(made).tolist() == [0.5] * count


def test_weights_are_the_same_bytes_again(weather):
    data = weather.weights.save()
    again = Weights.load(data, "weather")

    assert again.save() == data
    assert (again.slots == weather.weights.slots).all()


def test_the_largest_weight_fills_a_byte():
    weights = rounded(np.array([0.5, -1.0, 0.0]), 0.25)

    assert weights.slots.tolist() == [64, -127, 0]
    assert weights.base == 0.25


def test_weights_that_are_none_are_refused():
    small = Weights(np.zeros(4, dtype=np.int8), 1.0, 0.0)

    with pytest.raises(ModelError, match=r"x has \(4,\) weights, not 65536"):
        Weights.load(small.save(), "x")
    with pytest.raises(ModelError, match="x holds no weights"):
        Weights.load(b"nothing", "x")


def test_shipped_weights_are_checked(monkeypatch, tmp_path):
    monkeypatch.setattr("scorer.shipped.FOLDER", tmp_path)
    (tmp_path / "classifiers").mkdir()
    (tmp_path / "classifiers" / "any.npz").write_bytes(b"other")

    with pytest.raises(
        TamperedModelError, match=r"any.npz has fingerprint .* not any… as this version of scorer ships"
    ):
        _ = Classifier("any", "texts", words=()).weights
    with pytest.raises(ModelError, match=r"none\.npz can't be read: No such file"):
        _ = classifier.Classifier("none", "texts", words=()).weights


@pytest.mark.parametrize("judge", [MACHINE_WRITTEN, STYLE], ids=lambda judge: judge.name)
def test_texts_are_judged_as_if_they_held_some_words_only(judge):
    reading = Reading([path.read_text(encoding="utf-8") for path in SEEDS] + ["", "One. Two?", "No “word” kept"])
    chance = np.random.default_rng(5)
    size = len(reading.words)
    runs = np.repeat(chance.random(size) < 0.7, chance.integers(1, 30, size))[:size]

    for kept in (runs, chance.random(size) < 0.5, np.zeros(size, bool), np.ones(size, bool)):
        expected = judge.log_odds(Units.texts(reading.only(kept)))
        assert judge.log_odds_among(Units.texts(reading), kept).tolist() == expected.tolist()
