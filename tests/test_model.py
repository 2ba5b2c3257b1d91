"""Models are data: weighed exactly, refused when tampered with."""

import hashlib
import zipfile

import numpy as np
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.errors import ModelError
from scorer.model import SPREAD, SUMS, TABLES, Head, Model, probability

NAMES = ("flaws", "style")
EDGES = (np.array([0.5, 2.0]), np.array([10.0]))


def head(shift=0.0):
    tables = np.array([[0.0, -1.0, -2.0, 0.0], [0.25, -0.25, -0.25, 0.0]])
    spread = np.stack([tables, 2 * tables]).astype(np.float32)
    return Head(base=0.5 + shift, tables=tables, spread=spread, spread_base=np.array([0.5, 0.4], dtype=np.float32))


@pytest.fixture
def model():
    return Model(NAMES, EDGES, {"quality": head(), "reliability": head(-1)})


def weigh(model, *values, names=NAMES):
    return model.weigh(names, np.array([values], dtype=np.float64))[0]


@settings(derandomize=True, deadline=None)
@given(st.floats(0, 50) | st.just(float("nan")), st.floats(-5, 50) | st.just(float("nan")))
def test_contributions_sum_to_the_score(flaws, style):
    said = weigh(Model(NAMES, EDGES, {"quality": head(), "reliability": head(-1)}), flaws, style)

    logit = said.base + sum(said.contributions.values())
    assert said.quality == pytest.approx(float(probability(np.array(logit))), abs=1e-12)
    assert said.quality_interval[0] <= said.quality <= said.quality_interval[1]
    assert said.reliability < said.quality


@pytest.mark.parametrize(("flaws", "added"), [(0, 0), (0.5, -1), (1.9, -1), (2, -2), (99, -2), (float("nan"), 0)])
def test_ranges_are_half_open(model, flaws, added):
    assert weigh(model, flaws, 0).contributions["flaws"] == added


def test_features_are_taken_by_name(model):
    said = weigh(model, 7.0, 3.0, 11.0, names=("new-signal", "flaws", "style"))

    assert said.contributions == {"flaws": -2.0, "style": -0.25}
    assert weigh(model, 7.0, names=("new-signal",)).contributions == {"flaws": 0.0, "style": 0.0}


def test_a_saved_model_loads_as_it_was_and_saves_to_the_same_bytes(model, tmp_path):
    fingerprint = model.save(tmp_path / "one")
    loaded = Model.load(tmp_path / "one")
    again = loaded.save(tmp_path / "two")

    assert loaded.fingerprint == fingerprint == again
    assert (tmp_path / "one" / SPREAD).read_bytes() == (tmp_path / "two" / SPREAD).read_bytes()
    rows = np.array([[0, 0], [1, 20], [np.nan, np.nan]])
    assert loaded.weigh(NAMES, rows) == model.weigh(NAMES, rows)


def test_the_shipped_model_loads():
    assert len(Model.load().names) > 50


def changed(folder, change):
    """Apply ``change`` to the tables and make the sum fit again, as a forger would."""
    tables = orjson.loads((folder / TABLES).read_bytes())
    change(tables)
    data = orjson.dumps(tables)
    (folder / TABLES).write_bytes(data)
    (folder / SUMS).write_text(hashlib.sha256(data).hexdigest() + "  model.json\n")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t["features"][0]["edges"].reverse(), "don't ascend"),
        (lambda t: t["features"][0]["quality"]["ranges"].pop(), "has 2 ranges, not 3"),
        (lambda t: t["features"].pop(), "has shape"),
        (lambda t: t.pop("heads"), "holds no model"),
        (lambda t: t["heads"]["quality"].update(base="x"), "holds no model"),
        (lambda t: t["features"][0]["quality"].update(unknown="NaN"), "isn't finite"),
        (lambda t: t.update(spread_sha256="0"), "isn't the one"),
    ],
)
def test_a_forged_model_is_refused(model, tmp_path, change, message):
    model.save(tmp_path)
    changed(tmp_path, change)

    with pytest.raises(ModelError, match=message):
        Model.load(tmp_path)


def test_one_changed_byte_is_refused(model, tmp_path):
    model.save(tmp_path)
    for name in (TABLES, SPREAD):
        data = bytearray((tmp_path / name).read_bytes())
        for place in range(0, len(data), max(1, len(data) // 100)):
            data[place] ^= 1
            (tmp_path / name).write_bytes(data)
            with pytest.raises(ModelError):
                Model.load(tmp_path)
            data[place] ^= 1
            (tmp_path / name).write_bytes(data)
    assert Model.load(tmp_path).fingerprint


class Bomb:
    def __reduce__(self):
        return (print, ("code ran",))


def test_pickles_are_never_loaded(model, tmp_path, capsys):
    model.save(tmp_path)
    np.savez(tmp_path / SPREAD, quality=np.array([Bomb()], dtype=object))
    spread = hashlib.sha256((tmp_path / SPREAD).read_bytes()).hexdigest()
    changed(tmp_path, lambda tables: tables.update(spread_sha256=spread))

    with pytest.raises(ModelError, match="holds no model"):
        Model.load(tmp_path)
    assert "code ran" not in capsys.readouterr().out


def test_a_damaged_spread_is_refused(model, tmp_path):
    model.save(tmp_path)
    with zipfile.ZipFile(tmp_path / SPREAD, "w") as archive:
        archive.writestr("quality.npy", b"no array")
    spread = hashlib.sha256((tmp_path / SPREAD).read_bytes()).hexdigest()
    changed(tmp_path, lambda tables: tables.update(spread_sha256=spread))

    with pytest.raises(ModelError):
        Model.load(tmp_path)


def test_no_model_is_refused(tmp_path):
    with pytest.raises(ModelError, match=r"model.json can't be read: No such file"):
        Model.load(tmp_path)


def test_a_huge_file_is_no_model(tmp_path, monkeypatch):
    monkeypatch.setattr("scorer.shipped._LARGEST_FILE", 10)
    (tmp_path / TABLES).write_bytes(b"x" * 11)

    with pytest.raises(ModelError, match="larger than 10 bytes"):
        Model.load(tmp_path)
