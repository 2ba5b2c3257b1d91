"""The values of made-up texts, worked out by hand from the definitions, and what holds for any text."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.errors import ScorerError
from scorer.published import PUBLISHERS, published, value_names

# Two lines, a blank one between them; 8 words; "the dog" twice.
DOGS = "The dog ran... the dog SAT!\n\n• 12 {x}"

BY_HAND = {
    "redpajama": {
        "rps_doc_word_count": 9,  # the dog ran the dog sat • 12 x: a bullet is no ASCII punctuation
        "rps_doc_mean_word_length": round(22 / 9, 8),
        "rps_doc_num_sentences": 3.0,  # to "...", to "!", and from 12 on
        "rps_doc_symbol_to_word_ratio": round(1 / 13, 8),  # raw words: those and ... ! { }
        "rps_doc_frac_lines_end_with_ellipsis": 0.0,
        "rps_doc_frac_no_alph_words": round(1 - 7 / 13, 8),
        "rps_doc_frac_unique_words": round(7 / 9, 8),
        "rps_doc_unigram_entropy": round(-(2 * 2 / 9 * math.log(2 / 9) + 5 / 9 * math.log(1 / 9)), 8),
        "rps_doc_frac_all_caps_words": round(1 / 13, 8),
        "rps_doc_stop_word_fraction": round(2 / 13, 8),  # "the" and "x"; "The" is another word
        "rps_doc_lorem_ipsum": 0.0,
        "rps_doc_curly_bracket": round(2 / 37, 8),
        "rps_doc_frac_chars_top_2gram": round(12 / 22, 8),
        "rps_doc_frac_chars_top_3gram": 0.0,
        "rps_doc_frac_chars_dupe_5grams": 0.0,
        "rps_lines_ending_with_terminal_punctution_mark": [[0, 28, 1.0], [28, 29, 0.0], [29, 37, 0.0]],
        "rps_lines_num_words": [[0, 28, 6], [28, 29, 0], [29, 37, 3]],
        "rps_lines_numerical_chars_fraction": [[0, 28, 0.0], [28, 29, 0.0], [29, 37, round(2 / 6, 8)]],
        "rps_lines_start_with_bulletpoint": [[0, 28, 0.0], [28, 29, 0.0], [29, 37, 1.0]],
        "rps_lines_start_with_bulletpoint.mean": 1 / 3,
        "rps_lines_uppercase_letter_fraction": [[0, 28, round(4 / 28, 8)], [28, 29, 0.0], [29, 37, 0.0]],
    },
    "dolma_gopher_v1": {
        "dolma_gopher_v1.word_count": 9,
        "dolma_gopher_v1.median_word_length": 3.0,
        "dolma_gopher_v1.symbol_to_word_ratio": 0.0,  # three full stops are no symbol
        "dolma_gopher_v1.fraction_of_words_with_alpha_character": 7 / 9,
        "dolma_gopher_v1.required_word_count": 1,
        "dolma_gopher_v1.fraction_of_duplicate_lines": 0.0,
        # No pair is repeated, for "The" is not "the": the first counts, once.
        "dolma_gopher_v1.fraction_of_characters_in_most_common_2grams": 6 / 28,
        "dolma_gopher_v1.fraction_of_characters_in_duplicate_5grams": 0.0,
        "dolma_gopher_v1.fraction_of_characters_in_duplicate_10grams": None,
    },
    "datatrove": {
        "datatrove.length": 37,
        "datatrove.white_space_ratio": 9 / 37,
        "datatrove.digit_ratio": 2 / 37,
        "datatrove.uppercase_ratio": 4 / 37,
        "datatrove.elipsis_ratio": 3 / 37,
        "datatrove.punctuation_ratio": 6 / 37,  # ... ! { } but no bullet
        "datatrove.n_lines": 3,
        "datatrove.bullet_point_lines_ratio": 1 / 3,
        "datatrove.lines_ending_with_terminal_mark_ratio": 1 / 3,
        "datatrove.n_paragraphs": 2,
        "datatrove.n_words": 13,
        "datatrove.n_sentences": 2,  # "..." ends none
    },
    "gopher": {
        "gopher.doc_words": 9,  # the bullet counts, the brackets, the dots and the exclamation mark don't
        "gopher.avg_word_length": 22 / 9,
        "gopher.ellipsis_word_ratio": 1 / 13,
        "gopher.bullet_lines_ratio": 1 / 3,
        "gopher.alpha_words_ratio": 7 / 13,
        "gopher.stop_words": 1,
        "gopher.dup_line_frac": 0.0,
        "gopher.top_2_gram": 7 / 37,  # "The dog", once
        "gopher.duplicated_5_n_grams": 0.0,
    },
    "c4": {
        "c4.kept_lines": 1,
        "c4.num_sentences": 1,
        "c4.no_terminal_punc": 2,
        "c4.curly_bracket": 0,  # the line had gone before
    },
    "fineweb": {
        "fineweb.lines": 2,
        "fineweb.line_punct_ratio": 1 / 2,
        "fineweb.short_line_ratio": 1.0,
        "fineweb.char_dup_ratio": 0.0,
        "fineweb.list_ratio": 2 / 13,
    },
    "fineweb_chain": {
        "fineweb_chain.c4_kept_lines": 1,
        "fineweb_chain.c4_curly_bracket": 1,
        "fineweb_chain.c4_no_terminal_punc": 0,
        "fineweb_chain.list_ratio": 0.0,
    },
    "dolma_c4_v2": {
        "dolma_c4_v2.has_curly_brace": 1.0,
        "dolma_c4_v2.has_javascript": 0.0,
        "dolma_c4_v2.line_count": 3,
        "dolma_c4_v2.lines_with_no_ending_punctuation": [[28, 29, 1.0], [29, 37, 1.0]],
        "dolma_c4_v2.lines_with_too_few_words": [[28, 29, 1.0]],
    },
}

# Six words, said three times, on three lines.
ECHO = "one two three four five six\n" * 3
REPEATED = {
    "rps_doc_frac_chars_top_2gram": round(18 / 66, 8),  # "one two": all pairs are as common, it is the first
    "rps_doc_frac_chars_dupe_10grams": 1.0,
    "dolma_gopher_v1.fraction_of_duplicate_lines": 3 / 4,
    "dolma_gopher_v2.fraction_of_duplicate_lines": 3 / 4,
    "dolma_gopher_v2.fraction_of_characters_in_duplicate_lines": 81 / 66,  # of the words' characters: more than all
    "gopher.dup_line_frac": 2 / 4,
    "gopher.dup_line_char_frac": 54 / 84,
    "gopher.duplicated_6_n_grams": 44 / 84,  # the second and the third time
    "gopher.duplicated_5_n_grams": 37 / 84,  # one to five, then six to four
    "datatrove.line_duplicates": 2 / 4,
    "datatrove.line_char_duplicates": 54 / 81,
    "fineweb.char_dup_ratio": 54 / 81,
}


@pytest.mark.parametrize("publisher", BY_HAND)
def test_values_are_those_worked_out_by_hand(publisher):
    values = published(DOGS, [publisher])

    assert {name: values[name] for name in BY_HAND[publisher]} == BY_HAND[publisher]


def test_repetition_is_that_worked_out_by_hand():
    values = published(ECHO, PUBLISHERS)

    assert {name: values[name] for name in REPEATED} == REPEATED


def test_blank_lines_are_duplicates_to_gopher_v1_only():
    text = "a b c\n\nd e f\n\ng h i"
    values = published(text, ["dolma_gopher_v1", "dolma_gopher_v2"])

    assert values["dolma_gopher_v1.fraction_of_duplicate_lines"] == 2 / 5
    assert values["dolma_gopher_v2.fraction_of_duplicate_lines"] == 0


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("This long line ends without a mark", "no_terminal_punc"),
        ("This long line ends in dots...", "no_terminal_punc"),
        ("Too short.", "too_few_words"),
        ("Please switch on JavaScript now.", "javascript"),
        ("Read our Privacy Policy before that.", "policy"),
        ("Some Lorem ipsum for the page.", "lorem_ipsum"),
        ("This is { a bracket.", "curly_bracket"),
        (f"A word of {'x' * 1001} letters.", "too_long_word"),
    ],
)
def test_a_line_goes_by_the_first_rule_of_c4_that_it_breaks(line, rule):
    values = published(f"{line}\nThis is a good line.[12]\n", ["c4"])

    assert values[f"c4.{rule}"] == 1
    assert (values["c4.kept_lines"], values["c4.num_sentences"]) == (1, 1)


def test_names_are_each_publishers_own():
    names = value_names(PUBLISHERS)

    assert len(names) == len(set(names)) > 150
    assert all(name.startswith("rps_") for name in value_names(["redpajama"]))
    assert value_names(["c4"]) == tuple(published("Some text.", ["c4"]))


def test_an_unknown_publisher_is_named_with_those_there_are():
    with pytest.raises(ScorerError, match=r"'gofer'; there are redpajama, .*gopher"):
        published("", ["redpajama", "gofer"])


ANY = st.text(st.characters() | st.sampled_from("aA .\n\r\u2028,'’…•-#1{"), max_size=80)
WORDS = st.lists(st.sampled_from(["the", "dog", "ran", "a", "far"]), max_size=60).map(" ".join)


@given(ANY)
def test_any_text_has_every_value(text):
    values = published(text, PUBLISHERS)

    assert tuple(values) == value_names(PUBLISHERS)
    for name, value in values.items():
        if isinstance(value, list):
            assert all(0 <= start <= end for start, end, _ in value), name
        else:
            assert value is None or math.isfinite(value), name


@given(ANY)
def test_lines_cover_the_text(text):
    rows = published(text, ["redpajama"])["rps_lines_num_words"]

    assert [0, *(end for _, end, _ in rows)] == [*(start for start, _, _ in rows), len(text)]


@given(WORDS)
def test_repetition_is_what_counting_every_run_gives(text):
    values = published(text, ["redpajama", "dolma_gopher_v2"])
    words = text.split()
    size = sum(map(len, words))
    for length in range(2, 11):
        runs = [tuple(words[start : start + length]) for start in range(len(words) - length + 1)]
        counts = Counter(runs)
        again = [start for start, run in enumerate(runs) if counts[run] > 1]
        if runs and length < 5:
            run, count = counts.most_common(1)[0]
            share = sum(map(len, run)) * count / size
            assert values[f"rps_doc_frac_chars_top_{length}gram"] == (round(share, 8) if count > 1 else 0)
            assert values[f"dolma_gopher_v2.fraction_of_characters_in_most_common_{length}grams"] == share
        elif runs:
            covered = {place for start in again for place in range(start, start + length)}
            share = sum(len(words[place]) for place in covered) / size
            assert values[f"rps_doc_frac_chars_dupe_{length}grams"] == round(share, 8)
            mass = sum(len("".join(runs[start])) for start in again) / sum(len("".join(run)) for run in runs)
            assert values[f"dolma_gopher_v2.fraction_of_characters_in_duplicate_{length}grams"] == mass


@given(st.lists(st.sampled_from(["a", "an", "other", ",", "n't"]), max_size=60).map(" ".join))
def test_gophers_repetition_is_what_trying_every_place_gives(text):
    values = published(text, ["gopher", "datatrove"])
    from scorer.published.spacy_words import words as cut

    words = cut(text)
    for length in range(5, 11):
        seen, again, place = set(), 0, 0
        while place <= len(words) - length:
            run = "".join(words[place : place + length])
            again += len(run) * (run in seen)
            place += length if run in seen else 1
            seen.add(run)
        assert values[f"gopher.duplicated_{length}_n_grams"] == (again / len(text) if text else None)
