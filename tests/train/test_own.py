"""A model fitted to labels of one's own: learns them, keeps the rest, is the same each time."""

from dataclasses import replace

import numpy as np
import orjson
import pytest

from scorer.errors import InputError, OutputError
from scorer.model import HEADS, Model
from scorer.shipped import FOLDER
from scorer.train import figures, fit, own
from scorer.train.labelled import Labelled


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(fit, "MEMBERS", 3)
    monkeypatch.setattr(fit, "TREES", 40)
    monkeypatch.setattr(figures, "_SAMPLES", 20)


@pytest.fixture(scope="module")
def base():
    return Model.load()


@pytest.fixture(scope="module")
def labelled(base):
    """What is labelled sound quotes people; twelve sources; the last article isn't judged."""
    draw = np.random.default_rng(3)
    rows = np.full((301, len(base.names)), np.nan)
    quotes = draw.integers(0, 5, 301)
    rows[:, base.names.index("direct-quote")] = quotes
    return Labelled(
        sound=draw.random(301) < 0.1 + 0.2 * quotes,
        sources=np.array([f"source {number % 12}" for number in range(301)], dtype=object),
        sourced=np.ones(301, dtype=bool),
        quality=np.append(draw.random(300), np.nan),
        abstained=np.array([""] * 300 + ["too-short"], dtype=object),
        characters=np.full(301, 1000.0),
        names=base.names,
        rows=rows,
    )


def test_the_labels_are_learnt_and_the_rest_is_kept(labelled, base, tmp_path):
    told = own.train(labelled, base, tmp_path)

    model = Model.load(tmp_path)
    assert model.fingerprint == told["model"]
    assert told["gain"]["low"] > 0.1
    assert (told["articles"], told["judged"], told["abstained"]) == (301, 300, {"too-short": 1})
    table = model.heads["quality"].tables[base.names.index("direct-quote")]
    assert (np.diff(table[:-1]) >= -1e-9).all()
    assert model.heads["reliability"].tables.tolist() == base.heads["reliability"].tables.tolist()
    assert {path.name for path in tmp_path.iterdir()} == {
        "README.md",
        "SHA256SUMS",
        "calibration.svg",
        "evaluation.json",
        "model.json",
        "spread.npz",
    }
    assert orjson.loads((tmp_path / "evaluation.json").read_bytes()) == told
    assert set(model.heads) == set(HEADS)


def test_training_twice_gives_the_same_bytes(labelled, base, tmp_path):
    for name in "ab":
        own.train(labelled, base, tmp_path / name)

    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_few_sources_mean_few_folds_and_the_card_says_so(labelled, base, tmp_path):
    sources = np.array([f"source {number % 3}" for number in range(301)], dtype=object)

    assert own.train(replace(labelled, sources=sources), base, tmp_path)["folds"] == 3
    assert "3 folds by source instead of 5" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_what_teaches_nothing_is_refused(labelled, base, tmp_path):
    one_kind = replace(labelled, sound=np.ones(301, dtype=bool))
    parted = replace(labelled, sources=np.where(labelled.sound, "good", "bad").astype(object))

    for given, message in (
        (labelled.take(np.arange(150)), "training needs at least 200 labelled articles that can be judged, not 150"),
        (one_kind, "all 300 judged articles are labelled sound; training needs both kinds"),
        (parted, "sources with sound articles: 1, with unsound ones: 1; at least two of each"),
    ):
        with pytest.raises(InputError, match=message):
            own.train(given, base, tmp_path / "m")
    assert not (tmp_path / "m").exists()


def test_the_shipped_model_is_not_written_over(labelled, base, tmp_path):
    (tmp_path / "file").write_text("")

    for target, message in ((FOLDER, "holds the shipped model"), (tmp_path / "file", "it is not a folder")):
        with pytest.raises(OutputError, match=message):
            own.train(labelled, base, target)


def test_files_of_other_things_are_not_written_over(labelled, base, tmp_path):
    (tmp_path / "README.md").write_text("Mine.")

    with pytest.raises(OutputError, match=r"its README\.md is no model's; give another folder"):
        own.train(labelled, base, tmp_path)
    with pytest.raises(OutputError, match="can't write"):
        own.train(labelled, base, tmp_path / ("x" * 400))

    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


def test_a_model_of_before_is_replaced_whole_or_not_at_all(labelled, base, tmp_path, monkeypatch):
    first = own.train(labelled, base, tmp_path)["model"]
    (tmp_path / "notes.txt").write_text("Mine.")
    other = replace(labelled, sound=~labelled.sound)

    with monkeypatch.context() as patch:
        patch.setattr(own.card, "curve", lambda _: (_ for _ in ()).throw(OSError(28, "no space left")))
        with pytest.raises(OutputError, match="no space left"):
            own.train(other, base, tmp_path)
    assert Model.load(tmp_path).fingerprint == first

    second = own.train(other, base, tmp_path)["model"]
    assert Model.load(tmp_path).fingerprint == second != first
    assert len(list(tmp_path.iterdir())) == 7
