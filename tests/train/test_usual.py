"""What is usual among sources is measured, and the numbers in the package are those of the last training."""

import numpy as np
import orjson
import pandas as pd
import pytest

from scorer import shipped, source
from scorer.model import probability
from scorer.train.usual import usual


def test_known_variances_are_found_again():
    draw = np.random.default_rng(0)
    ratings = draw.uniform(0.2, 0.8, 300)
    means = 0.5 + 0.8 * source.logit(ratings) + draw.normal(0, 0.5, 300)
    groups = np.repeat(np.arange(300), 20)
    articles = pd.DataFrame({"group": [f"s{one}" for one in groups], "pc1": ratings[groups]})
    articles["chance"] = probability(means[groups] + draw.normal(0, 1, len(groups)))
    nameless = pd.DataFrame({"group": "(set)", "chance": [0.99] * 500})

    found = usual(pd.concat([articles, nameless], ignore_index=True))

    assert found["sources"] == 300
    assert found["within"] == pytest.approx(1, abs=0.1)
    assert found["rated"] == pytest.approx([0.5, 0.8, 0.25], abs=0.1)
    assert found["between"] == pytest.approx(np.var(means), abs=0.1)


def test_the_numbers_in_the_package_are_those_of_the_training():
    measured = orjson.loads((shipped.FOLDER / "evaluation.json").read_bytes())["sources at large"]

    for head, usual_of_head in source.USUAL.items():
        assert (usual_of_head.mean, usual_of_head.between, usual_of_head.within) == tuple(
            measured[head][name] for name in ("mean", "between", "within")
        )
    assert list(source.RATED) == measured["reliability"]["rated"]
