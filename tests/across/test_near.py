"""Near-duplicates: copies, edits and rewordings are found, furniture and mere likeness are not."""

from datetime import date

import pytest

from scorer.across.near import Order, Pair, groups_of, near_duplicates, which_first
from tests.across.made_up import NOUNS, VERBS, article, drawing, sentence, sketches
from tests.conftest import SEEDS

FURNITURE = "Home News Sport Opinion Subscribe. Share this with your friends. All rights reserved by the publisher."


def pairs(*texts):
    return {(pair.one, pair.other): pair for pair in near_duplicates(sketches(*texts))}


def replaced(text, share, seed=1):
    """The text with a share of its words replaced, nouns and verbs only, each by another word."""
    draw = drawing(seed)
    others = {word: f"{word[::-1]}ing" for word in (NOUNS + VERBS).split()}
    words = text.split()
    places = [place for place, word in enumerate(words) if word in others]
    for place in draw.sample(places, int(share * len(places))):
        words[place] = others[words[place]]
    return " ".join(words)


def reordered(text):
    sentences = text.split(". ")
    return ". ".join(sentences[20:] + sentences[:20])


def test_copies_are_found_with_furniture_around_them_or_their_end_missing():
    text = article(1, 80)
    found = pairs(text, article(2, 80), f"{FURNITURE}\n{text}\n{FURNITURE}", article(3, 80), text[: len(text) * 2 // 3])
    assert set(found) == {(0, 2), (0, 4), (2, 4)}
    assert {pair.kind for pair in found.values()} == {"copy"}
    assert found[0, 2].share_of_one == 1.0
    assert found[0, 4].share_of_one == pytest.approx(2 / 3, abs=0.1)
    assert found[0, 4].share_of_other > 0.9


def test_light_edits_in_another_order_are_found():
    text = article(4, 60)
    found = pairs(text, reordered(replaced(text, 0.15)))
    assert found[0, 1].kind == "edited"


def test_rewordings_in_the_same_order_are_found():
    text = article(5, 120)
    (pair,) = pairs(text, replaced(text, 0.7)).values()
    assert pair.kind == "rewritten"
    assert 0.4 < pair.share_of_one < 0.8


def test_the_same_words_in_another_order_are_no_rewording():
    text = article(5, 120)
    sentences = replaced(text, 0.7).split(". ")
    drawing(1).shuffle(sentences)
    assert not pairs(text, ". ".join(sentences))


def test_a_long_passage_in_another_text_is_partial():
    text = article(6, 60)
    half = text[: len(text) // 2]
    (pair,) = pairs(f"{half} {article(7, 28)}", f"{article(8, 28)} {half}").values()
    assert pair.kind == "partial"


def test_a_passage_is_shown_where_it_stands_in_both():
    text = article(9, 60)
    other = f"{article(10, 10)} {text}"
    (pair,) = pairs(text, other).values()
    (passage, *_) = pair.passages
    assert passage.span.of(text) == passage.other.of(other)
    assert len(passage.span.of(text)) > len(text) * 0.8


def test_passages_that_moved_apart_are_shown_apart():
    one, other = article(11, 40), article(12, 40)
    (pair,) = pairs(f"{one} {other}", f"{other} {one}").values()
    assert len(pair.passages) >= 2
    for passage in pair.passages[:2]:
        assert passage.span.of(f"{one} {other}") == passage.other.of(f"{other} {one}")


def template(number):
    """A page that is furniture but for its title and a few sentences."""
    draw = drawing(number)
    title = " ".join("".join(draw.choice("bdgklmnprst") + draw.choice("aeiou") for _ in range(4)) for _ in range(6))
    return f"{FURNITURE} {title} {article(99, 50)} {article(1000 + number, 8)} {article(98, 50)} {FURNITURE}", title


def test_pages_of_one_template_are_no_copies():
    assert not pairs(*map(template, range(12)))


def test_a_copy_among_pages_of_one_template_is_one():
    text = (article(13, 80), "The canal")
    assert set(pairs(*map(template, range(12)), text, text)) == {(12, 13)}


def test_a_text_that_everybody_prints_is_no_furniture():
    text = article(14, 60)
    printed = [
        (f"{article(2000 + number, 5)} {text}", f"Workers rebuilt the harbor: report {number}") for number in range(30)
    ]
    others = [article(3000 + number, 60) for number in range(30)]
    (group,) = groups_of(near_duplicates(sketches(*printed, *others)))
    assert group == tuple(range(30))


def test_short_texts_are_not_judged():
    assert not pairs("The old bridge was opened.", "The old bridge was opened.", "", "")


def test_nothing_has_no_duplicates():
    assert near_duplicates([]) == []
    assert groups_of([]) == []


def test_the_order_of_articles_does_not_matter():
    text = article(15, 60)
    texts = [
        text,
        article(16, 60),
        replaced(text, 0.2),
        text[: len(text) // 2],
        *(article(seed) for seed in range(20, 40)),
    ]
    order = list(range(len(texts)))
    drawing(3).shuffle(order)
    found = {(pair.one, pair.other): pair for pair in near_duplicates(sketches(*texts))}
    mixed = near_duplicates(sketches(*(texts[number] for number in order)))
    assert len(found) >= 3
    assert {tuple(sorted((order[pair.one], order[pair.other]))) for pair in mixed} == set(found)
    for pair in mixed:
        known = found[tuple(sorted((order[pair.one], order[pair.other])))]
        turned = order[pair.one] > order[pair.other]
        shares = pair.share_of_one, pair.share_of_other
        assert (known.share_of_one, known.share_of_other) == (shares[::-1] if turned else shares)
        assert {passage.span for passage in known.passages} == {
            passage.other if turned else passage.span for passage in pair.passages
        }


def test_seeds_are_different_texts():
    assert not pairs(*(seed.read_text() for seed in SEEDS))


def paired(one, other):
    return Pair(one, other, "copy", 1.0, 1.0, ())


def test_groups_hang_together_by_pairs():
    assert groups_of([paired(5, 7), paired(1, 2), paired(2, 9), paired(7, 8), paired(1, 9)]) == [(1, 2, 9), (5, 7, 8)]


@pytest.mark.parametrize(
    ("days", "texts", "order"),
    [
        ((date(2024, 5, 2), date(2024, 5, 1)), ("", ""), Order(1, "published")),
        ((date(2024, 5, 1), date(2024, 5, 2)), ("", ""), Order(0, "published")),
        ((date(2024, 5, 1), date(2024, 5, 1)), ("It first appeared here.", ""), Order(1, "credit")),
        ((date(2024, 5, 1), None), ("", "It first appeared there."), Order(0, "credit")),
        ((None, None), ("", ""), Order(None, "unknown")),
    ],
)
def test_which_came_first_is_told_by_dates_and_credits(days, texts, order):
    assert which_first(paired(0, 1), sketches(*texts), days) == order


def test_sentences_of_the_made_up_articles_differ():
    draw = drawing(1)
    assert len({sentence(draw) for _ in range(500)}) > 490
