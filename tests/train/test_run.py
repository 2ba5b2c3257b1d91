"""A training run on small made-up sets: labels in, a model and its card out."""

import random

import numpy as np
import pandas as pd
import pytest

from scorer import Scorer
from scorer.errors import InputError
from scorer.train import __main__ as command
from scorer.train import coverage, crossfit, figures, fit, labels, pairs, run
from scorer.train.run import train
from tests.made_up import PLACES, sound, unsound

DATASETS = sorted({*(rule.dataset for rule in (*labels.RULES, *labels.SHOWN)), *labels.RATED})


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Every set that training reads, each with ten sources of which half are sound."""
    root = tmp_path_factory.mktemp("data")
    folder = root / "quality"
    folder.mkdir()
    for number, dataset in enumerate(DATASETS):
        draw = random.Random(number)  # noqa: S311  (no secret hangs on it)
        rows = []
        for row in range(80):
            source = row % 10
            good = source < 5
            rows.append(
                {
                    "id": f"{dataset}-{row}",
                    "title": draw.choice(PLACES),
                    "url": f"https://{dataset}-{source}.example/{row}",
                    "date": f"20{10 + source}-03-01",
                    "text": sound(draw) if good else unsound(draw),
                    "group": "" if dataset == "llmfake" else f"{dataset}-{source}.example",
                    "pc1": 0.9 if good else 0.2,
                    "label": float(good),
                    "klass": {"hoax_vs_press": ("quality_press", "hoax"), "horne2017": ("real", "fake")}.get(
                        dataset, ("satire", "fake")
                    )[not good],
                    "generator": "human" if good else "gpt",
                }
            )
        pd.DataFrame(rows).to_parquet(folder / f"{dataset}.parquet")
    return root


def shorten(patch):
    """Fewer members and samples; what other labelled data would teach the learnt measures is made up."""
    patch.setattr(fit, "MEMBERS", 3)
    patch.setattr(figures, "_SAMPLES", 5)
    patch.setattr(run, "TREES", {"quality": 60, "reliability": 60})
    patch.setattr(coverage, "_PARTS", 3)
    patch.setattr(pairs, "SOUND", 6)
    patch.setattr(pairs, "UNSOUND", 6)
    patch.setattr(crossfit, "verdicts", lambda frame, *_: {"style": frame["text"].str.len().to_numpy() / 1e4})


@pytest.fixture(autouse=True)
def short(monkeypatch):
    shorten(monkeypatch)


@pytest.fixture(scope="module")
def trained(data, tmp_path_factory):
    target = tmp_path_factory.mktemp("model")
    with pytest.MonkeyPatch.context() as patch:
        shorten(patch)
        return target, train(data, target)


def test_the_model_ranks_as_it_was_taught(trained):
    target, fingerprint = trained
    scorer = Scorer.load(target)
    draw = random.Random(99)  # noqa: S311

    good, bad = (
        np.mean([score.quality for score in scorer.score_many(make(draw) for _ in range(10))])
        for make in (sound, unsound)
    )

    assert scorer.model.fingerprint == fingerprint
    assert good > 0.7
    assert bad < 0.3


def test_training_twice_gives_the_same_bytes(trained, data, tmp_path):
    target, fingerprint = trained

    assert train(data, tmp_path) == fingerprint
    for path in target.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_the_card_holds_the_figures(trained):
    target, fingerprint = trained
    text = (target / "README.md").read_text(encoding="utf-8")

    assert fingerprint in text
    assert "sound against machine" in text
    assert (target / "calibration.svg").read_text(encoding="utf-8").startswith("<svg")


def test_no_source_is_parted_or_over_its_cap(data):
    frame = labels.load(data / "quality")

    assert frame.groupby("group").size().max() <= labels.MOST_PER_SOURCE
    shown = {rule.kind for rule in labels.SHOWN}
    assert set(frame["kind"].dropna()) == {"press", "fabricated", "farm", "machine"} | shown
    assert frame.loc[frame["kind"].isin(shown), ["quality", "pc1"]].isna().all(axis=None)
    assert frame.loc[frame["kind"] == "press", "quality"].eq(1).all()


def test_missing_sets_are_named(tmp_path):
    with pytest.raises(InputError, match="lacks the labelled sets allsides_dev, clef2021_task3"):
        labels.load(tmp_path)


def test_the_command_trains(data, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["train", str(data), str(tmp_path / "m")])
    assert command.main() == 0
    assert str(tmp_path / "m") in capsys.readouterr().out

    monkeypatch.setattr("sys.argv", ["train", str(tmp_path / "none"), str(tmp_path / "m")])
    assert command.main() == 2
    assert "lacks the labelled sets" in capsys.readouterr().err
