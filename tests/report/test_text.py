"""The report as plain text."""

from dataclasses import replace

from scorer.finding import Finding
from scorer.report import words
from scorer.report.text import render
from scorer.signals import discover
from scorer.span import WHOLE
from tests.report.examples import FAULT, TEXT, finding, score, typical

TYPICAL = """\
Harbour plan delayed
====================
Source       The Harbour Times
Published    2024-05-06
Authors      Ann Lee, Bo Ek
Address      https://example.org/harbour
Language     en
Identifier   h1
File         harbour.jsonl
Row          3

Quality      31/100 (22 to 41)
             Unlikely to be called sound by an editor. Of 100 articles that score 31, an
             editor would call about 31 sound. Of models trained on other samples of
             sources, 9 in 10 would say 22 to 41.
"""
FINDING = """
[1] vague-attribution: Nobody is named. (worth a look)
    3 | Some experts say that the quay is unsafe. Mayor Ann Lee said on Monday that it isn’…
      | ^^^^^^^^^^^^^^^^
"""


def test_typical_report():
    report = render(typical())

    assert report.startswith(TYPICAL)
    assert FINDING in report
    assert "compared with: bright" in report
    assert "\nGood signs (1)\n" in report
    assert f"  -0.80  {words.feature(FAULT)} (4.0 per 1,000 words)" in report
    assert "Words in the title" in report
    assert "not whether it is true." in report
    assert report.endswith(f"Model {'0f' * 32}\n")


def test_a_finding_about_the_whole_article():
    report = render(score(findings=[Finding("made-up-sign", WHOLE, "No name."), finding(TEXT, "experts")]))

    assert "\n[1] made-up-sign: No name.\n      | (the whole article)\n\n[2] vague" in report


def test_each_signal_is_explained_once():
    report = render(score(TEXT, [finding(TEXT, "Some", "comment-form"), finding(TEXT, "quay", "comment-form")]))

    signal = discover()["comment-form"]
    reason = f"comment-form: {words.summary(signal)}. {words.why(signal)}"
    assert reason in " ".join(report.partition("Why these count")[2].split())


def test_nothing_moves_the_cursor():
    text = "One \x1b[2J two\x07 \u202ethree\x85\n" * 3
    known = dict.fromkeys(("title", "url", "source", "published", "id", "path", "language"), "\x1b]0;x\x07\r\nfake")

    report = render(score(text, [finding(text, "\x1b[2J", message="m\x1b[0m\n")], authors=("\x9b1m",), **known))

    assert all(character == "\n" or character.isprintable() for character in report)
    assert r"\x1b[2J two\x07 \u202ethree" in report
    assert "\nfake" not in report


def test_without_findings():
    report = render(score())

    assert "Findings (0)" in report
    assert "That alone says nothing good" in report
    assert "Good signs" not in report
    assert "Why these count" not in report


def test_an_article_that_is_not_judged():
    report = render(score("Few words.", quality=None))

    assert "Not judged. It is too short" in report
    assert "What moved" not in report
    assert "/100" not in report


def test_small_contributions_are_summed():
    report = render(score(contributions={f"sign-{number}": 0.01 * number for number in range(1, 15)}))

    assert "  +0.03  2 smaller ones together" in report


def test_an_interval_may_be_unknown():
    report = render(replace(score(), quality_interval=None))

    assert "Quality      31/100 (31 to 31)" in report
    assert report.count("9 in 10") == 1


def test_titles():
    words_only = "word " * 100

    def title(*given, **known):
        return render(score(*given, **known)).split("\n")[0]

    assert title(TEXT) == "Harbour plan delayed"
    assert title(TEXT, title="Given") == "Given"
    assert title("\n \n", id="x7") == "x7"
    assert title("\n \n") == "Untitled article"
    assert title(words_only).startswith("word word")
    assert title("x" * 500) == "x" * 91 + "…"
    assert title(title=words_only) == ("word " * 19)[:91] + "…"


def test_an_identifier_that_the_path_tells_is_left_out():
    assert "Identifier   a1" in render(score(id="a1", path="b.txt"))
    assert "Identifier" not in render(score(id="a1", path="a1.txt"))


def test_the_same_finding_twice_keeps_its_numbers():
    report = render(score(TEXT, [finding(TEXT, "Some"), finding(TEXT, "experts say", FAULT)]))

    assert report.index("[1] vague") < report.index("[2] vague")
