"""A short form of the trials beside this file: real runs, killed and compared."""

import random
import sys

import pytest

from tests.endurance.kill import Trial
from tests.endurance.made_up import corpus
from tests.endurance.same import written

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are watched as Linux tells of them")


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    return Trial(tmp_path_factory.mktemp("killed"), rows=200, workers=2, draw=random.Random(7))  # noqa: S311


@pytest.mark.parametrize("mode", ["group", "int", "fsize"])
def test_killed_runs_lose_nothing(trial, mode):
    trial.run(mode, kills=4)

    assert trial.wrong == []
    assert (trial.told["double"], trial.told["missing"]) == (0, 0)


def test_the_same_bytes_in_every_way(tmp_path):
    corpus(tmp_path / "corpus", rows=60)

    assert len({written(tmp_path, *way) for way in ((1, 1, 0), (2, 7, 1, "Nehalem"))}) == 1
