"""Names are found where they stand, without their titles, in any text."""

from time import process_time

import pytest

from scorer.article import Article
from scorer.document import Batch
from scorer.lexicon import Phrasebook


def documents(*texts):
    return list(Batch([Article(text) for text in texts], Phrasebook([])))


def names(text):
    """The names of a text, each with its title in square brackets before it."""
    (document,) = documents(text)
    return [f"{title_of(document, name)}{name.span.of(text)}" for name in document.names]


def title_of(document, name):
    return f"[{document.words_span(name.title).of(document.text)}] " if name.title else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor met Jane Doe and Kim Jong-un.", ["Jane Doe", "Kim Jong-un"]),
        ("Edwin van der Sar, Charles de la Cruz", ["Edwin van der Sar", "Charles de la Cruz"]),
        ("He saw Bashar al-Assad and bin Salman.", ["Bashar al-Assad", "bin Salman"]),
        ("J.K. Rowling met J. Edgar Hoover.", ["J.K. Rowling", "J. Edgar Hoover"]),
        ("Martin Luther King Jr. and John F. Kennedy, Jr., came", ["Martin Luther King Jr", "John F. Kennedy, Jr"]),
        ("Ann O'Brien-Smith’s house in St. Louis", ["Ann O'Brien-Smith", "St. Louis"]),
        ("Jane Doe’s Ohio", ["Jane Doe", "Ohio"]),
        ("Émile Zola and Лев Толстой", ["Émile Zola", "Лев Толстой"]),
        ("It was Jane\u00a0Doe.", ["Jane\u00a0Doe"]),
    ],
)
def test_names(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Jane Doe spoke.", ["[President] Jane Doe"]),
        ("Mr. Doe and Gen. Roe", ["[Mr] Doe", "[Gen] Roe"]),
        ("Secretary of State Jane Doe", ["[Secretary of State] Jane Doe"]),
        ("U.S. Sen. Jane Doe", ["U.S", "[Sen] Jane Doe"]),
        ("House Speaker Jane Doe's aide", ["[House Speaker] Jane Doe"]),
        ("President-elect Jane Doe", ["[President-elect] Jane Doe"]),
        ("Steve King and King Charles", ["Steve King", "[King] Charles"]),
        ("the Justice Department and General Motors", ["Justice Department", "General Motors"]),
        ("the President, the Vice President and Democrats", []),
        ("the Secretary of State said", []),
    ],
)
def test_titles_are_kept_apart(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked Jane Doe. Former Ohio", ["Jane Doe", "Ohio"]),
        ("On Monday Jane Doe left in May.", ["Jane Doe"]),
        ("She met Jane. Doe left.", ["Jane", "Doe"]),
        ("She met Jane\nDoe.", ["Jane", "Doe"]),
        ('She met Jane "Babe" Doe.', ["Jane", "Babe", "Doe"]),
        ("in the U.S. Doe said", ["U.S", "Doe"]),
        ("the New York-based Doe", ["New York", "Doe"]),
        ("a Tal-wide plan", ["Tal"]),
        ("two al dente, de la and van", []),
        ("X and Q.", []),
        ("de\nBlasio", ["Blasio"]),
        ("I said II is Jr. too", []),
    ],
)
def test_names_end_where_they_should(text, expected):
    assert names(text) == expected


def test_words_and_spans_are_those_of_the_document():
    first, second = documents("Nobody.", "📷 Then Mr. J\u200bohn Doe’s dog barked at President Roe.")

    assert first.names == []
    doe, roe = second.names
    assert doe.span.of(second.text) == "J\u200bohn Doe"
    assert [second.word(word) for word in doe.words] == ["J\u200bohn", "Doe’s"]
    assert [second.word(word) for word in doe.title] == ["Mr"]
    assert roe.span.of(second.text) == "Roe"
    assert not roe.words.start - roe.title.stop


def test_surnames_leave_jr_out():
    batch = Batch([Article("Jane Doe and John Roe Jr. and III")], Phrasebook([]))

    assert len(batch.names) == 2
    assert [batch.reading.folded_word(word) for word in batch.names.surname] == ["doe", "roe"]


@pytest.mark.parametrize("texts", [[], [""], ["\n", "🙂🙂", "'s", "...", "1234", "\u200b"], ["jane doe", "中文 名字"]])
def test_texts_without_names(texts):
    assert [document.names for document in documents(*texts)] == [[] for _ in texts]


def test_a_long_run_is_a_heading():
    assert names("Ann Bob Carl Dan Eve Fay Gil Hal Ida") == []
    assert names("JANE DOE LEFT") == ["JANE DOE LEFT"]


@pytest.mark.parametrize(
    "piece", ["A", "Ab ", "AB ", "A.", "Ab-", "Mr. ", "President ", "de ", "Ab de ", "Ab\n", "O'", "Ж "]
)
def test_long_texts_take_linear_time(piece):
    text = piece * (100_000 // len(piece))
    start = process_time()
    for name in documents(text)[0].names:
        assert name.span.of(text)
    assert process_time() - start < 2
