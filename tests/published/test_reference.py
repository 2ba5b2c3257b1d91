"""The publishers' own code gave these values; ours are the same, to the last digit that it gave."""

import json

import pytest

from scorer.published import published
from tests.conftest import DATA, SEEDS

REFERENCE = DATA / "peer_signal_reference.json"
needs_reference = pytest.mark.skipif(not REFERENCE.exists(), reason=f"the publishers' values are not at {REFERENCE}")


def reference():
    return json.loads(REFERENCE.read_text(encoding="utf-8")) if REFERENCE.exists() else {"texts": {}}


GIVEN = reference()
TEXTS = GIVEN["texts"] | {
    f"seed_{path.name[:3]}": path.read_bytes().decode("utf-8") for path in SEEDS if "redpajama_v2" in GIVEN
}


def wanted(case):
    """Name and value, by our names; a document's signal is one number."""
    for name, rows in GIVEN["redpajama_v2"][case].items():
        yield name, rows[0][2] if name.startswith("rps_doc") else rows
    for tagger, values in GIVEN["dolma"][case].items():
        yield from ((f"dolma_{tagger}.{name}", value) for name, value in values.items())
    yield from ((f"datatrove.{name}", value) for name, value in GIVEN["datatrove_stats"][case].items())


@needs_reference
@pytest.mark.parametrize("case", TEXTS)
def test_values_are_the_publishers_own(case):
    ours = published(TEXTS[case], ["redpajama", "dolma_gopher_v1", "dolma_gopher_v2", "datatrove"])
    theirs = dict(wanted(case))

    assert {name: ours[name] for name in theirs} == theirs
    # What they leave out, as Dolma does in texts shorter than the run of words, is None here.
    assert all(value is None or name.endswith(".mean") for name, value in ours.items() if name not in theirs)


@needs_reference
def test_every_text_of_the_reference_is_compared():
    assert set(TEXTS) == set(GIVEN["redpajama_v2"]) == set(GIVEN["dolma"]) == set(GIVEN["datatrove_stats"])
