"""Words: what is told of statements that were looked up."""

from scorer.facts.moment import Moment
from scorer.facts.statement import Statement
from scorer.facts.table import Fact

_MOST_NAMED = 2


def holders(statement: Statement) -> str:
    """Who held the office on the day of publication, as a clause; empty where the table doesn't say."""
    names = list(dict.fromkeys(fact.subject for fact in statement.standing.others))
    if not names or len(names) > _MOST_NAMED:
        return ""
    return f"on {day_in_words(statement)} it was {' and '.join(names)}"


def day_in_words(statement: Statement) -> str:
    """The day of publication."""
    return str(Moment(statement.day, statement.day)) if statement.day else "an unknown day"


def terms(statement: Statement) -> str:
    """When the person held the office: "from 3 May 2008 until 12 May 2024"."""
    return " and ".join(map(_term, statement.standing.terms))


def _term(fact: Fact) -> str:
    begin = f"from {fact.start}" if fact.start else ""
    end = f"until {fact.end}" if fact.end else ""
    return " ".join(filter(None, (begin, end)))
