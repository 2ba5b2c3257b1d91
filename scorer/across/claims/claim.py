"""A claim: one thing that an article says, in a form in which it can be held against what others say."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from scorer.span import Span

AGE, TITLE, MEETING, KILLED, INJURED, NAME, QUOTE = "age", "title", "meeting", "killed", "injured", "name", "quote"
"""The kinds of claims."""

_INITIAL = re.compile(r"\b\w\.|\b(?:jr|sr|ii|iii|iv)\b\.?")
_APOSTROPHE = re.compile("['’]")
_PARTING = re.compile(r"[\W_]+")
_REMEMBERED = 1 << 14


class Claim(NamedTuple):
    """One thing that an article says.

    ``kind`` is one of the kinds above. ``who`` is whom it is about, by the full name as the article writes it; empty
    where it is about the event itself. ``value`` is what is said: ``27``, ``prime minister``, a name.
    ``span`` is where it stands and ``words`` the words there; those of a quotation are left out, for they are long.
    """

    kind: str
    who: str
    value: str
    span: Span
    words: str

    @property
    def subject(self) -> str:
        """Whom it is about, the same however the name is written."""
        return folded(self.who)

    @property
    def key(self) -> str:
        """The value in one form, the same for those who say the same."""
        return folded(self.value) if self.kind in (NAME, MEETING) else self.value


@lru_cache(_REMEMBERED)
def folded(name: str) -> str:
    """A name as it is compared: small plain letters, without hyphens, initials and what follows a name.

    >>> folded("Joseph R. Biden Jr."), folded("Kim Jong-un")
    ('joseph biden', 'kim jong un')
    """
    plain = _APOSTROPHE.sub("", name.lower())
    if not plain.isascii():
        marked = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in marked if not unicodedata.combining(letter))
    return " ".join(_PARTING.sub(" ", _INITIAL.sub(" ", plain)).split())
