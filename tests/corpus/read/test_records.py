"""Which names of a record hold what an article is made of."""

import json

from hypothesis import given
from hypothesis import strategies as st

from scorer.article import METADATA
from scorer.corpus.read.records import _NAMES, Fields, Row, distinct
from scorer.corpus.reject import Place, Reject

KEYS = st.sampled_from([*(name for names in _NAMES.values() for name in names), "body", "x", "y"])
VALUES = st.sampled_from([None, "", "a", 1, 2.5, ["b"], {"c": 1}])


def split_slowly(names, record):
    """By each name on its own: the first of a field's names that has a value counts."""
    known, extra = {}, {}
    for name, value in record.items():
        fields = [field for field, candidates in names.items() if name in candidates]
        counting = [f for f in fields if next((n for n in names[f] if record.get(n) is not None), None) == name]
        known.update(dict.fromkeys(counting, value))
        sure = [f for f in fields if sum(n in record for n in names[f]) == 1]
        if not fields or (value is not None and not counting and not sure):
            extra[name] = value
    return known, extra


@given(st.dictionaries(KEYS, VALUES), st.dictionaries(st.sampled_from([*_NAMES]), KEYS, max_size=3))
def test_every_value_is_known_or_passed_on(record, renames):
    fields = Fields(renames)
    names = {field: (renames[field],) if field in renames else names for field, names in _NAMES.items()}

    for _ in range(2):  # the second time, the look of the record is remembered
        known, extra = fields.split(record)
        assert (known, list(extra.items())) == (
            split_slowly(names, record)[0],
            list(split_slowly(names, record)[1].items()),
        )
        assert fields.carried(record) == {f for f in METADATA if any(n in record for n in names[f])}


def test_records_of_very_many_looks_take_little_memory():
    fields = Fields()
    for number in range(2_000):
        fields.split({"text": "x", f"k{number}": 1})
    fields.split({f"k{number}": 1 for number in range(1_000)})

    assert len(fields._layouts) <= 256
    assert max(map(len, fields._layouts)) <= 64


def test_what_has_no_bytes_of_its_own_is_shown_as_json():
    reject = Row({"text": None, "n": 1}, Place("a", 1)).article(Fields())

    assert isinstance(reject, Reject)
    assert json.loads(reject.head) == {"text": None, "n": 1}


def test_names_of_columns_are_distinct():
    assert distinct(["a", "b"]) == ["a", "b"]
    assert distinct(["a", "a", "a"]) == ["a", "a.2", "a.3"]
    assert distinct(["a", "a.3", "a", "a.3"]) == ["a", "a.3", "a.3.3", "a.3.4"]
    assert len(set(distinct(["a"] * 50 + ["a.2"] * 50))) == 100
