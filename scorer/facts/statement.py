"""Statements: what an article says of office-holders, looked up in a register."""

from datetime import date
from typing import NamedTuple

from scorer.facts.register import Office, Standing


class Statement(NamedTuple):
    """That somebody holds an office, where an article says so.

    ``words`` are those of the title and the name, counted in their document; ``after`` says that the title stands
    after the name. ``person`` is a number of the register that holds the ``office``; ``day`` is that of publication,
    ``None`` where it isn't known.
    """

    words: range
    after: bool
    person: int
    subject: str
    office: Office
    standing: Standing
    day: date | None

    @property
    def verdict(self) -> str:
        """What the table says of it; see :class:`~scorer.facts.register.Standing`."""
        return self.standing.verdict

    @property
    def agrees(self) -> bool:
        """Whether nothing in the table speaks against it."""
        return self.verdict in ("agreed", "unknown", "undated")
