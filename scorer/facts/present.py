"""The present: whether a statement that the table doesn't bear out is about the day of publication at all.

Most such statements in sound articles tell of the past ("FBI Director James Comey was fired") or keep a title out of
courtesy. So one counts only where nothing speaks of the past, whoever held the office isn't named, and something
speaks of the present: a weekday, a verb in the present tense, a quotation, a place near the beginning.
"""

from collections.abc import Sequence
from datetime import MAXYEAR, date
from typing import NamedTuple

from scorer.document import Document
from scorer.facts.register import Register
from scorer.facts.statement import Statement
from scorer.lexicon import WordList

_DAYS = "monday tuesday wednesday thursday friday saturday sunday today tonight yesterday tomorrow"
NOW = WordList(_DAYS)
PRESENT = WordList("will are is has have says won't hasn't isn't")
SPEECH = WordList("said says told added announced")
DOES = WordList("said says told is has will announced met plans wants")
PAST = WordList("""
    former formerly then ex late predecessor predecessors successor successors served era era's once history historic
    legacy ago decade decades memoir memoirs book famously tenure
    fire firing fired oust ousting ousted overthrown ouster toppled resign resigned resignation quit dismissal dismissed
    dismiss departure departed departing removal removed remove replaced replacing succeeded appointed appointee
    nominated nominee candidate campaign rival rivals election elections ambassador
    order ordered orders directed directing decision decisions decided requested asked tried attempt attempts pressured
    lied testified observed phrase pleaded obstruction
""")
FORMER = WordList("former formerly then ex late past")
IF = WordList("""
    if would could might unless whether imagine imagining prospect possible possibly potential elect elected nominee
    nominees nominated candidate campaign campaigned next future hypothetical hoax fake likely prevent satire
""")
ANY = WordList("a an any another every each future for no what be")
OPENERS = WordList(f"""
    {_DAYS}
    the but when and in as if that while with after under like since although though because by for from on at to
    said told until before where who whether then even only so yet
""")
LISTS = (NOW, PRESENT, SPEECH, DOES, PAST, FORMER, IF, ANY, OPENERS)
"""Word lists to be looked up."""

_KEPT = frozenset({"Vice President", "Governor", "Mayor"})  # titles that many are called by ever after
_LEDE = 500  # characters
_BEFORE, _BEHIND = 3, 2  # words between a verb of speech and the title or name
_BEFORE_NAME = 5  # words in which "former" belongs to a name
_YEAR, _FIRST_YEAR = 4, 1000  # digits of a year, and what is too small for one
_LONG_AGO = 6  # years
_REMEMBERED = 3653  # days after a term in which somebody may be taken to be in office still; later it is history
_NEAR = 600  # days before a term in which an article may speak of who might come
_SIGNS = 2  # of the present, that are asked for


class Place(NamedTuple):
    """Where a statement stands in its document: from word to word, and in which sentence."""

    words: range
    sentence: range


def is_present(document: Document, statement: Statement, others: Sequence[Statement], register: Register) -> bool:
    """Whether a statement speaks of the office as held on the day when the article was published.

    Args:
        document: the article.
        statement: one that disagrees with the table.
        others: all statements of the article.
        register: where it was looked up.
    """
    place = Place(statement.words, document.sentence_words(statement.words.start))
    if _is_of_any(document, place) or len(place.words) == len(place.sentence):
        return False
    standing, years, day = statement.standing, _years(document, place.sentence), statement.day or date.max
    if standing.verdict == "premature":
        possible = document.holds(place.sentence, IF) or max(years, default=0) > day.year
        return not (_is_near(statement, day) and possible) and min(years, default=MAXYEAR) > day.year - _LONG_AGO
    past = document.holds(place.sentence, PAST) or min(years, default=MAXYEAR) < day.year
    if standing.verdict == "never":
        return not past
    return (
        all(term.exclusive for term in standing.terms)
        and statement.office.relation not in _KEPT
        and (day - max(term.last for term in standing.terms if term.last < day)).days < _REMEMBERED
        and not any(_is_named(document, register, fact.subject) for fact in standing.others)
        and not past
        and not _is_called_former(document, register, statement.subject)
        and _signs(document, statement, place, others) >= _SIGNS
    )


def _is_of_any(document: Document, place: Place) -> bool:
    """Whether the word before makes it a title of no one certain, or of another place: "a President Trump"."""
    before = place.words.start - 1
    if before < place.sentence.start or document.followers[before] != " ":
        return False
    other = bool(document.capitalised[before]) and not document.is_listed(before, OPENERS)
    return other or document.is_listed(before, ANY)


def _is_near(statement: Statement, day: date) -> bool:
    first = min(term.first for term in statement.standing.terms)
    return (first - day).days < _NEAR


def _is_named(document: Document, register: Register, subject: str) -> bool:
    return bool(register.surname_places(document.keys, subject).size)


def _is_called_former(document: Document, register: Register, subject: str) -> bool:
    """Whether the article says anywhere of a person that they held an office before."""
    marked = document.marked(FORMER)
    places = register.surname_places(document.keys, subject).tolist()
    return any(bool(marked[max(0, place - _BEFORE_NAME) : place].any()) for place in places)


def _years(document: Document, sentence: range) -> list[int]:
    """The years and decades that a sentence names; a decade without its century is a long time ago."""
    words = [document.word(index) for index in sentence if document.numeric[index]]
    years = [int(word[:_YEAR]) for word in words if word[:_YEAR].isdecimal() and _YEAR <= len(word) <= _YEAR + 1]
    return [year for year in years if year > _FIRST_YEAR] + [0 for word in words if word.endswith("0s")]


def _signs(document: Document, statement: Statement, place: Place, others: Sequence[Statement]) -> int:
    """How many things speak of the present."""
    alike = sum(other.person == statement.person and other.office is statement.office for other in others)
    words, sentence = place
    before = range(max(sentence.start, words.start - _BEFORE), words.start)
    behind = range(words.stop, min(sentence.stop, words.stop + _BEHIND))
    return sum(
        (
            2 * document.holds(sentence, NOW),
            2 * (document.holds(before, SPEECH) or document.holds(behind, DOES)),
            document.holds(sentence, PRESENT),
            document.words_span(words).start < _LEDE,
            alike > 1,
            statement.after,
        )
    )
