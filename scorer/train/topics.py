"""``python -m scorer.train.topics DATA [TARGET]``: make the table of what words are about.

Latent semantic analysis: texts are rows of weighted words, a truncated SVD gives each word a row of a few
numbers, and words that keep the same company get rows alike. Only hashes of words and small numbers leave
the run. Articles are drawn from many fields, so that the table knows more than one outlet's subjects.
"""

import argparse
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from scorer import shipped
from scorer.keys import Ints, Keys
from scorer.reading import Floats, Reading, word_keys
from scorer.stopwords import STOP_WORDS
from scorer.topics import FILE
from scorer.train.pin import pin

_SEED = 20_240_601
_DIMENSIONS = 96
_FEWEST_TEXTS = 4  # that a word must stand in
_MOST_FORMS, _MOST_ROWS = 60_000, 24_000
_SHARPEST = 31  # the largest whole number of a row: small numbers pack well, and the cosine hardly notices
_OUTLIERS = 0.001  # of the numbers are cut off at that
_FLATTENING = 0.5  # power of a dimension's strength taken from it, so that the broadest themes don't drown the rest
_IDF_STEPS = 16  # a whole number of idf is a sixteenth of a nat
_CHUNK = 200
_TELL_NOTHING = (*STOP_WORDS.words, *ascii_lowercase)
_SKIPPED_SHARE = 5  # one article in so many stays out, to measure on


@dataclass(frozen=True, slots=True)
class _Texts:
    """Where texts are: a file, its column, which rows, how many of one group, and what joins rows to a text."""

    path: str
    column: str = "text"
    query: str = ""
    most: int = 4_000
    joined: str = ""


SETS = (
    _Texts("quality/allsides_dev.parquet", most=300),
    _Texts("quality/spotlightpa.parquet", most=800),
    _Texts("quality/hoax_vs_press.parquet", query="klass == 'quality_press'", most=2_100),
    _Texts("quality/fakehealth_dev.parquet"),
    _Texts("quality/fakehealth_story.parquet", most=150),
    _Texts("quality/xsum_gpt.parquet", query="generator == 'human'"),
    _Texts("quality/golbeck_fake_satire.parquet"),
    _Texts("quality/clef2021_task3.parquet"),
    _Texts("quality/sfu_snopes.parquet"),
    _Texts("quality/farm_dev.parquet", most=100),
    _Texts("signs/machine_text/llm_vs_human.parquet", query="split == 'dev' and generator == 'human'"),
    _Texts("signs/boilerplate/wcxb_articles.parquet", "main_content", "split == 'dev'"),
    _Texts("signs/boilerplate/wcxb_other_lines.parquet", query="split == 'dev' and label == 0", joined="page"),
    _Texts("signs/attribution/szeged_wikipedia.parquet", query="split == 'dev'", joined="doc"),
    _Texts("signs/attribution/polnear_sentences.parquet", query="split != 'test'", joined="doc"),
    _Texts("signs/consistency/claim_vs_article.parquet", "doc", "split == 'dev'"),
)

_ENDINGS = (("'s", ""), ("ies", "y"), ("s", ""), ("es", ""), ("ied", "y"), ("ed", ""), ("ing", ""), ("ly", ""))
_DROPS_E = frozenset(("ed", "ing"))  # endings before which a word loses its last e
_SHORTEST_STEM = 3
_VOWELS = frozenset("aeiou")


def is_measured_on(text: str) -> bool:
    """Whether a text stays out of the table, so that figures can be measured on it."""
    return zlib.crc32(text.encode()) % _SKIPPED_SHARE == 0


def texts(data: Path) -> Iterator[str]:
    """Every text that the table is made from, each once."""
    seen: set[str] = set()
    for given in SETS:
        for text in _of_set(data, given):
            if text not in seen and not is_measured_on(text):
                seen.add(text)
                yield text


def _of_set(data: Path, given: _Texts) -> list[str]:
    frame = pd.read_parquet(data / given.path)
    if given.query:
        frame = frame.query(given.query)
    if given.joined:
        return [str(text) for text in frame.groupby(given.joined, sort=True)[given.column].agg("\n".join)]
    if "group" in frame:
        frame = frame.sample(frac=1, random_state=_SEED)
        frame = frame[frame.groupby("group").cumcount() < given.most].sort_index()
    return [str(text) for text in frame[given.column]]


class Counted:
    """Texts counted: which words there are and which stand where how often."""

    def __init__(self, given: Iterable[str]) -> None:
        self.words: dict[int, str] = {}
        self.rows: list[tuple[Keys, Ints]] = []
        stop_words = word_keys(_TELL_NOTHING)
        for reading in map(Reading, _chunks(given)):
            plain = ~reading.numeric & ~np.isin(reading.keys, stop_words)
            distinct, first = np.unique(reading.keys, return_index=True)
            named = zip(distinct.tolist(), first.tolist(), strict=True)
            self.words |= {key: reading.folded_word(place) for key, place in named if key not in self.words}
            for start, end in zip(reading.words.bounds, reading.words.bounds[1:], strict=False):
                here = reading.keys[start:end][plain[start:end]]
                self.rows.append(np.unique(here, return_counts=True))

    def texts_with(self) -> dict[int, int]:
        """How many texts each word stands in."""
        keys, counts = np.unique(np.concatenate([keys for keys, _ in self.rows]), return_counts=True)
        return dict(zip(keys.tolist(), counts.tolist(), strict=True))


def _chunks(given: Iterable[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    for text in given:
        chunk.append(text)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    yield chunk


def stem(word: str, known: frozenset[str] | set[str]) -> str:
    """The simplest known form of a word: without its ending, where what is left is a word as well."""
    for ending, instead in _ENDINGS:
        base = word.removesuffix(ending) + instead
        if not word.endswith(ending) or len(base) < _SHORTEST_STEM:
            continue
        if ending == "'s":
            return stem(base, known)
        for form in _forms(base, ending):
            if form in known:
                return form
    return word


def _forms(base: str, ending: str) -> Iterator[str]:
    """What a word may have been before its ending came to it."""
    yield base
    if ending in _DROPS_E:
        yield base + "e"
        if base[-1] == base[-2] and base[-1] not in _VOWELS:
            yield base[:-1]


def matrix(counted: Counted, numbers: dict[int, int], width: int) -> Any:
    """Texts by stems, as how often each stands there; a scipy sparse matrix."""
    from scipy.sparse import csr_matrix

    columns, values, ends = [], [], [0]
    for keys, counts in counted.rows:
        here = np.array([numbers.get(key, -1) for key in keys.tolist()], dtype=np.intp)
        columns.append(here[here >= 0])
        values.append(counts[here >= 0])
        ends.append(ends[-1] + len(columns[-1]))
    data = (np.concatenate(values).astype(np.float64), np.concatenate(columns), np.array(ends))
    table = csr_matrix(data, shape=(len(counted.rows), width))
    table.sum_duplicates()
    return table


def decompose(table: Any, idf: Floats) -> tuple[Floats, Floats]:
    """Rows of the words, shape ``(stems, dimensions)``, and the strength of each dimension."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    weighted = table.copy()
    weighted.data = 1 + np.log(weighted.data)
    weighted = normalize(weighted.multiply(idf).tocsr())
    svd = TruncatedSVD(_DIMENSIONS + 1, n_iter=6, random_state=_SEED).fit(weighted)
    # The first dimension only says how common a word is.
    return svd.components_[1:].T, svd.singular_values_[1:]


def forms_and_stems(counted: Counted) -> tuple[list[int], list[str]]:
    """The commonest words as keys, with the stem of each."""
    number = counted.texts_with()
    common = sorted((key for key in number if number[key] >= _FEWEST_TEXTS), key=lambda key: (-number[key], key))
    kept = common[:_MOST_FORMS]
    known = frozenset(counted.words[key] for key in kept)
    return kept, [stem(counted.words[key], known) for key in kept]


def quantised(rows: Floats) -> npt.NDArray[np.int8]:
    """Rows as small whole numbers, all by one scale."""
    largest = np.quantile(np.abs(rows), 1 - _OUTLIERS)
    return np.asarray(np.clip(np.round(rows / largest * _SHARPEST), -_SHARPEST, _SHARPEST), dtype=np.int8)


def build(given: Iterable[str]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of the table; see :class:`scorer.topics.Topics`."""
    counted = Counted(given)
    keys, stems = forms_and_stems(counted)
    order = {name: place for place, name in enumerate(dict.fromkeys(stems))}
    numbers = {key: order[name] for key, name in zip(keys, stems, strict=True)}
    table = matrix(counted, numbers, len(order))
    idf = np.log(table.shape[0] / np.diff(table.tocsc().indptr))
    common = np.argsort(idf, kind="stable")
    rows = _rows(table[:, common[:_MOST_ROWS]], idf[common[:_MOST_ROWS]])
    place = np.empty(len(common), dtype=np.intp)
    place[common] = np.arange(len(common))
    numbers = {key: int(place[number]) for key, number in numbers.items()}
    numbers |= dict.fromkeys(word_keys(_TELL_NOTHING).tolist(), len(common))  # one stem that tells nothing
    return {
        "keys": np.array(sorted(numbers), dtype=np.uint64),
        "stems": np.array([numbers[key] for key in sorted(numbers)], dtype=np.uint16),
        "idf": np.append(np.round(idf[common] * _IDF_STEPS), 0).astype(np.uint8),
        "rows": np.ascontiguousarray(rows.T),
    }


def _rows(table: Any, idf: Floats) -> npt.NDArray[np.int8]:
    rows, strength = decompose(table, idf)
    spread: Floats = rows / strength**_FLATTENING * idf[:, None]
    return quantised(spread)


def main() -> int:
    """Make the table and write it."""
    parser = argparse.ArgumentParser(prog="python -m scorer.train.topics", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the labelled sets")
    parser.add_argument("target", type=Path, nargs="?", default=shipped.FOLDER, help="folder for the table")
    options = parser.parse_args()
    packed = BytesIO()
    arrays: dict[str, Any] = build(texts(options.data))
    np.savez_compressed(packed, **arrays)
    (options.target / FILE).write_bytes(packed.getvalue())
    if options.target.resolve() == shipped.FOLDER.resolve():
        pin(FILE)
    sys.stdout.write(f"{options.target / FILE}: {len(packed.getvalue()):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
