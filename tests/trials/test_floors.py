"""No measured figure falls below its floor unseen."""

import subprocess
import sys

from tests.conftest import DATA, needs_data


@needs_data
def test_no_figure_is_below_its_floor():
    """In a process of its own, which nobody traces: to trace it would take twice as long."""
    gate = [sys.executable, "-W", "error", "-m", "scorer.trials", str(DATA), "--gate"]
    done = subprocess.run(gate, capture_output=True, text=True, check=False)

    assert not done.returncode, done.stdout + done.stderr
