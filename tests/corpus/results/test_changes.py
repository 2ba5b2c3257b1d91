"""What changed between two scored outputs."""

import random

from hypothesis import given
from hypothesis import strategies as st

from scorer.corpus.results.changes import compare


def record(number, quality=0.5, *found, **known):
    return {
        "id": f"a{number}",
        "path": "in.jsonl",
        "row": number,
        "quality": quality,
        "reliability": 0.5,
        "abstained": None if quality is not None else "too-short",
        "findings": [{"signal": signal, "evidence": evidence} for signal, evidence in found],
        "features": {},
        "contributions": {"words": 0.1, "names": 0.2},
        "model": "f" * 64,
    } | known


def test_the_same_is_the_same():
    records = [record(number, 0.1 * number, ("s", "e")) for number in range(9)]

    changes = compare(records, records)

    assert changes.changed == 0
    assert (changes.both, changes.moved, changes.movers) == (9, 0, [])
    assert not changes.appeared
    assert not changes.vanished
    assert changes.steps() == {"mean": 0, "median": 0, "low": 0, "high": 0}


@given(st.permutations(range(12)), st.permutations(range(12)), st.sets(st.integers(0, 11)), st.sets(st.integers(0, 11)))
def test_rows_are_matched_in_any_order(old, new, gone, come):
    before = [record(number, number / 20) for number in old if number not in come]
    after = [record(number, number / 20 + 0.1) for number in new if number not in gone]

    changes = compare(before, after)

    assert (changes.only_old, changes.only_new) == (len(gone - come), len(come - gone))
    assert changes.both == changes.moved == 12 - len(gone | come)
    assert changes.changed == (len(gone ^ come) + changes.both) / max(changes.both + len(gone ^ come), 1)


def test_findings_that_appeared_and_vanished():
    before = [record(1, 0.5, ("a", "x"), ("a", "x"), ("b", "y"))]
    after = [record(1, 0.5, ("b", "y"), ("a", "x"), ("c", "z"), ("b", "w"))]

    changes = compare(before, after)

    assert changes.vanished == {"a": 1}
    assert changes.appeared == {"b": 1, "c": 1}


def test_what_is_judged_otherwise():
    changes = compare([record(1), record(2, None), record(3, None)], [record(1, None), record(2), record(3, None)])

    assert changes.judgements == {("judged", "too-short"): 1, ("too-short", "judged"): 1}
    assert len(changes.old) == 0
    assert changes.steps() is None
    assert changes.means() == (None, None)
    assert changes.to_dict()["changed"] == round(2 / 3, 6)


def test_those_that_moved_most_come_first_with_what_moved_them():
    draw = random.Random(1)  # noqa: S311  (no secret hangs on it)
    steps = [draw.uniform(-0.4, 0.4) for _ in range(40)]
    before = [record(number, 0.5) for number in range(40)]
    after = [
        record(number, 0.5 + step, contributions={"words": 0.1 + step, "new": 0.01})
        for number, step in enumerate(steps)
    ]

    movers = compare(before, after).movers

    farthest = sorted(range(40), key=lambda number: -abs(steps[number]))[:10]
    assert [mover.id for mover in movers] == [f"a{number}" for number in farthest]
    assert [name for name, _ in movers[0].by] == ["words", "names", "new"]
    assert movers[0].to_dict()["by"]["names"] == -0.2


def test_a_step_of_the_tolerance_is_no_move():
    changes = compare([record(1, 0.5), record(2, 0.5)], [record(1, 0.51), record(2, 0.510002)], tolerance=0.01)

    assert changes.moved == 1


def test_rows_of_moved_files_are_matched_by_id():
    before, after = [record(1)], [record(1, path="elsewhere.jsonl", row=7)]

    assert compare(before, after).both == 0
    assert compare(before, after, by_id=True).both == 1


def test_rows_that_share_a_name_are_matched_in_order():
    changes = compare([record(1, 0.1), record(1, 0.2), record(1, 0.3)], [record(1, 0.1), record(1, 0.2)])

    assert (changes.both, changes.moved, changes.only_old) == (2, 0, 1)


def test_models_are_told():
    told = compare([record(1)], [record(1, model="e" * 64)]).to_dict()

    assert told["models"] == {"old": ["f" * 64], "new": ["e" * 64]}
