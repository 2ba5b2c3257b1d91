"""Rejects: what was read but can't be scored, and where it stands."""

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from scorer.article import Article

HEAD_BYTES = 200
"""How much of what was rejected is shown."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row or file that isn't scored.

    ``reason`` is a short code (``bad-json``, ``no-text``, …), ``message`` says it to a person.
    ``row`` counts from 1 and is ``None`` for a whole file. ``byte_offset`` is where the row begins in
    its file, after decompression. ``sha256`` and ``head`` (the first 200 bytes) are of the row or
    file itself, so that it can be found again; ``None`` where it can't be read.
    """

    path: str | None
    row: int | None
    byte_offset: int | None
    id: str | None
    reason: str
    message: str
    sha256: str | None
    head: str | None

    def to_dict(self) -> dict[str, Any]:
        """The reject as plain data, ready for strict JSON."""
        return asdict(self)

    @classmethod
    def of(cls, article: Article, reason: str, message: str) -> "Reject":
        """An article that was read well but can't be scored."""
        return Place(article.path, article.row).reject(
            reason, message, raw=article.text.encode("utf-8", "replace"), id=article.id
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the input."""

    path: str | None
    row: int | None = None
    byte_offset: int | None = None

    @property
    def default_id(self) -> str:
        """The id of an article that brings none: its path, with the row where there is one; in memory, the row."""
        return ":".join(str(part) for part in (self.path, self.row) if part is not None)

    def reject(
        self,
        reason: str,
        message: str,
        *,
        raw: bytes | None = None,
        id: str | None = None,  # noqa: A002  (the field's name in every record)
        digest: str | None = None,
    ) -> Reject:
        """Reject what stands here; ``digest`` is given where ``raw`` is only the beginning of it."""
        if raw is None:
            return Reject(self.path, self.row, self.byte_offset, id, reason, message, None, None)
        digest = digest or sha256(raw).hexdigest()
        return Reject(self.path, self.row, self.byte_offset, id, reason, message, digest, head(raw))


def head(raw: bytes) -> str:
    """The first bytes as text; what doesn't decode is escaped."""
    return raw[:HEAD_BYTES].decode("utf-8", "backslashreplace")
