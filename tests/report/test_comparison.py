"""Comparisons: every format shows both sides with their words, says what can't be told, and stays inert."""

import json
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from lxml import etree
from lxml import html as parser

from scorer.across.copies import Overlap
from scorer.article import Article
from scorer.report import comparison_html, comparison_json, comparison_markdown, comparison_text
from scorer.report.comparison import LIMITS, compared
from scorer.span import Span
from tests.across.stories import BAKERY, RETOLD, THIRD, across, article, story, three
from tests.report.test_html import HOSTILE

TAGS = """
    html head meta title style body main header section h1 h2 h3 p b a bdi q mark ol ul li span table caption tbody tr
    th td
"""
CONFLICT = three(age=52, dead=19)


def of(*articles):
    return compared(articles, across(*articles))


def text(*articles, width=92):
    return comparison_text.render(of(*articles), width)


def page(*articles):
    return parser.document_fromstring(comparison_html.render(of(*articles)))


def told(rendered):
    return " ".join(rendered.split())


def test_both_sides_with_their_words():
    (event,) = of(*CONFLICT).events
    (question,) = event.of("conflict")

    assert question.asked == "How old Thomas Wexford is"
    assert [(answer.said, answer.articles, answer.voices) for answer in question.answers] == [
        ("47", (1, 2), 2),
        ("52", (3,), 1),
    ]
    cited = question.answers[1].cited[0]
    assert cited.words == "52-year-old Thomas Wexford"
    assert f"{cited.before}{cited.words}{cited.after}".startswith("The 52-year-old Thomas Wexford, who was at the helm")


def test_what_several_name_and_what_one_alone_does():
    (event,) = of(*three()).events

    assert "Port Ellery" in [mention.name for mention in event.named]
    assert [(mention.name, mention.articles) for mention in event.once] == [("Coast Guard Director Ruth Amory", (2,))]


def test_the_text_is_laid_out():
    lines = text(*CONFLICT).splitlines()

    assert lines[0] == "3 articles, 1 event that several of them tell of"
    assert "3 articles, at most 3 independent sources" in lines
    assert "Conflicts (1). They can't all be right." in lines
    assert "    52 [3]" in lines
    assert any(line.startswith("      [3] The 52-year-old Thomas Wexford") for line in lines)
    assert "  How many were killed" in lines[lines.index("Where they differ (1). That may be no error.") :]
    assert f"- {LIMITS[-1]}" in lines


@pytest.mark.parametrize("width", [40, 60, 110])
def test_the_text_fits(width):
    hostile = article(f"{story()} {'x' * 300} {'船' * 200}.", "東" * 60)
    rendered = text(hostile, *CONFLICT, width=width)

    assert max(len(line) for line in rendered.splitlines()) <= width
    assert "\n\n\n" not in rendered


def test_no_conflict_is_no_proof():
    for rendered in (text(*three()), comparison_markdown.render(of(*three())), page(*three()).text_content()):
        assert "Conflicts: none found" in rendered
        assert "That is no proof" in rendered
        assert "That no conflict is found is no proof" in told(rendered)


def test_copies_and_what_they_count():
    first, second, _ = three()
    again = article(first.text, "copies.example", "2024-03-09")

    rendered = told(text(first, second, again))

    assert "3 articles, at most 2 independent sources" in rendered
    assert "[3] is the same text as [1], which came first." in rendered
    assert "[1] [3] count as one source: both are the same text." in rendered


def test_nobody_knows_which_came_first():
    first = three()[0]
    dateless = [article(first.text, f"{name}.example", None) for name in "ab"]

    assert "[2] is the same text as [1], which may or may not have come first." in told(text(*dateless))


def test_all_from_one_agency():
    paper = article(f"{three()[1].text}", "b.example")
    wire = article(f"PORT ELLERY (Reuters) - {three()[0].text}", "a.example")
    other = article(f"LONDON (Reuters) - {three()[2].text}", "c.example")

    rendered = told(text(wire, paper, other))

    assert "[1] [3] count as one source: what they tell is all from Reuters." in rendered
    assert "[1] has all that it tells from Reuters." in told(text(wire, paper))


def test_a_circle():
    cnn = article(" ".join(f"{line}, the BBC reported." for line in three()[0].text.rstrip(".").split(". ")), "cnn.com")
    bbc = article(" ".join(f"{line}, CNN reported." for line in three()[1].text.rstrip(".").split(". ")), "bbc.com")

    rendered = told(text(cnn, bbc))

    assert "at most 1 independent source" in rendered
    assert "[1] [2] have what they tell from one another and from nobody else: no origin is named." in rendered


@pytest.mark.parametrize("articles", [(), CONFLICT[:1], (CONFLICT[0], article(BAKERY, "d.example"))])
def test_nothing_to_compare(articles):
    comparison = of(*articles)

    assert comparison.events == ()
    assert comparison.alone == len(articles)
    for render in (comparison_text.render, comparison_markdown.render, comparison_html.render):
        rendered = render(comparison)
        assert ("No other article at hand" in rendered) == bool(articles)
        assert LIMITS[-1].split("'")[0] in rendered


def test_those_alone_are_counted_beside_events():
    rendered = text(*CONFLICT, article(BAKERY, "d.example"))

    assert "1 more: No other article at hand tells of the same event." in rendered


def test_of_much_the_text_shows_a_part():
    crowd = [article(story(), f"{number}.example") for number in range(20)]
    crowd += [article(story(telling, age=age), f"{age}.example") for telling, age in ((RETOLD, 51), (THIRD, 52))]
    comparison = of(*crowd)
    (event,) = comparison.events
    many = replace(comparison, events=25 * (replace(event, questions=10 * event.questions),))

    lines = comparison_text.render(many).splitlines()

    assert "… and 10 more" in lines  # articles
    assert "      … and 17 more" in lines  # quotations of one side
    assert any(re.fullmatch(r" {2}… and \d+ more", line) for line in lines)  # questions of one kind
    assert any(line.startswith("… and 5 more events;") for line in lines)
    assert comparison_markdown.render(many).count("## 25. ") == 1


def test_a_shared_passage_is_quoted():
    found = across(*three())
    (event,) = found.events
    shared = event._replace(overlaps=(Overlap(0, 2, (Span(0, 12),)), Overlap(0, 1, ())))

    comparison = compared(three(), SimpleNamespace(events=[shared], traces=found.traces))

    assert comparison.events[0].copies == (
        "[1] and [3] share a passage: “A ferry sank”.",
        "[1] and [2] share a passage.",
    )


def test_the_page_marks_the_words_and_links_the_articles():
    tree = page(*CONFLICT)

    marks = [mark.text_content() for mark in tree.xpath("//section[contains(@class, 'conflict')]//mark")]
    targets = {element.get("id") for element in tree.iter(etree.Element) if element.get("id")}
    links = [link.get("href") for link in tree.xpath("//a")]

    assert marks == ["Thomas Wexford, 47", "Thomas Wexford, 47", "52-year-old Thomas Wexford"]
    assert {link[1:] for link in links if link.startswith("#")} <= targets


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words(hostile):
    known = {"url": hostile, "id": hostile, "path": hostile}
    quoted = f"“{hostile} and so on, for as long as it takes to be quoted at some length”"
    articles = [
        Article(f"{story()} {quoted} {hostile}", title=hostile, source=hostile, published=hostile, **known)
        for _ in range(2)
    ]
    comparison = of(*articles)
    tree = parser.document_fromstring(comparison_html.render(comparison))
    names = {element.tag for element in tree.iter(etree.Element)}
    attributes = [(name, value) for element in tree.iter(etree.Element) for name, value in element.attrib.items()]

    assert comparison.events
    assert names <= set(TAGS.split())
    assert not [name for name, _ in attributes if name.startswith("on") or name in ("style", "src", "srcset")]
    assert all(value.startswith(("#", "https://", "http://")) for name, value in attributes if name == "href")
    assert "<script>" not in re.sub(r"`[^`\n]*`", "", comparison_markdown.render(comparison))
    assert "\x1b" not in comparison_text.render(comparison)
    json.loads(comparison_json.render(articles, across(*articles)))


def test_the_json_has_exact_places():
    data = json.loads(comparison_json.render(CONFLICT, across(*CONFLICT), rejected=2))
    (event,) = data["events"]
    (question,) = [one for one in event["questions"] if one["verdict"] == "conflict"]

    assert (data["schema"], data["rejected"], data["alone"]) == (1, 2, [])
    assert (event["articles"], event["independent_sources_at_most"]) == ([0, 1, 2], 3)
    for answer in question["answers"]:
        for claim in answer["claims"]:
            assert CONFLICT[claim["article"]].text[claim["start"] : claim["end"]] == claim["evidence"]


def test_the_markdown_bolds_the_words():
    rendered = comparison_markdown.render(of(*CONFLICT))

    assert "- 52 \\[3\\]\n  - \\[3\\] The **52-year-old Thomas Wexford**, who was at the helm" in rendered
