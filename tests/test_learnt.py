"""The shipped classifiers say the same of an article wherever and however it stands."""

import numpy as np
import pytest

from scorer.learnt import CLICKBAIT, MACHINE_WRITTEN
from scorer.reading import Reading
from scorer.tokens import Units

TEXTS = [
    'The council met on Monday. "We have no money," said Ada Poole, who has led it since 2019.',
    "",
    "Additionally, the project underscores the crucial role of dialogue in shaping the future.",
    "…",
    "17 Things Only Night Owls Will Understand",
]


def chances(classifier, texts):
    return classifier.chances(Units.texts(Reading(texts)))


@pytest.mark.parametrize("classifier", [CLICKBAIT, MACHINE_WRITTEN], ids=lambda classifier: classifier.name)
def test_the_company_of_a_text_doesnt_matter(classifier):
    alone = np.concatenate([chances(classifier, [text]) for text in TEXTS])

    assert chances(classifier, TEXTS).tolist() == alone.tolist()


@pytest.mark.parametrize("classifier", [CLICKBAIT, MACHINE_WRITTEN], ids=lambda classifier: classifier.name)
def test_a_text_without_words_is_judged_without_error(classifier):
    assert ((chances(classifier, ["", "…"]) > 0) & (chances(classifier, ["", "…"]) < 1)).all()


def test_capitals_dont_make_clickbait():
    title = TEXTS[-1]

    assert len(set(chances(CLICKBAIT, [title, title.lower(), title.upper()]).tolist())) == 1


def test_layout_and_quotation_marks_dont_show_a_machine():
    plain = TEXTS[0]
    dressed = plain.replace(". ", ".\n\n", 1).replace(' "We', " “We").replace(',"', ",”")

    assert dressed != plain
    assert len(set(chances(MACHINE_WRITTEN, [plain, dressed]).tolist())) == 1


def test_names_and_numbers_dont_show_a_machine():
    assert len(set(chances(MACHINE_WRITTEN, [TEXTS[0], TEXTS[0].replace("Ada Poole", "Ian Rudd")]).tolist())) == 1
