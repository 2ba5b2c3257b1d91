"""Documents give spans of the article's own text."""

from pathlib import Path

import numpy as np
import pytest

from scorer.article import Article
from scorer.document import Batch, Runs
from scorer.errors import ArticleError
from scorer.learnt import BOILERPLATE
from scorer.lexicon import Lexicon, Phrasebook, WordList
from scorer.span import Span

SEE_ALSO = Lexicon(["see also"])
SMALL = WordList("a the")


def documents(*articles):
    return list(Batch(articles, Phrasebook([SEE_ALSO], [SMALL])))


def test_spans_count_code_points_of_the_text_as_given():
    text = "\U0001f4f7 S\u200bee \u00a0also: İstanbul\r\nThe a\u00adnd."
    (document,) = documents(Article(text))

    assert [span.of(text) for span in document.find(SEE_ALSO)] == ["S\u200bee \u00a0also"]
    lines = [line.span.of(text) for line in document.lines]
    assert lines == ["\U0001f4f7 S\u200bee \u00a0also: İstanbul", "The a\u00adnd."]
    words = [document.word(index) for index in range(len(document))]
    assert words == ["S\u200bee", "also", "İstanbul", "The", "a\u00adnd"]


def test_each_document_sees_its_own_words():
    first, second = documents(Article("The end. See also it"), Article("See also a b", title="See it"))

    assert first.find_words(SEE_ALSO) == [range(2, 4)]
    assert second.find_words(SEE_ALSO) == [range(2)]
    assert first.marked(SMALL).tolist() == [True, False, False, False, False]
    assert len(first.title_keys) == 0
    assert second.title_keys[0] == second.keys[0]
    assert second.capitalised.tolist() == [True, False, False, False]
    assert not first.numeric.any()


def test_lines_and_sentences_know_their_words():
    text = "One two.\nThree. Four five."
    (document,) = documents(Article(text))

    assert [line.words for line in document.lines] == [range(2), range(2, 5)]
    assert [sentence.words for sentence in document.sentences] == [range(2), range(2, 3), range(3, 5)]
    assert document.line_at(text.index("five")).words == range(2, 5)
    assert document.sentence_at(text.index("Three")).span.of(text) == "Three."
    assert document.words_span(range(1, 3)).of(text) == "two.\nThree"


def test_sentences_of_words_without_building_them():
    first, second = documents(Article("One two.\n***\nThree. Four five."), Article("* Six."))

    assert [first.sentence_words(word) for word in range(5)] == [range(2), range(2), range(2, 3), *[range(3, 5)] * 2]
    assert second.sentence_words(0) == range(1)


@pytest.mark.parametrize("text", ["One, two\u200b-three ’four”", "一 二"])
def test_followers(text):
    (document,) = documents(Article(text))

    visible = text.replace("\u200b", "") + "\n"
    ends = [visible.index(document.word(word)) + len(document.word(word)) for word in range(len(document))]
    assert document.followers == "".join(visible[end] for end in ends)


def test_quotations_end_with_their_line_whatever_ends_it():
    texts = ["“One”", "two", "“th\rree”", "“th\rree”\nfour"]
    found = [[span.of(document.text) for span in document.quotations] for document in documents(*map(Article, texts))]
    assert found == [["“One”"], [], ["“th"], ["“th\rree”"]]


def test_quotations_are_in_the_articles_own_text():
    (document,) = documents(Article("\u200bShe said: “No.”"))

    assert [span.of(document.text) for span in document.quotations] == ["“No.”"]


def test_spans():
    assert Span(1, 3).overlaps(Span(2, 5))
    assert not Span(1, 3).overlaps(Span(3, 5))
    assert Span(0, 5).holds(Span(2, 5))
    assert not Span(0, 4).holds(Span(2, 5))


def test_an_article_replaces_half_surrogates_in_place():
    assert Article("a\ud800b").text == "a\ufffdb"


def test_an_article_needs_a_text():
    with pytest.raises(ArticleError, match=r"text must be a string, not (Posix|Windows)Path"):
        Article(Path("x"))


def test_a_line_by_its_index_in_the_batch():
    batch = Batch([Article("One.\n\n Two\u200b. \n"), Article(""), Article("Three")], Phrasebook([]))

    assert [batch.line(index) for index in range(3)] == ["One.", "Two\u200b.", "Three"]
    assert batch.line_lengths.tolist() == [4, 5, 5]


def test_a_classifier_of_lines_judges_some_texts_as_it_judges_all():
    texts = ["Home\nAbout us\nLog in", "The mayor spoke.\nNobody\u200b listened.", "Menu\nSearch"]
    all_of_them, some = (Batch([Article(text) for text in texts], Phrasebook([])) for _ in range(2))
    some.judge(BOILERPLATE, np.array([True, False, True]))

    assert some.chances(BOILERPLATE)[3:5].tolist() == [0, 0]
    lines = [0, 1, 2, 5, 6]
    assert some.chances(BOILERPLATE)[lines].tolist() == all_of_them.chances(BOILERPLATE)[lines].tolist()


def test_no_text_may_be_judged():
    batch = Batch([Article("Home\nMenu")], Phrasebook([]))
    batch.judge(BOILERPLATE, np.array([False]))

    assert batch.chances(BOILERPLATE).tolist() == [0, 0]


def test_a_list_is_asked_about_a_few_words():
    _, second = documents(Article("The end."), Article("See the boats"))

    assert [second.is_listed(word, SMALL) for word in range(3)] == [False, True, False]
    assert second.holds(range(3), SMALL)
    assert not second.holds(range(2, 3), SMALL)
    assert not second.holds(range(1, 1), SMALL)


def test_quoted_words():
    _, second = documents(Article("“Not this"), Article("He said “yes, so\nbe it” and left."))

    assert [second.word(word) for word in range(len(second)) if second.is_quoted(word)] == ["yes", "so"]


def test_runs_are_found_once_for_the_batch():
    asked = []

    def capitals(batch):
        asked.append(batch)
        places = np.flatnonzero(batch.reading.capitalised)
        return Runs(places, places)

    first, second = documents(Article("The end. See also it"), Article("see Also a B"))

    assert first.runs(capitals) == [range(1), range(2, 3)]
    assert second.runs(capitals) == [range(1, 2), range(3, 4)]
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([(0, 0), (4, 4)], [(2, 3)], [(0, 0), (2, 3), (4, 4)]),
        ([(1, 1)], [(1, 2)], [(1, 2)]),
        ([(1, 3), (5, 6)], [(2, 5)], [(1, 3), (5, 6)]),
        ([], [], []),
    ],
)
def test_runs_apart(one, other, expected):
    runs = [Runs(*np.array(pairs, dtype=np.intp).reshape(-1, 2).T) for pairs in (one, other)]
    apart = Runs.apart(*runs)
    assert list(zip(apart.first.tolist(), apart.last.tolist(), strict=True)) == expected


def test_a_document_has_its_own_of_what_is_made_for_the_batch():
    asked = []

    def lengths(batch):
        asked.append(batch)
        return [len(article.text) for article in batch.articles]

    assert [document.own(lengths) for document in documents(Article("One"), Article("Three"))] == [3, 5]
    assert len(asked) == 1
