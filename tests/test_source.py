"""Sources are rated by their articles: drawn towards the usual, less so the more there are."""

import numpy as np
import pytest

from scorer.model import probability
from scorer.source import FEWEST_SOURCES, USUAL, league, logit


def simulated(sources=200, seed=1):
    """Articles of sources whose true means are known."""
    random = np.random.default_rng(seed)
    means = random.normal(0.3, 0.6, sources)
    counts = random.integers(1, 30, sources)
    which = np.repeat(np.arange(sources), counts)
    scores = probability(means[which] + random.normal(0, 0.8, len(which)))
    return [f"s{number:03}" for number in which], scores, {f"s{number:03}": mean for number, mean in enumerate(means)}


def by_name(standings):
    return {standing.source: standing for standing in standings}


def test_intervals_hold_what_they_promise():
    sources, scores, means = simulated()

    standings = league(sources, scores, scores)
    held = [
        one.reliability.interval[0] <= probability(means[one.source]) <= one.reliability.interval[1]
        for one in standings
    ]

    assert 0.84 <= np.mean(held) <= 0.96


def test_shrinking_comes_nearer_to_the_truth_than_the_mean():
    sources, scores, means = simulated()
    names = np.array(sources)

    standings = league(sources, scores, scores)
    drawn = np.array([logit(np.array(one.reliability.value)) - means[one.source] for one in standings])
    plain = np.array([logit(scores[names == one.source]).mean() - means[one.source] for one in standings])

    assert (drawn**2).mean() < 0.9 * (plain**2).mean()


def test_one_article_says_little_and_many_say_a_lot():
    sources = ["one"] + ["many"] * 50
    scores = np.full(51, 0.9)

    found = by_name(league(sources, scores, scores))
    usual = probability(np.array(USUAL["reliability"].mean))

    assert usual < found["one"].reliability.value < found["many"].reliability.value < 0.9
    assert np.ptp(found["many"].reliability.interval) < np.ptp(found["one"].reliability.interval)


def test_the_best_comes_first_and_equals_share_a_place():
    scores = np.array([0.9, 0.9, 0.2, np.nan])

    found = league(["b", "a", "c", "d"], scores, scores)

    assert [(one.source, one.rank) for one in found] == [("a", 1), ("b", 1), ("c", 3), ("d", None)]
    assert (found[3].articles, found[3].judged, found[3].reliability) == (1, 0, None)


@pytest.mark.parametrize("sources", [2, FEWEST_SOURCES + 5])
def test_a_rating_is_where_a_source_starts_from(sources):
    names = [f"s{number}" for number in range(sources)]
    scores = np.linspace(0.3, 0.7, sources)
    ratings = dict(zip(names, np.linspace(0.05, 0.95, sources), strict=True))

    plain = by_name(league(names, scores, scores))
    rated = by_name(
        league([*names, "unread"], np.append(scores, np.nan), np.append(scores, np.nan), {**ratings, "unread": 0.95})
    )

    assert rated["s0"].reliability.value < plain["s0"].reliability.value
    assert rated["unread"].reliability.value > rated["s0"].reliability.value
    assert rated["s0"].rating == pytest.approx(0.05)
    assert rated["s0"].quality == plain["s0"].quality


def test_equal_articles_leave_no_interval_of_nothing():
    scores = np.full(40, 0.5)

    found = league([f"s{number % 20}" for number in range(40)], scores, scores)

    assert all(one.reliability.interval[0] < 0.5 < one.reliability.interval[1] for one in found)


def test_nothing_in_nothing_out():
    assert league([], np.array([]), np.array([])) == []
