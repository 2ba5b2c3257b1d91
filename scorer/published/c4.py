"""C4's page and line rules as datatrove applies them.

Source: Raffel et al., *Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer* (2020);
repository huggingface/datatrove, ``C4QualityFilter`` (version 0.10). The filter takes lines out of the text and then
counts the sentences of those it keeps; here the text stays, and the values tell how many lines go by each rule. A
line goes by the first rule that it breaks, in the order below. Its list of bad words isn't shipped.
"""

import re
from collections import Counter
from typing import NamedTuple

from scorer.published.spacy_words import count_sentences
from scorer.published.text import Text
from scorer.published.value import Value

LONGEST_WORD = 1000
FEWEST_WORDS = 3
END_MARKS = (".", "?", "!", '"', "'")
ELLIPSIS = "..."
POLICIES = ("terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies")
RULES = ("too_long_word", "no_terminal_punc", "too_few_words", "lorem_ipsum", "javascript", "curly_bracket", "policy")

_CITATION = re.compile(r"\[\d*\]|\[edit\]|\[citation needed\]")


class Page(NamedTuple):
    """The lines that stay, without citation marks, and how many go by each rule."""

    kept: list[str]
    dropped: Counter[str]

    def values(self) -> dict[str, Value]:
        """Lines kept, sentences in them, and lines that go by each rule."""
        return {
            "kept_lines": len(self.kept),
            "num_sentences": sum(map(count_sentences, self.kept)),
            **{rule: self.dropped[rule] for rule in RULES},
        }


def read(text: Text, *, end_marks: bool) -> Page:
    """The lines of ``text`` sorted out; ``end_marks``: whether a line must end in a mark."""
    page = Page([], Counter())
    for given in text.any_lines:
        stripped = given.strip()
        line = _CITATION.sub("", stripped) if "[" in stripped else stripped
        if rule := _broken(stripped.split(), line, end_marks=end_marks):
            page.dropped[rule] += 1
        else:
            page.kept.append(line)
    return page


def values(text: Text) -> dict[str, Value]:
    """The values by datatrove's default settings."""
    return read(text, end_marks=True).values()


def _broken(words: list[str], line: str, *, end_marks: bool) -> str | None:
    if any(len(word) > LONGEST_WORD for word in words):
        return "too_long_word"
    if end_marks and (not line.endswith(END_MARKS) or line.endswith(ELLIPSIS)):
        return "no_terminal_punc"
    return "too_few_words" if len(words) < FEWEST_WORDS else _broken_by_words(line)


def _broken_by_words(line: str) -> str | None:
    lowered = line.lower()
    if "lorem ipsum" in lowered:
        return "lorem_ipsum"
    if "javascript" in lowered:
        return "javascript"
    if "{" in line:
        return "curly_bracket"
    return "policy" if any(policy in lowered for policy in POLICIES) else None
