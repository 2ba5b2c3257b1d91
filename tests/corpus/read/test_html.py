"""Web pages: all of their text, what they say of themselves, and what lies outside the main text."""

import time

import pytest

from scorer.article import Article
from scorer.corpus.read.html import PAGE_LIMIT, decode_page, parse
from scorer.corpus.read.inputs import read
from scorer.corpus.read.page import Page
from scorer.corpus.reject import Place, Reject

PARAGRAPHS = [
    "The council of Northport voted on Tuesday night to rebuild the harbour wall before the winter storms arrive.",
    "Engineers told the meeting that the old wall, built in the year of the great flood, moved by nine centimetres.",
    "The work costs four million and is paid from the reserve, said Ann Lee, who leads the finance committee.",
]


def parsed(markup, **known):
    return parse(Page(markup, Place("page.html"), known))


def text(body):
    return parsed(f"<html><body>{body}</body></html>").text


class TestText:
    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ("<p>one</p><p>two</p>", "one\n\ntwo"),
            ("<div>one</div><div>two</div>", "one\ntwo"),
            ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
            ("<p>a <b>bold</b>\n  word<i> </i>here</p>", "a bold word here"),
            ("<span>un</span><em>broken</em>", "unbroken"),
            ("<ul><li>one<li>two</ul>", "one\ntwo"),
            ("<table><tr><th>a<th>b<tr><td>1<td><b>2</b></table>", "a\tb\n1\t2"),
            ("<pre>  x = 1\n    y</pre>", "x = 1\ny"),
            ("<h1>Head</h1>text<h2>More</h2>", "Head\n\ntext\n\nMore"),
            ("a &amp; b &lt;c&gt; &eacute; &#8217; &bogus;", "a & b <c> é ’ &bogus;"),
            ("x&nbsp;y&shy;z", "x\u00a0y\u00adz"),
            ("<p>&nbsp;</p><p>x</p>", "x"),
            ("a<!-- no --><script>no()</script><style>no{}</style>b<noscript>no</noscript>", "ab"),
            ("a<div hidden>no</div><p style='color:red; DISPLAY : none'>no</p><dialog>no</dialog>b", "ab"),
            ("a<template><p>no</p></template>b<svg><text>no</text></svg><select><option>no</select>c", "ab c"),
            ("<nav>Home</nav><p>x</p><footer>About us</footer>", "Home\n\nx\n\nAbout us"),
            ("<form><label>Name *</label><input name=n value=no><button>Send</button></form>", "Name *\nSend"),
            ("x<input type=submit value='Post Comment'><input type=hidden value=no>", "x\nPost Comment"),
            ("a<p>b<p>c", "a\n\nb\n\nc"),
            ("<b>never <i>closed<p>next", "never closed\n\nnext"),
        ],
    )
    def test_layout(self, body, expected):
        assert text(body) == expected

    def test_alternative_text_stands_in_the_article_only(self):
        figure = "<figure><img alt='two men at a table'><figcaption>Talks</figcaption></figure>"

        assert (
            text(f"<img alt='Logo'><main><p>x</p>{figure}<img alt=''><img alt='Talks'>")
            == "x\n\ntwo men at a table\nTalks"
        )

    def test_the_text_below_300_tags_is_read(self):
        article = parsed("<body>" + "<div>" * 300 + "DEEP " + PARAGRAPHS[0] + "</div>" * 300 + "<p>TAIL")

        assert article.text.startswith("DEEP")
        assert article.text.endswith("TAIL")

    def test_zero_bytes(self):
        assert parsed(b"<p>a\0b</p><p>c").text == "a\ufffdb\n\nc"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("", "no-text"),
        (" \n ", "no-text"),
        ("<!-- nothing -->", "no-text"),
        ("<html><head><title>Only a title</title></head><body><script>x()</script></body></html>", "no-text"),
        ("<div>" * 50_000 + "x", "too-deep"),
        ("<div>" * 50_000 + "x" + "</div>" * 50_000, "too-deep"),
        ("x" * (PAGE_LIMIT + 1), "too-large"),
        ("<p>x<div " + " ".join(f"a{n}=1" for n in range(100_000)) + ">", "too-large"),
    ],
    ids=range(8),
)
def test_pages_that_are_rejected_quickly(markup, reason):
    start = time.process_time()

    reject = parse(Page(markup, Place("rows.jsonl", 7, 99), {"id": "x"}))

    assert isinstance(reject, Reject)
    assert (reject.reason, reject.path, reject.row, reject.byte_offset, reject.id) == (reason, "rows.jsonl", 7, 99, "x")
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "body",
    [
        "<table>" + "<tr><td>a few words</td></tr>" * 8_000,
        "<p><a href=x>link</a> word</p>" * 10_000,
        "<p><a href=x>t" * 900,
        "<p>x</p><div data-x='" + "x y " * 500_000 + "'>y</div>",
        "<" * 1_000_000,
        "&" * 1_000_000,
        "<p>x" + "<!--" * 300_000,
        "<p>x<a ='" * 30_000,
        "<br>" * 100_000 + "x",
    ],
    ids=range(9),
)
def test_pages_that_are_parsed_quickly(body):
    start = time.process_time()

    article = parsed(f"<body>{body}")

    assert isinstance(article, Article)
    assert time.process_time() - start < 5


def test_entities_are_not_expanded(tmp_path):
    (tmp_path / "secret").write_text("SECRET")
    declared = f'<!DOCTYPE html [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;"><!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'

    article = parsed(f"{declared}<html><body><p>&b; &s; x</p></body></html>")

    assert "AAAA" not in article.text.replace(declared, "")
    assert "SECRET" not in article.text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("é".encode(), "é"),
        ("\ufeffé".encode("utf-16-le"), "é"),
        ("<meta charset=iso-8859-1>é’".encode("cp1252"), "<meta charset=iso-8859-1>é’"),
        ("<meta http-equiv=content-type content='text/html; charset=windows-1250'>ž".encode("cp1250"), "ž"),
        ("<?xml version='1.0' encoding='koi8-r'?>я".encode("koi8-r"), "я"),
        ('<meta charset="shift_jis">日本'.encode("shift_jis"), "日本"),
        ("<meta charset=iso-2022-jp>日本".encode("iso-2022-jp"), "日本"),
        ("<meta charset=latin-1>declared wrongly: ž’".encode(), "ž’"),
        ("no word of it: café’".encode("cp1252"), "café’"),
        ("<meta charset=nonsense>café".encode("cp1252"), "café"),
        (b"<meta charset=unicode_escape>\\u0041", "\\u0041"),
        (b"<meta charset=utf-8>one bad \xff byte", "one bad \ufffd byte"),
    ],
)
def test_encodings(data, expected):
    assert decode_page(data).endswith(expected)


LINKED = """
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "WebPage", "name": "Page", "author": {"name": "Nobody"}},
  {"@type": ["NewsArticle"], "headline": "Wall to be
 rebuilt", "datePublished": "2024-05-06T07:00:00Z", "author": [{"@id": "#ann"}, {"@type": "Person", "name": "Bo Ek"}],
   "publisher": {"@id": "#news"}, "inLanguage": "en"},
  {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
  {"@type": "Organization", "@id": "#news", "name": "Northport News"}]}</script>
"""


class TestMetadata:
    @pytest.mark.parametrize(
        ("head", "field", "value"),
        [
            ("<title>Wall - Northport News</title>", "title", "Wall - Northport News"),
            ("<title>Wall</title><meta property=og:title content=' The  Wall '>", "title", "The Wall"),
            (LINKED, "title", "Wall to be rebuilt"),
            (LINKED, "authors", ("Ann Lee", "Bo Ek")),
            (LINKED, "published", "2024-05-06T07:00:00Z"),
            (LINKED, "source", "Northport News"),
            (LINKED, "language", "en"),
            (
                "<meta name=author content='By Ann Lee'><meta name=author content='Bo Ek'>",
                "authors",
                ("Ann Lee", "Bo Ek"),
            ),
            ("<meta property=article:author content='https://news.example/ann'>", "authors", ()),
            ("<meta property=article:published_time content=2024-05-06>", "published", "2024-05-06"),
            ("<meta name=Date content=2024-05-06>", "published", "2024-05-06"),
            ("<meta property=og:site_name content='Northport News'>", "source", "Northport News"),
            ("<link rel=canonical href='https://news.example/1'>", "url", "https://news.example/1"),
            (
                "<link rel=canonical href='/1'><meta property=og:url content='http://news.example/1'>",
                "url",
                "http://news.example/1",
            ),
            ("<link rel=canonical href='javascript:alert(1)'>", "url", None),
            ("<link rel=canonical href='http://[bad'>", "url", None),
            ("<script type=application/ld+json>{broken</script>", "title", None),
            ("<script type=application/ld+json>" + "[" * 100_000 + "</script>", "title", None),
            ("<script type=application/ld+json>[1, null, {'@type': 7}]</script>", "authors", ()),
            (
                '<script type=application/ld+json>{"@type": "Article", "author": 5, "headline": {}}</script>',
                "authors",
                (),
            ),
        ],
    )
    def test_head(self, head, field, value):
        assert getattr(parsed(f"<html><head>{head}</head><body><p>Text"), field) == value

    @pytest.mark.parametrize(
        ("body", "field", "value"),
        [
            ("<h1>The wall</h1>", "title", "The wall"),
            ("<p>By <a rel=author href=/ann>Ann Lee</a></p>", "authors", ("Ann Lee",)),
            ("<span itemprop=author>by Ann Lee</span>", "authors", ("Ann Lee",)),
            ("<article><time datetime=2024-05-06>6 May</time></article>", "published", "2024-05-06"),
            ("<aside><time datetime=2024-05-06>6 May</time></aside>", "published", None),
            ("<span itemprop=datePublished content=2024-05-06>6 May</span>", "published", "2024-05-06"),
        ],
    )
    def test_body(self, body, field, value):
        assert getattr(parsed(f"<html><body>{body}<p>Text"), field) == value

    def test_a_site_name_after_the_title_is_left_out(self):
        assert parsed("<title>The wall | News</title><h1>The wall</h1>").title == "The wall"

    def test_language_of_the_page(self):
        assert parsed("<html lang=en-GB><p>Text").language == "en-GB"


class TestResidue:
    PAGE = (
        "<html><head><title>Harbour wall</title></head><body>"
        "<nav><ul><li><a href=/>Home</a><li><a href=/s>Sport</a></ul></nav>"
        "<article><h1>Harbour wall</h1>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</article>"
        "<form><label>Name *</label><input type=submit value='Post Comment'></form>"
        "<footer>Subscribe to our newsletter for more stories like this one every morning.</footer></body></html>"
    )

    def test_what_an_extractor_drops(self):
        article = parsed(self.PAGE)

        assert [span.of(article.text) for span in article.residue] == [
            "Home\nSport",
            "Name *\nPost Comment\nSubscribe to our newsletter for more stories like this one every morning.",
        ]
        assert article.carries == {"title", "authors", "published", "source"}

    @pytest.mark.parametrize(
        "markup", ["<p>Hardly a word", "<table>" + "<tr><td>x" * 25_000, "<div>" * 400 + PARAGRAPHS[0]], ids=range(3)
    )
    def test_unknown(self, markup):
        assert parsed(f"<body>{markup}").residue is None

    def test_without_the_extractor(self, monkeypatch):
        import sys

        monkeypatch.setitem(sys.modules, "trafilatura", None)

        assert parsed(self.PAGE).residue is None

    def test_an_extractor_that_fails(self, monkeypatch):
        def fail(*_, **__):
            raise RecursionError

        monkeypatch.setattr("trafilatura.extract", fail)

        assert parsed(self.PAGE).residue is None


def test_a_file_and_a_row(tmp_path):
    import json

    (tmp_path / "a.html").write_text(TestResidue.PAGE)
    record = {"html": TestResidue.PAGE, "id": 7, "title": "Given", "author": None, "views": 1}
    (tmp_path / "b.jsonl").write_text(json.dumps(record) + '\n{"html": " "}\n{"html": "<br>", "id": "x"}\n')

    page, row, empty, blank = read([tmp_path])

    assert (page.title, page.id, page.path, page.row) == (
        "Harbour wall",
        f"{tmp_path}/a.html",
        f"{tmp_path}/a.html",
        None,
    )
    assert (row.title, row.id, row.path, row.row, row.extra) == ("Given", "7", f"{tmp_path}/b.jsonl", 1, {"views": 1})
    assert (empty.reason, empty.row) == ("no-text", 2)
    assert (blank.reason, blank.row, blank.id) == ("no-text", 3, "x")
    assert blank.byte_offset == len(json.dumps(record)) + len('\n{"html": " "}\n')
