"""Labels of one's own: evaluate, tune and train, as a person uses them."""

import json

import pytest

from scorer.commands import tune
from scorer.train import figures, fit
from tests.conftest import ROOT
from tests.made_up import labelled, write


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(fit, "MEMBERS", 3)
    monkeypatch.setattr(fit, "TREES", 40)
    monkeypatch.setattr(figures, "_SAMPLES", 20)


@pytest.fixture(scope="module")
def some(tmp_path_factory):
    return write(tmp_path_factory.mktemp("labels") / "labels.jsonl", labelled(60))


def test_evaluate_tells_how_well_scores_agree(run, some, tmp_path):
    code, out, err = run("evaluate", some, "-o", tmp_path / "figures.json")

    told = json.loads((tmp_path / "figures.json").read_text())
    values = {figure["name"]: figure["value"] for figure in told["figures"]}
    assert code == 0
    assert "60 articles of 12 known sources: 60 judged" in out
    assert "sources missed the furthest" in out
    assert values["AUROC"] > 0.7
    assert f"{values['AUROC']:.3f}" in out
    assert set(values) == {
        "AUROC",
        "average precision",
        "Brier score",
        "expected calibration error",
        "precision at 0.5",
        "recall at 0.5",
        "AUROC of length alone",
    }
    assert "no source" not in err


def test_evaluate_takes_a_model_before_the_labels(run, some):
    by_place, by_name = run("evaluate", ROOT / "models", some), run("evaluate", some, "--model", ROOT / "models")

    assert by_place[0] == 0
    assert by_place[1] == by_name[1] == run("evaluate", some)[1]


def test_a_cut_off_can_be_read_by_a_machine(run, some):
    code, out, _ = run("tune", some, "--keep", "0.5", "--json")

    told = json.loads(out)
    assert code == 0
    assert told["wanted"] == {"keep": 0.5}
    assert 0 < told["cutoff"] < 1
    assert {figure["name"] for figure in told["held_out"]["figures"]} == {"share kept", "precision", "recall"}


def test_tune_is_honest_where_nothing_reaches(run, some):
    code, out, _ = run("tune", some, "--precision", "1")

    assert code == 0
    assert "no cut-off reaches precision 1; the best is 0." in out
    assert "unseen sources" in out


def test_a_share_to_keep_needs_no_labels(run, tmp_path):
    rows = [{name: value for name, value in row.items() if name != "label"} for row in labelled(40)]
    path = write(tmp_path / "unlabelled.jsonl", rows)

    code, out, err = run("tune", path, "--keep", "0.5")

    assert code == 0
    assert "no labels" in out
    assert "share kept" in out
    assert "precision" not in out
    assert "no 'label' column: only the share kept can be told" in err
    assert run("tune", path, "--recall", "0.5")[0] == 2


def test_tune_says_what_rests_on_few_articles(run, tmp_path):
    path = write(tmp_path / "few.jsonl", labelled(40, sources=6))

    _, _, err = run("tune", path, "--recall", "0.9")

    assert "of 6 sources are kept, which says little" in err


@pytest.mark.parametrize(("found", "told"), [(0.7, True), (0.798, False), (None, False)])
def test_tune_says_where_unseen_sources_fall_short(found, told):
    part = {"figures": [{"name": "precision", "value": found}]}
    figures = {"kept": {"articles": 90, "sources": 30}, "wanted": {"precision": 0.8}, "held_out": part}

    doubts = tune._doubts(figures)

    assert doubts == ["on sources that the cut-off wasn't chosen on, precision is 0.700, below 0.8"] * told


def test_tune_says_that_one_source_cannot_be_held_out(run, tmp_path):
    path = write(tmp_path / "one.jsonl", labelled(40, sources=1))

    code, _, err = run("tune", path, "--keep", "0.5")

    assert code == 0
    assert "nothing was held out" in err
    assert "all 40 articles are of one source" in err


def test_train_writes_a_model_that_scores(run, tmp_path):
    path = write(tmp_path / "labels.jsonl", labelled(210))

    code, out, _ = run("train", path, "-o", tmp_path / "m")

    assert code == 0
    assert "gain in AUROC" in out
    assert run("score", ROOT / "seeds", "--model", tmp_path / "m")[0] == 0
    assert run("evaluate", tmp_path / "m", path)[0] == 0


def test_the_number_of_workers_does_not_change_a_byte_of_the_model(run, tmp_path):
    path = write(tmp_path / "labels.jsonl", labelled(210))

    for workers in "12":
        assert run("train", path, "-o", tmp_path / workers, "--workers", workers)[0] == 0

    assert (tmp_path / "1" / "model.json").read_bytes() == (tmp_path / "2" / "model.json").read_bytes()


def test_few_sources_and_unknown_ones_are_told(run, tmp_path):
    rows = labelled(210, sources=3)
    few = write(tmp_path / "few.jsonl", rows)
    unknown = write(tmp_path / "unknown.jsonl", [row | {"url": ""} for row in rows])

    assert "few sources hold one of the labels: 3 folds instead of 5" in run("train", few, "-o", tmp_path / "m")[2]
    assert "210 of 210 articles name no source or url" in run("evaluate", unknown)[2]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["evaluate", "{}/none.jsonl"], 2, "there is no such file"),
        (["evaluate", "{}/gold.jsonl"], 2, "rename with --field label=gold"),
        (["evaluate", "{}/stars.jsonl"], 2, "row 1: the label 4 is not between 0 and 1; divide by the top mark"),
        (["evaluate", "{}/model"], 2, "is a model; give the labelled articles after it"),
        (["tune", "{}/gold.jsonl"], 2, "one of the arguments --keep --precision --recall is required"),
        (["tune", "{}/gold.jsonl", "--keep", "0"], 2, "0 is not above 0 and at most 1"),
        (["tune", "{}/gold.jsonl", "--precision", "much"], 2, "'much' is no number"),
        (["tune", "{}/gold.jsonl", "--keep", "1.5"], 2, "1.5 is not between 0 and 1"),
        (["evaluate", "{}/gold.jsonl", "--workers", "few"], 2, "few is not 1 or more"),
        (["train", "{}/gold.jsonl"], 2, "required: -o"),
        (["train", "{}/gold.jsonl", "-o", "{}/gold.jsonl"], 2, "it is not a folder"),
        (["evaluate", "{}/words.jsonl"], 2, "no 'label' can be read, 'good' for one"),
        (["evaluate", "{}/gold.jsonl", "-o", "{}/gold.jsonl"], 2, "it is being read; give another name"),
        (["evaluate", "{}/gold.jsonl", "-o", "{}/no/where.json"], 2, "there is no folder"),
        (["evaluate", "{}/model", "{}/gold.jsonl", "--model", "{}/m"], 2, "--model names another; give one of them"),
    ],
    ids=lambda value: " ".join(value)[-30:] if isinstance(value, list) else None,
)
def test_wrong_use_is_told_in_one_line(run, tmp_path, words, code, message):
    write(tmp_path / "gold.jsonl", [{"text": "Some words.", "gold": 1}])
    write(tmp_path / "stars.jsonl", [{"text": "Some words.", "label": 4}])
    write(tmp_path / "words.jsonl", [{"text": "Some words.", "label": "good"}])
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.json").write_text("{}")

    found, out, err = run(*(word.format(tmp_path) for word in words))

    assert (found, out) == (code, "")
    assert message in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["evaluate", "{}/same.jsonl"], "all 30 judged articles are labelled sound; evaluation needs both kinds"),
        (["train", "{}/few.jsonl", "-o", "{}/m"], "training needs at least 200 labelled articles that can be judged"),
        (["evaluate", "{}/short.jsonl"], "at least 1 labelled articles that can be judged, not 0"),
    ],
)
def test_labels_that_do_not_do_are_told_last(run, tmp_path, words, message):
    rows = labelled(30)
    write(tmp_path / "few.jsonl", rows)
    write(tmp_path / "same.jsonl", [row | {"label": True} for row in rows])
    write(tmp_path / "short.jsonl", [row | {"text": "Some words."} for row in rows])

    code, _, err = run(*(word.format(tmp_path) for word in words))

    assert code == 2
    assert message in err.splitlines()[-1]


def test_bad_rows_are_rejects_and_a_column_may_have_another_name(run, tmp_path):
    rows = [{**row, "gold": row["label"]} for row in labelled(40)]
    rows[3]["gold"] = "fine"
    path = write(tmp_path / "labels.jsonl", rows)

    code, out, err = run("evaluate", path, "--field", "label=gold")

    assert code == 0
    assert "39 articles" in out
    assert "row 4: 'fine' is no label; labels are 0 or 1, true or false, or a number between [bad-label]" in err
    assert "40 rows in, 39 scored, 1 rejected" in err
