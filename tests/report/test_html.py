"""The page: the text exactly, every mark explained, nothing that runs or is fetched."""

import base64
import hashlib
import re
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as parser

from scorer.finding import Finding
from scorer.report import words
from scorer.report.html import render, render_index
from scorer.report.summary import web_address
from scorer.signals import discover
from scorer.span import WHOLE, Span
from tests.conftest import SEEDS
from tests.report.examples import FAULT, GOOD, TEXT, UNLISTED, finding, score, typical

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<iframe src=javascript:alert(1)></iframe>",
    "{{7*7}} {% for a in b %} {# c #}",
    '<a href="javascript:alert(1)">x</a>',
    "&lt;b&gt; &amp; &#60;script&#62;",
    "]]> --> <!-- <svg onload=alert(1)>",
    "\ud800 half",
)
TAGS = """
    html head meta title style body main header section footer h1 h2 h3 p b a bdi code q blockquote mark ol ul li
    dl div dt dd span table thead tbody tr th td svg rect line
"""


def page(given_score):
    return parser.document_fromstring(render(given_score))


def text_of(tree):
    return tree.xpath("//div[@class='text']")[0].text_content()


def is_inert(tree):
    names = {element.tag for element in tree.iter(etree.Element)}
    attributes = [(name, value) for element in tree.iter(etree.Element) for name, value in element.attrib.items()]
    assert names <= set(TAGS.split())
    assert not [name for name, _ in attributes if name.startswith("on") or name in ("style", "src", "srcset", "action")]
    return all(value.startswith(("#", "https://", "http://")) for name, value in attributes if name.endswith("href"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words(hostile):
    text = f"Start {hostile} end"
    known = dict.fromkeys(("title", "url", "source", "published", "language", "id", "path"), hostile)
    marked = finding(text.replace("\ud800", "\ufffd"), "Start", hostile, hostile)

    tree = page(score(text, [marked], authors=(hostile,), contributions={hostile: 1.0}, **known))

    assert is_inert(tree)
    assert text_of(tree) == text.replace("\ud800", "\ufffd")
    assert tree.xpath("//h1")[0].text == hostile.replace("\ud800", "\ufffd")
    assert not tree.xpath("//header//a")


def test_nothing_half_is_written():
    assert render(score("a \ud800", title="\udfff", source="\ud800")).encode()


def test_only_the_style_of_the_page_may_load():
    tree = page(typical())
    style = tree.xpath("//style")[0].text
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]

    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.split("; ")[:2] == ["default-src 'none'", f"style-src 'sha256-{digest}'"]
    assert len(tree.xpath("//style")) == 1
    assert "url(" not in style
    assert "@import" not in style


def test_typical_page_is_inert_and_reads_well():
    tree = page(typical())

    assert is_inert(tree)
    assert tree.xpath("//title")[0].text == "31/100 · Harbour plan delayed"
    assert tree.xpath("//meta[@name='viewport']")
    assert [h.tag for h in tree.xpath("//h1|//h2|//h3")][:2] == ["h1", "h2"]
    shown = tree.text_content()
    for part in ("The Harbour Times", "2024-05-06", "Ann Lee, Bo Ek", "whether it is true", "22 to 41", "30 to 58"):
        assert part in shown


def test_every_finding_has_a_mark_and_an_explanation():
    found = typical()
    tree = page(found)

    assert text_of(tree) == TEXT
    for number, given_finding in enumerate(sorted([*found.findings, *found.observations], key=lambda f: f.span), 1):
        note = tree.get_element_by_id(f"f{number}")
        mark = tree.get_element_by_id(f"e{number}").xpath("following-sibling::a[1]")[0]
        assert mark.get("href") == f"#f{number}"
        assert mark.text_content() == given_finding.span.of(TEXT)
        assert given_finding.message in note.text_content()
        assert given_finding.span.of(TEXT) in note.text_content()
        assert note.xpath(f"ancestor::section[1]//code[text()='{given_finding.signal}']")
        assert note.get("value") == str(number)


def test_tones_and_groups_are_told_by_more_than_colour():
    tree = page(typical())
    classes = [mark.get("class") for mark in tree.xpath("//div[@class='text']//mark")]

    assert classes == ["soft g-sourcing", "good g-sourcing", "fault g-other", "fault related g-other"]
    chapters = [section.text_content() for section in tree.xpath("//section[contains(@class, 'chapter')]")]
    assert [("worth a look" in chapter, "speaks for it" in chapter) for chapter in chapters] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert words.why(discover()[FAULT]) in chapters[1]
    assert "Compared with bright" in " ".join(chapters[0].split())


def test_what_several_findings_say_alike_is_said_once():
    alike = page(score(TEXT, [finding(TEXT, "Some"), finding(TEXT, "experts")])).text_content()
    apart = page(score(TEXT, [finding(TEXT, "Some"), finding(TEXT, "experts", message="Who?")])).text_content()

    assert alike.count("Nobody is named.") == 1
    assert apart.count("Nobody is named.") == apart.count("Who?") == 1


def test_numbers_stand_beside_the_text_not_in_it():
    tree = page(score(TEXT, [finding(TEXT, "Some experts say"), finding(TEXT, "experts", UNLISTED)]))

    assert tree.xpath("//mark/@data-ends") == ["2", "1"]
    assert text_of(tree) == TEXT


def test_contributions_are_drawn_and_written():
    tree = page(typical())
    rows = [" ".join(row.text_content().split()) for row in tree.xpath("//tbody/tr")]

    assert rows == [
        f"{words.feature(FAULT)} 4.0 per 1,000 words −0.80",
        "Punctuation (commas), per 100 words 1.25 +0.40",
        "Made up sign 1 −0.20",
        rows[3],
    ]
    assert rows[3].endswith("none found +0.10")
    assert tree.xpath("//rect[@class='down']/@width") == ["100.00", "25.00"]
    assert tree.xpath("//rect[@class='up']/@x") == ["0.00", "0.00"]
    assert tree.xpath("//tbody//a/@href") == ["#e1", "#e3", "#e2"]


def test_small_contributions_are_summed():
    tree = page(score(contributions={f"sign-{number}": 0.01 * number for number in range(1, 15)}))

    assert len(tree.xpath("//tbody/tr")) == 13
    assert "2 smaller ones together" in tree.xpath("//tbody/tr")[-1].text_content()
    assert tree.xpath("//tbody/tr")[-1].text_content().strip().endswith("+0.03")


def test_an_article_that_is_not_judged():
    tree = page(score("Only a few words.", quality=None))
    shown = tree.text_content()

    assert "too short to judge" in shown
    assert not tree.xpath("//table")
    assert "No sign was found" in shown
    assert tree.xpath("//title")[0].text == "Only a few words."


def test_what_is_not_known_is_said():
    plain = page(score(features={"title-words": None})).xpath("//section[@class='unjudged']")[0].text_content()
    record = page(score(carries=frozenset({"source", "published", "authors"}))).text_content()

    assert "Source, Published, Authors: not known." in plain
    assert "Words in the title" in plain
    assert "not given" in record
    assert "isn't blamed" not in record


def test_what_some_records_carry():
    shown = page(score(carries=frozenset({"published"}), source="News")).text_content()

    assert "Published not given" in " ".join(shown.replace("Published", "Published ").split())
    assert "Authors: not known." in shown


def test_a_finding_about_the_whole_article():
    found = Finding("made-up-sign", WHOLE, "No name.", group="transparency")
    tree = page(score(findings=[found, finding(TEXT, "experts")]))
    note = tree.get_element_by_id("f1")

    assert text_of(tree) == TEXT
    assert "No name." in note.text_content()
    assert "the whole article" in note.text_content()
    assert not note.xpath(".//blockquote")
    assert tree.get_element_by_id("e1").xpath("ancestor::div[@class='text']")
    assert [mark.text_content() for mark in tree.xpath("//div[@class='text']//mark")] == ["experts"]
    assert "transparency" not in tree.xpath("//p[@class='legend']")[0].text_content()


def test_what_an_extractor_would_drop_is_dimmed():
    text = "Home | News\nThe story.\nSubscribe now"
    residue = (Span(0, 12), Span(23, 36))

    tree = page(score(text, [finding(text, "Subscribe")], residue=residue))

    outside = tree.xpath("//div[@class='text']//*[@class='outside']")
    assert [part.text_content() for part in outside] == ["Home | News\n", "Subscribe", " now"]
    assert "an extractor would drop it" in tree.xpath("//p[@class='legend']")[0].text_content()
    assert text_of(tree) == text


@pytest.mark.parametrize("url", ["https://example.org/a?b=c&d", "http://example.org"])
def test_web_addresses_are_links(url):
    link = page(score(url=url)).xpath("//header//a")[0]

    assert (link.get("href"), link.get("rel")) == (url, "noopener noreferrer nofollow")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "java\nscript:alert(1)", " https://example.org", "data:text/html,x", "//example.org",
        "https://", "http://[broken", "https://example.org/\u202egnp.exe", "ftp://example.org", "",
    ],
)  # fmt: skip
def test_other_addresses_are_text(url):
    assert web_address(url) is None
    assert not page(score(url=url)).xpath("//header//a")


def test_unseen_characters_are_shown():
    tree = page(score("a\x00b\x1bc\u202ed\x7fe"))
    unseen = tree.xpath("//span[@class='unseen']")

    assert [(span.get("data-code"), span.text) for span in unseen] == [
        ("U+0000", "␀"), ("U+001B", "␛"), ("U+202E", "\u202e"), ("U+007F", "␡"),
    ]  # fmt: skip
    assert text_of(tree) == "a␀b␛c\u202ed␡e"


@pytest.mark.parametrize("text", ["\n\nafter blank lines", "a\r\nb\rc", "  spaced \t out  ", "ends\n\n"])
def test_white_space_is_kept(text):
    assert text_of(page(score(text, [Finding(FAULT, Span(0, 3), "m")]))) == text


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_seeds_are_shown_word_for_word(path):
    text = path.read_text(encoding="utf-8")

    assert text_of(page(score(text, [Finding(GOOD, Span(5, 90), "m"), Finding(FAULT, Span(50, 200), "m")]))) == text


CHARACTERS = st.characters(exclude_categories=["Cs", "Cn"], exclude_characters=[*map(chr, range(9)), *"\x0b\x0c\x7f"])
SHOWN = st.text(CHARACTERS.filter(lambda c: not "\x0e" <= c <= "\x1f"), min_size=1, max_size=60)
SPANS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=6)


@settings(max_examples=60, deadline=None)
@given(text=SHOWN, spans=SPANS, residue=SPANS)
def test_any_text_is_shown_exactly(text, spans, residue):
    def within(pair):
        low, high = sorted(round(share * (len(text) - 1)) for share in pair)
        return Span(low, high + 1)

    found = [Finding(FAULT, within(pair), "m") for pair in spans]

    tree = page(score(text, found, residue=tuple(map(within, residue))))

    assert text_of(tree) == text
    assert len(tree.xpath("//li[starts-with(@id, 'f')]")) == len(found)
    assert len(tree.xpath("//span[@class='at']")) == len(found)


def test_the_style_leaves_a_notebook_alone():
    style = re.sub(r"/\*.*?\*/", "", page(typical()).xpath("//style")[0].text, flags=re.DOTALL)
    selectors = re.findall(r"([^{};]+)\{", style)

    assert selectors
    for selector in selectors:
        assert selector.strip().startswith((".scorer-report", ".scorer-page", "@media", "@container"))


def test_a_score_shows_itself_in_a_notebook():
    assert typical()._repr_html_() == render(typical())


def rgb(colour):
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    return [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]


def luminance(colour):
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_are_readable(theme):
    style = page(score()).xpath("//style")[0].text
    colours = dict(re.findall(r"--([\w-]+): ([#\w]+)%?;", style.partition("/* Type */")[0].split("@media")[theme]))
    paper, ink = rgb(colours.pop("paper")), rgb(colours["ink"])
    shares = [0.0, int(colours.pop("wash")) / 100, int(colours.pop("wash-deep")) / 100]
    del colours["line"]

    for colour in map(rgb, colours.values()):
        for share in shares:
            wash = [share * part + (1 - share) * ground for part, ground in zip(colour, paper, strict=True)]
            assert contrast(ink, wash) >= 7
            assert contrast(colour, wash) >= 4.5


@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_index_is_inert(hostile):
    title = hostile.replace("\ud800", "")
    judged = SimpleNamespace(title=title, page="a-1.html", quality=31, reliability=44, found="navigation ×2")
    other = SimpleNamespace(title="Short", page="b-2.html", quality=None, reliability=None, found="not judged")

    tree = parser.document_fromstring(render_index([judged, other]))

    is_inert(tree)
    assert tree.xpath("//tbody//a/@href") == ["a-1.html", "b-2.html"]
    assert tree.xpath("//tbody//a")[0].text_content() == title
    assert [cell.text for cell in tree.xpath("//td[@class='number']")] == ["31", "44", "–", "–"]
