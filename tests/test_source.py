"""Sources are rated by their articles: drawn towards the usual, less so the more there are."""

import numpy as np
import pytest

from scorer.model import probability
from scorer.source import SHIPPED_WORTH, UNKNOWN, USUAL, league, logit


def simulated(sources=200, seed=1, most=29):
    """Articles of sources whose true means are known."""
    random = np.random.default_rng(seed)
    means = random.normal(0.3, 0.6, sources)
    counts = random.integers(1, most + 1, sources)
    which = np.repeat(np.arange(sources), counts)
    scores = probability(means[which] + random.normal(0, 0.8, len(which)))
    return [f"s{number:03}" for number in which], scores, {f"s{number:03}": mean for number, mean in enumerate(means)}


def trials(sources, most, times, spread=1.3):
    """Of many small corpora: how many articles each source has, its truth, its estimate and the mean of its scores.

    The truth varies as sources do that aren't like those of the training data: about another level, by ``spread``.
    """
    random = np.random.default_rng(5)
    rows = []
    for _ in range(times):
        means = random.normal(-0.2, spread, sources)
        counts = random.integers(1, most + 1, sources)
        which = np.repeat(np.arange(sources), counts)
        scores = probability(means[which] + random.normal(0, 1, len(which)))
        found = by_name(league([f"s{number:03}" for number in which], scores, scores))
        for number in range(sources):
            one = found[f"s{number:03}"].reliability
            raw = scores[which == number].mean()
            rows.append((counts[number], probability(means[number]), one.value, *one.interval, raw))
    return np.array(rows, dtype=float).T


@pytest.mark.parametrize(
    ("sources", "most", "times"), [(1, 3, 400), (3, 3, 150), (10, 3, 60), (12, 8, 50), (40, 5, 20)]
)
def test_few_sources_of_few_articles_promise_no_more_than_they_hold(sources, most, times):
    counts, truth, value, low, high, raw = trials(sources, most, times)

    held = (low <= truth) & (truth <= high)
    assert held.mean() >= 0.85
    assert held[counts == 1].mean() >= 0.85
    few = counts <= 3
    assert ((value - truth)[few] ** 2).mean() < 0.95 * ((raw - truth)[few] ** 2).mean()


def test_one_article_leaves_a_wide_interval():
    counts, _, _, low, high, _ = trials(20, 20, 20)

    assert (high - low)[counts == 1].mean() > 2 * (high - low)[counts >= 15].mean()
    assert (high - low)[counts == 1].mean() > 0.45


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


@pytest.mark.parametrize("sources", [2, SHIPPED_WORTH + 5])
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


def test_a_rating_says_more_the_fewer_articles_there_are():
    names = ["one"] * 1 + ["many"] * 60
    scores = probability(np.append(-0.5, np.linspace(-2.5, 1.5, 60)))

    moved = [
        one.reliability.value - plain.reliability.value
        for plain, one in (
            (by_name(league(names, scores, scores))[name], by_name(league(names, scores, scores, {name: 0.95}))[name])
            for name in ("one", "many")
        )
    ]

    assert moved[0] > 0.1
    assert 0 < moved[1] < 0.02


@pytest.mark.parametrize("rating", [0.0, 1.0])
def test_the_end_of_a_scale_is_no_certainty(rating):
    (found,) = league(["rated"], np.array([np.nan]), np.array([np.nan]), {"rated": rating})

    assert found.reliability.interval[0] > 0.001
    assert found.reliability.interval[1] - found.reliability.interval[0] > 0.1


def test_ratings_that_mean_nothing_here_soon_count_for_little():
    random = np.random.default_rng(2)
    means = random.normal(0, 1, 200)
    which = np.repeat(np.arange(200), 5)
    scores = probability(means[which] + random.normal(0, 0.8, 1000))
    names = [f"s{number:03}" for number in which]
    ratings = {f"s{number:03}": random.random() for number in range(200)}

    plain, rated = by_name(league(names, scores, scores)), by_name(league(names, scores, scores, ratings))

    moved = [abs(rated[name].reliability.value - plain[name].reliability.value) for name in plain]
    assert np.mean(moved) < 0.02


def test_articles_of_nobody_are_counted_and_not_rated():
    scores = np.array([0.9, 0.5, np.nan, 0.2])

    found = league(["a", UNKNOWN, UNKNOWN, "b"], scores, scores)
    without = league(["a", "b"], scores[[0, 3]], scores[[0, 3]])

    assert found[:2] == without
    assert (found[2].source, found[2].articles, found[2].judged) == (UNKNOWN, 2, 1)
    assert (found[2].rank, found[2].quality, found[2].reliability) == (None, None, None)


def test_the_order_of_articles_does_not_matter():
    sources, scores, _ = simulated()
    order = np.random.default_rng(0).permutation(len(scores))

    def order_of(standings):
        return [(one.source, one.rank, round(one.reliability.value, 9)) for one in standings]

    assert order_of(league(sources, scores, scores)) == order_of(
        league([sources[row] for row in order], scores[order], scores[order])
    )


def test_equal_articles_leave_no_interval_of_nothing():
    scores = np.full(40, 0.5)

    found = league([f"s{number % 20}" for number in range(40)], scores, scores)

    assert all(one.reliability.interval[0] < 0.5 < one.reliability.interval[1] for one in found)


def test_nothing_in_nothing_out():
    assert league([], np.array([]), np.array([])) == []
