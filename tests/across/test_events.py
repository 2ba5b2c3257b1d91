"""Articles on one event are brought together, those on others and of other days are not."""

from datetime import date, timedelta

from scorer.across.events import events
from tests.across.made_up import article, drawing, sketches
from tests.conftest import SEEDS

DAY = date(2024, 5, 1)


def report(event, seed):
    """An article on an event: the names and words of the event among others."""
    draw = drawing(event)
    words = ["".join(draw.choice("bdfgklmnprstv") + draw.choice("aeiou") for _ in range(4)) for _ in range(14)]
    mixed = drawing(seed * 1000 + event)
    told = [
        f"{mixed.choice(words).title()} met {mixed.choice(words).title()} about {mixed.choice(words)}."
        for _ in range(20)
    ]
    return " ".join(told) + " " + article(seed, 10)


REPORTS = [report(event, seed) for event in range(6) for seed in range(4)]
TRUE = [tuple(range(start, start + 4)) for start in range(0, 24, 4)]


def test_articles_on_one_event_are_brought_together():
    assert events(sketches(*REPORTS), [None] * 24) == TRUE
    assert events(sketches(*REPORTS), [DAY] * 24) == TRUE


def test_articles_of_distant_days_are_kept_apart():
    days = [DAY, DAY + timedelta(2), DAY + timedelta(40), DAY + timedelta(41)] * 6
    assert events(sketches(*REPORTS), days) == [pair for one in TRUE for pair in (one[:2], one[2:])]


def test_a_cluster_does_not_creep_from_day_to_day():
    reports = [report(1, seed) for seed in range(12)]
    clusters = events(sketches(*reports), [DAY + timedelta(2 * seed) for seed in range(12)])
    assert sum(map(len, clusters)) >= 8
    assert all(2 * (cluster[-1] - cluster[0]) <= 7 for cluster in clusters)


def test_articles_without_a_day_join_those_that_have_one():
    assert events(sketches(*REPORTS[:4]), [DAY, None, DAY, None]) == [(0, 1, 2, 3)]


def test_the_order_of_articles_does_not_matter():
    order = list(range(24))
    drawing(2).shuffle(order)
    clusters = events(sketches(*(REPORTS[number] for number in order)), [None] * 24)
    assert sorted(tuple(sorted(order[number] for number in cluster)) for cluster in clusters) == TRUE


def test_unlike_articles_make_no_event():
    assert events(sketches(*(report(event, 0) for event in range(6)), "", ""), [None] * 8) == []
    assert events([], []) == []


def test_the_seeds_are_on_one_matter():
    others = [article(seed) for seed in range(10)]
    texts = [*(seed.read_text() for seed in SEEDS), *others]
    assert events(sketches(*texts), [None] * len(texts))[0] == (0, 1, 2, 3, 4)
