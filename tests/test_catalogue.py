"""The catalogue is made from the signals, and a new signal from two files."""

import pytest

from scorer import catalogue
from scorer.errors import ScorerError, UnknownSignalError
from scorer.signals import discover, named


def test_the_catalogue_is_fresh():
    assert catalogue.CATALOGUE.read_text(encoding="utf-8") == catalogue.render(), "run `make catalogue`"


def test_every_signal_is_listed_with_a_summary():
    listed = catalogue.listing()

    assert [entry["id"] for entry in listed] == sorted(discover())
    assert all(entry["summary"].endswith(".") for entry in listed)


def test_an_unknown_signal_is_named_with_its_nearest():
    with pytest.raises(UnknownSignalError, match=r"no signal is called 'hashtag-tale'\. Did you mean hashtag-tail"):
        named("hashtag-tale")
    with pytest.raises(UnknownSignalError, match="`scorer signals` lists them all"):
        named("qqqq")


def test_a_new_signal_is_two_files_that_work(tmp_path, capsys):
    for folder in ("scorer/signals", "tests/signals"):
        (tmp_path / folder).mkdir(parents=True)

    code, cases = catalogue.new("odd-sign", tmp_path)

    compile(code.read_text(), str(code), "exec")
    assert "class OddSign(Signal)" in code.read_text()
    assert cases.read_text().count("[[odd sign]]") == 3
    with pytest.raises(ScorerError, match="is there already"):
        catalogue.new("odd-sign", tmp_path)


@pytest.mark.parametrize("name", ["Odd", "odd_sign", "../odd", "", "odd-"])
def test_a_bad_name_is_refused(name, tmp_path):
    with pytest.raises(ScorerError, match="no name for a signal"):
        catalogue.new(name, tmp_path)


def test_the_command_writes_the_catalogue(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(catalogue, "CATALOGUE", tmp_path / "README.md")

    assert catalogue.main([]) == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == catalogue.render()
    assert catalogue.main(["--new", "BAD"]) == 2
    assert "no name for a signal" in capsys.readouterr().err
