"""Facts: a table of who held which office when, and what articles say held against it.

``table`` reads the CSV files, ``register`` lays the offices out, ``claims`` finds what articles say of them, ``when``
tells the day on which they were published and ``present`` what speaks of that day; ``capitals`` and ``memberships`` do
the same for these, and ``check`` puts it all together. That a statement agrees with the table says nothing of others.
"""

from scorer.facts.check import Facts, day_of, default
from scorer.facts.statement import Statement
from scorer.facts.table import Fact, FactTable

__all__ = ["Fact", "FactTable", "Facts", "Statement", "day_of", "default"]
