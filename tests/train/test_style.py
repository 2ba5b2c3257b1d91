"""Style is learnt from the wording of many sources, and nobody is judged by weights that his own source taught."""

import random

import numpy as np
import pandas as pd
import pytest

from scorer import shipped
from scorer.classifier import Weights
from scorer.learnt import MACHINE_WRITTEN, STYLE
from scorer.train import classifiers, crossfit, pin, style
from scorer.train.linear import units_of
from scorer.train.recipes import Recipe, discover, machine
from tests.made_up import sound, unsound

SOURCES, ARTICLES = 60, 3


@pytest.fixture(scope="module")
def rated():
    """Articles of sixty sources, half of them rated high."""
    draw = random.Random(5)  # noqa: S311  (no secret hangs on it)
    rows = []
    for source in range(SOURCES):
        good = source % 2 == 0
        texts = [(sound if good else unsound)(draw) for _ in range(ARTICLES)]
        rows += [{"text": text, "group": f"s{source}.example", "pc1": 0.9 if good else 0.1} for text in texts]
    return pd.DataFrame(rows)


def test_style_follows_the_rating(rated):
    groups = np.repeat(np.arange(SOURCES), ARTICLES)
    units = units_of(rated["text"].tolist())
    ratings = rated["pc1"].to_numpy()

    values = STYLE.log_odds(units, style.learn(units, ratings, groups))

    assert np.corrcoef(values, ratings)[0, 1] > 0.7


def test_wording_of_few_sources_weighs_nothing(rated):
    groups = np.repeat(np.arange(SOURCES), ARTICLES)
    marked = [
        f"{text} Zebrafish forever." if group == 0 else text for text, group in zip(rated["text"], groups, strict=True)
    ]
    weights = style.learn(units_of(marked), rated["pc1"].to_numpy(), groups)

    plain, with_mark = STYLE.by_word(units_of(["forever"]), weights), STYLE.by_word(units_of(["zebrafish"]), weights)

    assert plain.tolist() == with_mark.tolist() == [0]


def test_verdicts_come_from_other_sources(rated, monkeypatch, tmp_path):
    seen = []
    passages = pd.DataFrame({"text": [], "label": [], "generator": [], "group": [], "corpus": []})
    passages = pd.concat([passages, pd.DataFrame({"group": ["s1.example", "pair"], "corpus": ["press", "xsum"]})])
    monkeypatch.setattr(machine, "rows", lambda _: passages)
    monkeypatch.setattr(machine, "passages", lambda rows: rows)
    nothing = Weights(np.zeros(1 << 16, dtype=np.int8), 1.0, 0.0)
    monkeypatch.setattr(machine, "learn_from", lambda left: seen.append(set(left["group"])) or nothing)
    frame = pd.concat([rated, rated.head(12).assign(group="(xsum_gpt)", pc1=np.nan)], ignore_index=True)

    kept = [np.ones(len(units.of_word), dtype=np.bool_) for units in (units_of([text]) for text in frame["text"])]

    verdicts = crossfit.verdicts(frame, tmp_path, kept)

    assert sorted(verdicts) == ["machine-style", "style"]
    assert np.corrcoef(verdicts["style"][: len(rated)], rated["pc1"])[0, 1] > 0.4
    assert verdicts["machine-style"].tolist() == [0.5] * len(frame)
    assert sum("s1.example" not in groups for groups in seen) == 1
    assert sum("pair" not in groups for groups in seen) == 1


def test_training_writes_and_pins(monkeypatch, tmp_path, capsys):
    page = tmp_path / "pinned.py"
    page.write_text('"""Old."""\n\nSHIPPED = {{\n    "other": "{}",\n}}\n'.format("0" * 64), encoding="utf-8")
    monkeypatch.setattr(shipped, "FOLDER", tmp_path)
    monkeypatch.setattr(pin, "_FILE", page)
    monkeypatch.setattr(pin.pinned, "SHIPPED", dict(pin.pinned.SHIPPED))
    monkeypatch.setattr(shipped, "SHIPPED", pin.pinned.SHIPPED)
    weights = Weights(np.ones(1 << 16, dtype=np.int8), 0.5, 0.0)
    recipe = Recipe(MACHINE_WRITTEN, lambda _: weights)
    monkeypatch.setattr(classifiers, "discover", lambda: {"machine-written": recipe})
    monkeypatch.setattr("sys.argv", ["classifiers", str(tmp_path)])

    assert classifiers.main() == 0

    assert capsys.readouterr().out == f"{tmp_path / MACHINE_WRITTEN.file}\n"
    assert f'"other": "{"0" * 64}"' in page.read_text(encoding="utf-8")
    assert (shipped.read(MACHINE_WRITTEN.file)) == weights.save()


def test_every_learnt_classifier_has_a_recipe_and_weights():
    recipes = discover()

    assert {"style", "machine-written", "clickbait", "boilerplate"} <= set(recipes)
    for recipe in recipes.values():
        assert len(recipe.classifier.weights.slots) == 1 << 16
