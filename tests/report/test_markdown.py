"""The report as Markdown."""

import pytest
from markdown_it import MarkdownIt

from scorer.finding import Finding
from scorer.report import words
from scorer.report.markdown import code, escaped, render
from scorer.span import WHOLE
from tests.report.examples import FAULT, finding, score, typical
from tests.report.test_html import HOSTILE

MARKDOWN = MarkdownIt("gfm-like", {"html": True, "linkify": False})
HOSTILE_MARKDOWN = (
    *HOSTILE,
    "[a](javascript:alert(1)) ![b](http://example.org/x.png) <http://example.org>",
    "# heading\n- list\n> quote\n\n```\ncode\n```",
    "| a | b |\n|---|---|\n| `c` | *d* |",
    "``` ~~~ `` ` **bold** __bold__ ~~gone~~ [^1] \\",
    "[x]: http://example.org",
    "`",
)


def test_a_finding_about_the_whole_article():
    report = render(score(findings=[Finding("made-up-sign", WHOLE, "No name.")]))

    assert "**[1]** No name.\n\n*(the whole article)*" in report


@pytest.mark.parametrize("hostile", HOSTILE_MARKDOWN)
def test_hostile_words_stay_words(hostile):
    known = dict.fromkeys(("title", "url", "source", "published", "id", "path", "language"), hostile)
    text = f"Start {hostile} end".replace("\ud800", "\ufffd")
    findings = [finding(text, text, hostile, hostile, related=["Start"])]
    calm = [finding("calm", "calm", "calm", "calm", related=["calm"])]

    written = kinds(render(score(text, findings, authors=(hostile,), contributions={hostile: 1.0}, **known)))
    expected = kinds(
        render(
            score(
                "calm",
                calm,
                authors=("calm",),
                contributions={"calm": 1.0},
                **dict.fromkeys(known, "calm"),
            )
        )
    )

    assert written == expected


def kinds(markdown):
    """The kinds of the tokens of a text, in order; runs of text count once."""
    found = []
    for token in MARKDOWN.parse(markdown):
        for kind in [token.type, *(child.type for child in token.children or ())]:
            if not (kind in ("text", "text_special") and found[-1:] == ["text"]):
                found.append("text" if kind == "text_special" else kind)
    return found


@pytest.mark.parametrize("text", ["plain", "a*b_c [d](e) <f> & g|h", "http://example.org.", "5.0 at 10:30", r"\*"])
def test_escaped_text_reads_as_itself(text):
    inline = MARKDOWN.parse(escaped(text))[1]

    assert "".join(child.content for child in inline.children) == text


@pytest.mark.parametrize("text", ["plain", "a`b", "``", " spaced ", "`", ""])
def test_code_reads_as_itself(text):
    inline = MARKDOWN.parse(code(text))[1]

    assert [(child.type, child.content) for child in inline.children] == [("code_inline", text or "  ")]


def test_typical_report():
    report = render(typical())

    assert report.startswith("# Harbour plan delayed\n\n- Source: `The Harbour Times`\n")
    assert "**Quality 31/100** (22 to 41). Unlikely to be called sound by an editor." in report
    assert f"| -0.80 | {escaped(words.feature(FAULT))} | 4\\.0 per 1,000 words |" in report
    assert f"### {escaped(words.feature(FAULT))} (worth a look)" in report
    assert "```text\n    3 | Some experts say" in report
    assert "Compared with `bright`" in report
    assert "(good sign)" in report


def test_an_article_that_is_not_judged():
    report = render(score("Few words.", quality=None))

    assert "**Not judged.** It is too short" in report
    assert "That alone says nothing good" in report
    assert "What moved" not in report


def test_small_contributions_are_summed():
    report = render(score(contributions={f"sign-{number}": 0.01 * number for number in range(1, 15)}))

    assert "| +0.03 | 2 smaller ones together | |" in report
