"""People: the names in an article, each with the full name that it stands for."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scorer.across.claims.claim import NAME, Claim, folded
from scorer.document import Document
from scorer.span import Span


class Person(NamedTuple):
    """A name that stands somewhere, and the full name that it stands for, as the article first writes it.

    It may be that of a place or a body, too; ``full`` is one word where no full name is known.
    """

    span: Span
    full: str

    @property
    def is_written_out(self) -> bool:
        """Whether the full name stands there."""
        return self.is_full and self.span.end - self.span.start >= len(self.full)

    @property
    def is_full(self) -> bool:
        """Whether the full name is known."""
        return " " in self.full


def people_of(document: Document) -> list[Person]:
    """Every name of an article, in text order."""
    spans = [name.span for name in document.names]
    written = [" ".join(span.of(document.text).split()) for span in spans]
    known = _known(dict.fromkeys(name for name in written if " " in name))
    return [Person(span, known.get(folded(name), name)) for span, name in zip(spans, written, strict=True)]


def spellings(people: Iterable[Person]) -> Iterator[Claim]:
    """Each full name as a claim, where it first stands."""
    first: dict[str, Span] = {}
    for person in people:
        if person.is_written_out:
            first.setdefault(person.full, person.span)
    for full, span in first.items():
        yield Claim(NAME, full, full, span, full)


def _known(names: Iterable[str]) -> dict[str, str]:
    """The full names by what stands for them, as it is compared: the whole name, its last word or its first."""
    known: dict[str, str] = {}
    words = [(name, folded(name).split()) for name in names]
    for name, parts in words:
        if len(parts) > 1:
            known.setdefault(" ".join(parts), name)
            known.setdefault(parts[-1], name)
    for name, parts in words:
        if len(parts) > 1:
            known.setdefault(parts[0], name)  # "Kim" where Kim Jong Un was named
    return known
