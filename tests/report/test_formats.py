"""Every format, and the report as JSON."""

import json
from datetime import UTC, datetime

import pytest

from scorer.report import FORMATS
from tests.report.examples import TEXT, finding, score


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_text_that_ends_its_last_line(name):
    report = FORMATS[name].render(score(TEXT, [finding(TEXT, "Some experts say")]))

    assert report.endswith("\n")
    assert "Some experts say" in report
    assert FORMATS[name].suffix == f".{name}"


def test_json_is_the_scored_record():
    given = score(TEXT, [finding(TEXT, "Some experts say")], extra={"crawled": datetime(2024, 5, 6, tzinfo=UTC)})

    record = json.loads(FORMATS["json"].render(given))

    assert record["findings"] == given.to_dict()["findings"]
    assert record["extra"] == {"crawled": "2024-05-06T00:00:00+00:00"}


def test_json_writes_other_values_as_text():
    assert json.loads(FORMATS["json"].render(score(extra={"size": 1j})))["extra"] == {"size": "1j"}
