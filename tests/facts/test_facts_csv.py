"""The shipped fact table is sound: every row is well formed, says where it comes from, and contradicts no other."""

import csv
import io
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import scorer.facts
from scorer.facts.table import COLUMNS

FOLDER = Path(scorer.facts.__file__).parent
TEXT = (FOLDER / "facts.csv").read_text("utf-8")
ROWS = list(csv.DictReader(io.StringIO(TEXT)))
KINDS = ["office", "complete", "capital", "membership", "death", "event"]
"""The kinds in the order of the file."""
HANDOVER_DAYS = 31
"""How long two holders may both stand in the table when an office changes hands."""
LATEST = "2026-08-22"
"""No row claims to know anything later than its newest source."""


def of(*kinds):
    return [row for row in ROWS if row["kind"] in kinds]


def holders(subject, relation, scope):
    return [
        row for row in of("office") if (row["subject"], row["relation"], row["scope"]) == (subject, relation, scope)
    ]


def first(moment):
    """The first day that a full or partial date may mean."""
    return date.fromisoformat(f"{moment}-01-01"[:10])


def last(row):
    """The first day that the end of a term may mean; far off for one that goes on."""
    return first(row["end"]) if row["end"] else date.max


def test_columns():
    assert tuple(ROWS[0]) == COLUMNS


def test_each_id_stands_once():
    assert [name for name, times in Counter(row["id"] for row in ROWS).items() if times > 1] == []


def test_ids_are_plain():
    assert [row["id"] for row in ROWS if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", row["id"])] == []


@pytest.mark.parametrize("column", ["start", "end", "verified_until"])
def test_dates_are_iso(column):
    written = {row[column] for row in ROWS if row[column]}
    assert [value for value in written if not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value)] == []
    assert all(first(value) for value in written)


def test_start_comes_before_end():
    wrong = [row["id"] for row in ROWS if row["start"] and row["end"] and first(row["start"]) > first(row["end"])]
    assert wrong == []


def test_start_precision_is_that_of_the_start():
    names = {0: "", 4: "year", 7: "month", 10: "day"}
    assert [row["id"] for row in ROWS if row["start_precision"] != names[len(row["start"])]] == []


def test_verified_until_covers_what_is_said():
    early = [
        row["id"]
        for row in ROWS
        if first(row["verified_until"]) < max(map(first, filter(None, (row["start"], row["end"]))), default=date.min)
    ]
    assert early == []
    assert [row["id"] for row in ROWS if row["verified_until"] > LATEST] == []


def test_one_holder_at_a_time():
    """Two holders of an office that only one can hold overlap by a few days at most."""
    alone = [row for row in of("office") if row["exclusive"] == "yes"]
    alone.sort(key=lambda row: (row["scope"], row["relation"], first(row["start"]), last(row)))
    clashes = [
        (one["id"], other["id"])
        for one, other in pairwise(alone)
        if (one["scope"], one["relation"]) == (other["scope"], other["relation"])
        and not one["end"].startswith(other["start"][:7])
        and (last(one) - first(other["start"])).days > HANDOVER_DAYS
    ]
    assert clashes == []


def test_nobody_holds_an_office_after_death():
    died = {row["subject"]: row["start"] for row in of("death")}
    known = [row for row in of("office") if row["subject"] in died]
    late = [
        row["id"] for row in known if first(died[row["subject"]][: len(row["end"]) or None]) < min(last(row), date.max)
    ]
    assert known
    assert late == []


def test_size():
    assert len(of("office")) >= 1_500
    assert len({row["scope"] for row in of("capital")}) >= 195


def test_yes_and_no():
    assert {row[column] for row in ROWS for column in ("exclusive", "courtesy")} == {"yes", "no"}


def test_nothing_needed_is_empty():
    assert [row["id"] for row in ROWS if not (row["scope"] and row["relation"] and row["source"])] == []
    assert [row["id"] for row in ROWS if not row["subject"] and row["kind"] != "complete"] == []


def test_each_source_is_named_in_the_readme():
    named = set(re.findall(r"^\| `([a-z0-9-]+)` \|", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE))
    assert {source for row in ROWS for source in row["source"].split("|")} - named == set()


def test_names_can_be_found_without_their_accents():
    accented = [row for row in of("office", "capital", "death") if not row["subject"].isascii()]
    lacking = [row["id"] for row in accented if not any(map(str.isascii, row["subject_aliases"].split("|")))]
    assert accented
    assert [name for name in lacking if name] == []


@pytest.mark.parametrize("column", ["subject", "relation", "scope"])
def test_aliases_stand_once_and_differ_from_the_name(column):
    for row in ROWS:
        names = [row[column], *filter(None, row[f"{column}_aliases"].split("|"))]
        assert len(names) == len(set(names)), row["id"]


def test_one_person_has_one_spelling():
    """The forms of a subject's name are the same in all its terms of office."""
    forms = {}
    for row in of("office"):
        assert forms.setdefault(row["subject"], row["subject_aliases"]) == row["subject_aliases"], row["id"]


def test_complete_rows_speak_of_listed_holders():
    listed = {(row["relation"], row["scope"]) for row in of("office", "membership")}
    assert [row["id"] for row in of("complete") if (row["relation"], row["scope"]) not in listed] == []


def test_order_and_quoting_are_settled():
    """The same facts always make the same bytes."""
    key = ("scope", "relation", "start", "subject", "id")
    ordered = sorted(ROWS, key=lambda row: (KINDS.index(row["kind"]), *(row[column] for column in key)))
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(ordered)
    assert out.getvalue() == TEXT


@pytest.mark.parametrize(
    ("subject", "relation", "scope", "start", "end"),
    [
        ("Nikolai Patrushev", "Secretary of the Security Council", "Russia", "2008-05-12", "2024-05-12"),
        ("Sergei Shoigu", "Defense Minister", "Russia", "2012-11-06", "2024-05-12"),
        ("Angela Merkel", "Chancellor", "Germany", "2005-11-22", "2021-12-08"),
        ("François Hollande", "President", "France", "2012-05-15", "2017-05-14"),
        ("Barack Obama", "President", "United States", "2009-01-20", "2017-01-20"),
    ],
)
def test_well_known_terms(subject, relation, scope, start, end):
    assert (start, end) in {(row["start"], row["end"]) for row in holders(subject, relation, scope)}
