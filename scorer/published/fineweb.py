"""FineWeb's own quality values, of a text as it is and after the C4 rules that come before them in its chain.

Source: Penedo et al., *The FineWeb Datasets* (2024); repository huggingface/datatrove, ``FineWebQualityFilter``
(version 0.10) and ``examples/fineweb.py``. Words are spaCy's. A value is None where it divides by nothing.
"""

from scorer.published import c4
from scorer.published.datatrove import characters_again
from scorer.published.marks import TERMINAL_MARKS
from scorer.published.text import Text
from scorer.published.value import Value

SHORT_LINE = 30
_MARKS = tuple(sorted(TERMINAL_MARKS))


def values(text: Text) -> dict[str, Value]:
    """FineWeb's quality values of ``text``.

    ``lines``, not blank; ``line_punct_ratio``, those with a terminal mark at their end / lines; ``short_line_ratio``,
    of 30 characters or fewer / lines; ``char_dup_ratio``, characters of lines that came before / of the text, line
    breaks left out; ``list_ratio``, line breaks / words and marks.
    """
    lines = [line for line in text.newline_lines if line.strip()]
    return {
        "lines": len(lines),
        "line_punct_ratio": _ratio(sum(line.endswith(_MARKS) for line in lines), len(lines)),
        "short_line_ratio": _ratio(sum(len(line) <= SHORT_LINE for line in lines), len(lines)),
        "char_dup_ratio": _ratio(characters_again(lines), len(text.text) - text.text.count("\n")),
        "list_ratio": _ratio(text.text.count("\n"), len(text.spacy_words)),
    }


def chain_values(text: Text) -> dict[str, Value]:
    """C4's values without its rule of end marks (``c4_…``), then FineWeb's of the lines that C4 keeps."""
    page = c4.read(text, end_marks=False)
    kept = Text("\n".join(page.kept).strip())
    return {f"c4_{name}": value for name, value in page.values().items()} | values(kept)


def _ratio(part: float, whole: int) -> float | None:
    return part / whole if whole else None
