"""Facts on the command line: ``--facts`` and ``--date``."""

import json

import pytest

from scorer.facts import default
from scorer.score import Loading, Scorer
from tests.conftest import ROOT, SEEDS

HEADER = "id,kind,subject,relation,scope,scope_aliases,start,end,verified_until,exclusive\n"
PATRUSHEV = SEEDS[4]
KIRBY = SEEDS[3]
PREFIX = "fact-"


@pytest.fixture
def found(run):
    """What is found of facts, by signal: the evidence."""

    def found(*words):
        code, out, _ = run("score", *words)
        record = json.loads(out.splitlines()[0])
        told = [*record["findings"], *record["observations"]]
        assert code == 0
        return {one["signal"]: one["evidence"] for one in told if one["signal"].startswith(PREFIX)}

    return found


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder with nothing in it."""
    monkeypatch.chdir(tmp_path)


def test_seed_that_names_a_secretary_who_had_left(found):
    dated, undated = found(PATRUSHEV, "--date", "2025-06-20"), found(PATRUSHEV)

    assert dated["fact-expired"] == "Nikolai Patrushev, the Secretary of the Security Council of Russia"
    assert undated["fact-undated"]
    assert "fact-expired" not in undated
    assert "fact-expired" not in found(PATRUSHEV, "--date", "2023-06-20")


def test_seed_that_names_a_press_secretary_who_had_left(found):
    assert found(KIRBY, "--date", "2022-08-16")["fact-expired"] == "Pentagon press secretary John Kirby"
    assert "fact-expired" not in found(KIRBY, "--date", "2022-03-16")
    assert "fact-expired" not in found(KIRBY)


def test_facts_of_your_own_are_laid_over_the_shipped_ones(found, tmp_path):
    article, facts = tmp_path / "article.txt", tmp_path / "facts.csv"
    article.write_text("On Monday Elbonian Premier Jane Roe said that the mud is rising again.", encoding="utf-8")
    facts.write_text(HEADER + "roe,office,Jane Roe,Premier,Elbonia,Elbonian,2010,2014,2030,yes\n", encoding="utf-8")

    assert not found(article, "--date", "2019-01-01")
    assert found(article, "--date", "2019-01-01", "--facts", facts) == {
        "fact-expired": "Elbonian Premier Jane Roe",
    }
    assert "fact-agreed" in found(article, "--date", "2012-01-01", "--facts", facts)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--date", "20 June"), "scorer: '20 June' is no date. Write the day of publication as YYYY-MM-DD: 2025-06-20"),
        (("--date", "2025-06"), "scorer: '2025-06' is no day."),
        (("--facts", "nothing.csv"), "scorer: the facts in nothing.csv can't be read: No such file or directory."),
    ],
)
@pytest.mark.parametrize("command", [("score",), ("report", "-o", "reports")])
@pytest.mark.usefixtures("elsewhere")
def test_mistakes_are_told_before_any_work(run, tmp_path, command, words, told):
    code, out, err = run(*command, PATRUSHEV, *words)

    assert (code, out) == (2, "")
    assert err.startswith(told)
    assert not list(tmp_path.glob("reports/*"))


def test_wrong_row_is_told(run, tmp_path):
    facts = tmp_path / "facts.csv"
    facts.write_text(HEADER + "roe,office,Jane Roe,Premier,Elbonia,,2010-31-01,,,\n", encoding="utf-8")

    code, _, err = run("score", PATRUSHEV, "--facts", facts)

    assert code == 2
    assert err == (
        f"scorer: {facts}, line 2, column start: '2010-31-01' is no date. Write YYYY-MM-DD, YYYY-MM, YYYY or nothing\n"
    )


def test_scores_of_other_facts_or_another_day_have_another_identity(tmp_path):
    facts = tmp_path / "facts.csv"
    facts.write_text(HEADER + "roe,office,Jane Roe,Premier,Elbonia,,2010,,,\n", encoding="utf-8")
    scorers = Scorer.load(), Scorer.load(date="2025-06-20"), Scorer.load(facts=facts)

    assert len({scorer.identity["signals"] for scorer in scorers}) == 3
    assert Scorer.load().identity == scorers[0].identity
    assert f"Facts({default().table!r}, None)" in repr(scorers[0].panel.signals)


def test_what_is_given_is_loaded_in_other_processes_the_same():
    loading = Loading(date="2025-06-20")

    assert loading == Loading(date="2025-06-20")
    assert loading(None).identity == Scorer.load(date="2025-06-20").identity


def test_report_says_what_was_looked_up(run, tmp_path):
    run("report", PATRUSHEV, "-o", tmp_path / "dated", "--format", "txt,md,html", "--date", "2025-06-20")
    run("report", PATRUSHEV, "-o", tmp_path / "undated", "--format", "txt")

    dated = " ".join(next((tmp_path / "dated").glob("*.txt")).read_text(encoding="utf-8").split())
    undated = " ".join(next((tmp_path / "undated").glob("*.txt")).read_text(encoding="utf-8").split())
    assert "1 of 2 statements that could be looked up in conflict with the table of facts" in dated
    assert "Of all others nothing is known." in dated
    assert "2 more to be looked up if the day of publication were known; give it with --date." in undated


def test_seeds_are_where_they_should_be():
    assert ROOT.joinpath("seeds").is_dir()
    assert len(SEEDS) == 5
