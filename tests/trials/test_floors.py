"""No measured figure falls below its floor unseen."""

import json

from scorer.trials import discover, gate
from scorer.trials.results import run
from tests.conftest import DATA, needs_data


@needs_data
def test_no_figure_is_below_its_floor():
    floors = json.loads(gate.FLOORS.read_text(encoding="utf-8"))

    assert list(gate.broken(run(discover(), DATA), floors)) == []
