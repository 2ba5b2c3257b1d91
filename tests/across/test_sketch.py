"""Sketches are small, plain, the same in any batch, and keep what two texts share."""

import hashlib

import pytest

from scorer.across.sketch import Sketch, span_of
from scorer.errors import InputError
from tests.across.made_up import article, sketches
from tests.conftest import SEEDS


def numbers(rows):
    return set(rows[:, 0].tolist())


def test_a_sketch_does_not_depend_on_its_batch():
    texts = [article(1), "", article(2, 400), "Two words", article(3)]
    assert sketches(*texts) == [sketches(text)[0] for text in texts]


def test_the_same_text_always_gives_the_same_bytes():
    runs = b"".join(sketch.runs.tobytes() for sketch in sketches(*(seed.read_text() for seed in SEEDS)))
    assert hashlib.sha256(runs).hexdigest()[:16] == "790d4f2cd322451f"


def test_a_sketch_of_a_long_text_is_not_much_larger():
    short, long = sketches(article(1, 30), article(1, 3000))
    assert len(short.data) < 2_000
    assert len(long.data) < 5_000
    assert (short.words, long.words) == (len(article(1, 30).split()), pytest.approx(long.words))


def test_sketches_hold_nothing_but_numbers_and_places():
    (sketch,) = sketches(article(4))
    assert b"workers" not in sketch.data
    text = article(4)
    for _, place in sketch.runs.tolist():
        start, end = span_of(place)
        assert len(text[start:end].split()) == 3
    for _, place in sketch.terms.tolist():
        start, end = span_of(place)
        assert text[start:end].isalnum()


def test_what_two_texts_share_is_sampled_in_both():
    whole, part = sketches(article(5, 300), article(5, 60))
    reach = min(whole.run_reach, part.run_reach)
    held = {number for number in numbers(part.runs) if number <= reach}
    assert len(held) > 20
    assert held <= numbers(whole.runs)


def test_everything_is_kept_of_a_short_text():
    (sketch,) = sketches("The mayor opened the old bridge in 1907.")
    assert len(sketch.runs) == 6
    assert sketch.run_reach == sketch.term_reach == 2**32 - 1
    assert [span_of(place).of("The mayor opened the old bridge in 1907.") for _, place in sketch.terms.tolist()]


def test_repeated_runs_are_kept_once():
    (sketch,) = sketches("the old bridge " * 400)
    assert len(sketch.runs) == 3
    assert sketch.runs[:, 1].max() >> 8 < 20


def test_texts_without_words_have_empty_sketches():
    for sketch in sketches("", "...", "the of and"):
        assert len(sketch.terms) == len(sketch.gist) == len(sketch.title) == 0


def test_the_title_stands_for_itself_or_the_beginning_does():
    titled, untitled = sketches((article(6), "Harbor workers abandon the refinery"), article(6))
    assert (titled.is_titled, untitled.is_titled) == (True, False)
    assert len(titled.title) == 4
    assert len(untitled.title) > 8


def test_the_gist_prefers_names_and_what_comes_often():
    text = f"Marguerite Yourcenar spoke. Yourcenar wrote. Yourcenar left. {article(7, 10)}"
    gist = dict(sketches(text)[0].gist.tolist())
    (name,) = (number for number in gist if number in numbers(sketches("Yourcenar")[0].gist))
    assert gist[name] == max(gist.values())


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("This story originally appeared in the Harbor News.", True),
        ("Republished from the archive with thanks.", True),
        ("The comet originally was thought lost; it appeared in May.", False),
    ],
)
def test_credit_to_another_place_is_seen(text, credited):
    assert sketches(text)[0].credits_another is credited


def test_credit_does_not_run_over_from_one_text_to_the_next():
    assert [sketch.credits_another for sketch in sketches("It first", "appeared there")] == [False, False]


def test_bytes_that_are_no_sketch_are_refused():
    data = sketches(article(8))[0].data
    assert Sketch.from_bytes(data).data == data
    for wrong in (b"", data[:-4], data[:-1], b"\xff" * len(data), data + b"\0\0\0\0"):
        with pytest.raises(InputError, match="hold no sketch"):
            Sketch.from_bytes(wrong)


def test_an_empty_batch_has_no_sketches():
    assert sketches() == []


def test_places_far_into_a_text_are_kept():
    text = f"{'. ' * 40_000}The mayor opened the old bridge."
    (sketch,) = sketches(text)
    assert {span_of(place).of(text) for _, place in sketch.runs.tolist()} >= {"The mayor opened", "the old bridge"}
