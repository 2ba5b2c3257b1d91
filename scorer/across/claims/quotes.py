"""Quotations: what is quoted at some length, so that the same words are known again in another article."""

import re
from collections.abc import Iterator
from hashlib import blake2b

from scorer.across.claims.claim import QUOTE, Claim
from scorer.document import Document

_LEAST = 40  # characters
_DIGEST = 8  # bytes
_WORD = re.compile(r"\w+")


def quotes(document: Document) -> Iterator[Claim]:
    """Each quotation; the value is the same for the same words, whatever stands between them."""
    for span in document.quotations:
        if span.end - span.start >= _LEAST:
            words = " ".join(_WORD.findall(span.of(document.text).lower()))
            digest = blake2b(words.encode("utf-8", "replace"), digest_size=_DIGEST)
            yield Claim(QUOTE, "", digest.hexdigest(), span, "")
