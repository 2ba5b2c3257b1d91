"""No text makes a signal fail, however it is damaged: the texts of all cases, with odd characters and pieces lost."""

import random
import re

import pytest

from scorer.across import Across, trace_batch
from scorer.article import Article
from scorer.document import Batch
from scorer.signal import Panel
from scorer.signals import built
from tests.test_signals import cases, split_case

ODD = [
    "\u200b", "\u0301", "\u00ad", "\u2028", "\ufeff", "\x00", "٣", "３", "𝟘", "½", "ﬁ", "İ", "ß", ",", ".", "-", "(",
    ")", "%", "0", "9", "st", '"', "\n", " ",
]  # fmt: skip
DATES = ["2020-07-20", "2016-13-45", "July 2, 2019", None, "٢٠٢٠-01-01"]
ARTICLES = 150
TEXTS = [split_case(case.values[1])[0] for case in cases()]


def damaged(text, chance):
    for _ in range(chance.randint(1, 8)):
        place, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        text = chance.choice(
            [
                text[:place] + chance.choice(ODD) + text[place:],
                text[:place] + text[place + chance.randint(1, 4) :],
                text[:place] + text[end : end + 40] + text[place:],
            ]
        )
    return text


def split_numbers(text, chance):
    return re.sub(r"\d", lambda digit: digit[0] + (chance.choice(ODD) if chance.random() < 0.4 else ""), text)


@pytest.mark.parametrize("seed", range(8))
def test_damaged_texts_are_read(seed):
    chance = random.Random(seed)  # noqa: S311  (nothing secret)
    articles = [
        Article(
            chance.choice([damaged, damaged, split_numbers])(chance.choice(TEXTS), chance) or "x",
            title=damaged(chance.choice(TEXTS)[:60], chance),
            published=chance.choice(DATES),
        )
        for _ in range(ARTICLES)
    ]
    panel = Panel(built())
    found = panel.observe(Batch(articles, panel.book))
    across = Across(trace_batch(Batch(articles, panel.book)))

    for number, (article, findings) in enumerate(zip(articles, found, strict=True)):
        for finding in [*findings, *across.findings(number)]:
            for start, end in (finding.span, *finding.related):
                assert 0 <= start <= end <= len(article.text)
    assert any(found)
