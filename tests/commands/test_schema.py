"""The schema that is printed is the schema of what is written."""

import json

import pytest
from jsonschema import Draft202012Validator, ValidationError

from tests.conftest import ROOT, SEEDS

PAGE = "<html><title>A page</title><body><article><p>" + "Words on a page. " * 60
ROWS = [
    {"text": SEEDS[2].read_text(encoding="utf-8"), "id": "001", "authors": ["Ann"], "date": "2025-01-02", "n": 10**30},
    {"html": PAGE, "url": "https://example.org/"},
    {"text": "Too short."},
    {"text": ""},
    [],
]


@pytest.fixture
def schema(run):
    _, out, _ = run("schema")
    return Draft202012Validator(json.loads(out))


def test_it_is_a_schema(schema):
    Draft202012Validator.check_schema(schema.schema)


def test_scores_and_rejects_keep_to_it(schema, run, tmp_path):
    rows, rejects = tmp_path / "rows.jsonl", tmp_path / "rejects.jsonl"
    rows.write_text("".join(f"{json.dumps(row)}\n" for row in ROWS), encoding="utf-8")

    _, out, _ = run("score", rows, ROOT / "seeds", "--rejects", rejects, "--published", "redpajama,gopher")

    lines = [*out.splitlines(), *rejects.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len(ROWS) + len(SEEDS)
    for line in lines:
        schema.validate(json.loads(line))


@pytest.mark.parametrize("change", [{"rank": 0}, {"quality": 2}, {"schema": 2}, {"unheard": 1}, {"findings": [{}]}])
def test_anything_else_does_not(schema, run, change):
    _, out, _ = run("score", SEEDS[0])

    with pytest.raises(ValidationError):
        schema.validate({**json.loads(out), **change})
