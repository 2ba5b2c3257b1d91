"""Archives of web pages."""

import bz2
import gc
import gzip
import io
import sys
import tracemalloc
import warnings
import zlib

import brotli
import pytest
import zstandard

from scorer.article import Article
from scorer.corpus.read.files import find
from scorer.corpus.read.inputs import read, read_items, read_sources
from scorer.corpus.read.page import Page
from scorer.corpus.reject import Reject
from scorer.corpus.streams import ROW_LIMIT
from scorer.errors import InputError

PAGE = (
    b'<!doctype html><html><head><title>Bridge opens</title><meta name="date" content="2024-05-06">'
    b'<link rel="canonical" href="https://other.example/"></head><body><p>The mayor opened it on Monday.</p>'
    b"</body></html>"
)
HTML = "text/html; charset=utf-8"


ZSTD = zstandard.ZstdCompressor().compress


def record(block, kind="response", content_type="application/http; msgtype=response", number=1, length=None, **more):
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number}>",
        "WARC-Target-URI": f"https://news.example/{number}",
        "WARC-Date": "2025-01-02T03:04:05Z",
        "Content-Type": content_type,
        **{name.replace("_", "-"): value for name, value in more.items()},
        "Content-Length": str(len(block) if length is None else length),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value is not None)
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def answer(body=PAGE, status="200 OK", Content_Type=HTML, **more):  # noqa: N803  (a header's name)
    headers = {"Content_Type": Content_Type, **more}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def archive(*blocks):
    return b"".join(record(block, number=number) for number, block in enumerate(blocks, 1))


def rows(tmp_path, data, name="crawl.warc", skipped=None):
    (tmp_path / name).write_bytes(data)
    return list(read([tmp_path / name], skipped=skipped))


def test_a_page(tmp_path):
    (article,) = rows(tmp_path, record(answer()))

    assert (article.id, article.url, article.title) == ("<urn:uuid:1>", "https://news.example/1", "Bridge opens")
    assert (article.published, article.extra) == ("2024-05-06", {"warc_date": "2025-01-02T03:04:05Z"})
    assert "The mayor opened it on Monday." in article.text
    assert (article.path, article.row, article.derived) == (f"{tmp_path}/crawl.warc", 1, True)


def test_pages_are_parsed_by_those_who_score(tmp_path):
    (tmp_path / "crawl.warc").write_bytes(record(answer()))

    assert [type(item) for item in read_items([tmp_path / "crawl.warc"])] == [Page]


def test_texts(tmp_path):
    converted = record("Some words — and more.".encode(), "conversion", "text/plain")
    sent = record(answer("naïve".encode("latin-1"), Content_Type="text/plain; charset=iso-8859-1"), number=2)

    first, second = rows(tmp_path, converted + sent, "crawl.warc.wet")

    assert first == Article(
        "Some words — and more.",
        id="<urn:uuid:1>",
        url="https://news.example/1",
        carries=frozenset({"url"}),
        path=f"{tmp_path}/crawl.warc.wet",
        row=1,
        extra={"warc_date": "2025-01-02T03:04:05Z"},
    )
    assert second.text == "naïve"


def test_what_is_no_page_and_no_text_is_counted(tmp_path):
    skipped = []

    items = rows(
        tmp_path,
        record(b"software: x", "warcinfo", "application/warc-fields")
        + record(b"GET / HTTP/1.1\r\n\r\n", "request")
        + record(answer(), number=3)
        + record(answer(b"", status="301 Moved"), number=4)
        + record(answer(status="404 Not Found"), number=5)
        + record(answer(b"\x89PNG", Content_Type="image/png"), number=6)
        + record(b"1.2.3.4", content_type="text/dns", number=7)
        + record(PAGE, "resource", "text/html", number=8)
        + record(b"GET / HTTP/1.1\r\n\r\n", "request", number=9),
        skipped=skipped,
    )

    assert [item.row for item in items] == [3, 8]
    assert [entry.path for entry in skipped] == [f"{tmp_path}/crawl.warc"]
    assert skipped[0].why.startswith("records that are no page and no text: 2 request, 1 warcinfo, 1 status 301")


@pytest.mark.parametrize("name", ["a.warc.gz", "A.WARC.GZ", "a.warc.bz2", "a.warc.zst", "a.wet.gz"])
def test_compressed_record_by_record(tmp_path, name):
    pack = {"gz": gzip.compress, "bz2": bz2.compress, "zst": ZSTD}[name.lower()[name.rfind(".") + 1 :]]

    items = rows(tmp_path, b"".join(pack(record(answer(), number=n)) for n in range(50)), name)

    assert [item.id for item in items] == [f"<urn:uuid:{n}>" for n in range(50)]


@pytest.mark.parametrize("pack", [bytes, ZSTD])
def test_compressed_with_a_dictionary(tmp_path, pack):
    dictionary = zstandard.ZstdCompressionDict(record(answer()) * 4, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    if pack is ZSTD:
        dictionary = zstandard.train_dictionary(4096, [record(answer(), number=n) for n in range(200)])
    content = pack(dictionary.as_bytes())
    frames = zstandard.ZstdCompressor(dict_data=dictionary)
    data = b"\x5d\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content
    data += b"".join(frames.compress(record(answer(), number=n)) for n in range(5))

    assert [item.row for item in rows(tmp_path, data, "a.warc.zst")] == [1, 2, 3, 4, 5]
    assert [item.row for item in rows(tmp_path, data[:-9], "a.warc.zst")] == [1, 2, 3, 4, None]
    with pytest.raises(InputError, match="is no WARC archive"):
        rows(tmp_path, data[:50], "a.warc.zst")


def chunked(body, end=b"0\r\n\r\n"):
    return (
        b"".join(b"%x;x=y\r\n%s\r\n" % (len(body[n : n + 30]), body[n : n + 30]) for n in range(0, len(body), 30)) + end
    )


def deflated(body):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Transfer_Encoding": "chunked"}, chunked(PAGE)),
        ({"Transfer_Encoding": "chunked"}, PAGE),
        ({"Content_Encoding": "gzip"}, gzip.compress(PAGE)),
        ({"Content_Encoding": "x-gzip"}, gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:])),
        ({"Content_Encoding": "gzip"}, PAGE),
        ({"Content_Encoding": "deflate"}, zlib.compress(PAGE)),
        ({"Content_Encoding": "deflate"}, deflated(PAGE)),
        ({"Content_Encoding": "deflate"}, PAGE),
        ({"Content_Encoding": "br"}, brotli.compress(PAGE)),
        ({"Content_Encoding": "br"}, PAGE),
        ({"Content_Encoding": "zstd"}, ZSTD(PAGE)),
        ({"Content_Encoding": "gzip, br"}, brotli.compress(gzip.compress(PAGE))),
        ({"Content_Encoding": "br", "Transfer_Encoding": "chunked"}, chunked(brotli.compress(PAGE))),
        ({"Content_Encoding": "identity"}, PAGE),
    ],
    ids=range(14),
)
def test_bodies_are_unwrapped(tmp_path, headers, body):
    (tmp_path / "crawl.warc").write_bytes(record(answer(body, **headers)))

    (page,) = read_items([tmp_path / "crawl.warc"])

    assert page.markup == PAGE


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Transfer_Encoding": "chunked"}, chunked(PAGE, end=b"")),
        ({"Transfer_Encoding": "chunked"}, chunked(PAGE)[:60]),
        ({"Transfer_Encoding": "chunked"}, chunked(PAGE, end=b"zz\r\nrest")),
        ({"Content_Encoding": "gzip"}, gzip.compress(PAGE)[:-20]),
        ({"Content_Encoding": "gzip"}, gzip.compress(PAGE)[:-8] + b"\0" * 8),
        ({"Content_Encoding": "deflate"}, zlib.compress(PAGE)[:-20]),
        ({"Content_Encoding": "deflate"}, b"\xff\x01\x02\x03" * 50),
        ({"Content_Encoding": "br"}, brotli.compress(PAGE)[:-20]),
        ({"Content_Encoding": "br"}, b"\xff\x01\x02\x03" * 50),
        ({"Content_Encoding": "zstd"}, ZSTD(PAGE)[:-5]),
    ],
    ids=range(10),
)
def test_a_broken_body_costs_its_row_only(tmp_path, headers, body):
    before, reject, after = rows(tmp_path, archive(answer(), answer(body, **headers), answer()))

    assert (before.id, after.id) == ("<urn:uuid:1>", "<urn:uuid:3>")
    assert (reject.reason, reject.id, reject.row) == ("bad-http", "<urn:uuid:2>", 2)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Transfer_Encoding": "chunked"}, chunked(PAGE, end=b"")),
        ({"Content_Encoding": "gzip"}, gzip.compress(PAGE)[:-8]),
    ],
)
def test_what_the_crawler_cut_is_read_as_far_as_it_goes(tmp_path, headers, body):
    (article,) = rows(tmp_path, record(answer(body, **headers), WARC_Truncated="length"))

    assert article.title == "Bridge opens"
    assert article.extra["warc_truncated"] == "length"


BOMB = b"<html>" + b"0" * 50_000_000


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_rejected_in_little_memory(tmp_path, coding):
    pack = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": brotli.compress,
        "zstd": ZSTD,
    }[coding]
    (tmp_path / "crawl.warc").write_bytes(archive(answer(pack(BOMB), Content_Encoding=coding), answer()))

    tracemalloc.start()
    reject, after = read([tmp_path / "crawl.warc"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (reject.reason, after.id) == ("too-large", "<urn:uuid:2>")
    assert peak < 5 * ROW_LIMIT


def test_a_record_that_is_too_long_is_hashed_and_passed_over(tmp_path):
    from hashlib import sha256

    block = answer(BOMB)
    reject, after = rows(tmp_path, gzip.compress(archive(block, answer())), "crawl.warc.gz")

    assert (reject.reason, reject.sha256, reject.id) == ("too-large", sha256(block).hexdigest(), "<urn:uuid:1>")
    assert after.row == 2


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (b"", "bad-http"),
        (b"not an answer", "bad-http"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html", "bad-http"),
        (answer(b""), "no-text"),
        (answer(b" \n", Content_Type="text/plain"), "no-text"),
        (answer(b"\xff\xfe\xff", Content_Type="text/plain; charset=nonsense"), "bad-encoding"),
        (answer(b"caf\xe9", Content_Type="text/plain"), "bad-encoding"),
    ],
    ids=range(7),
)
def test_a_bad_record_is_rejected_and_the_others_are_kept(tmp_path, block, reason):
    data = archive(answer(), block, answer())

    before, reject, after = rows(tmp_path, data)

    assert (before.row, after.row) == (1, 3)
    assert (reject.reason, reject.id, reject.row) == (reason, "<urn:uuid:2>", 2)
    assert reject.byte_offset == len(record(answer()))


def test_encodings(tmp_path):
    bodies = [
        answer("<p>Žluťoučký".encode("cp1250"), Content_Type="text/html; charset=windows-1250"),
        answer("<p>Žluťoučký".encode(), Content_Type="text/html; charset=windows-1250"),
        answer(
            '<meta charset="windows-1250"><p>Žluťoučký'.encode("cp1250"),
            Content_Type="text/html; charset=unicode_escape",
        ),
        answer("<html><p>Žluťoučký".encode("utf-16"), Content_Type="text/html"),
    ]

    assert [article.text for article in rows(tmp_path, archive(*bodies))] == ["Žluťoučký"] * 4


def test_of_many_kinds_some_are_named(tmp_path):
    skipped = []

    rows(tmp_path, b"".join(record(b"x", f"kind-{n}\x1b") for n in range(20)), skipped=skipped)

    assert skipped[0].why.startswith("records that are no page and no text: 1 kind-0\\x1b, ")
    assert skipped[0].why.endswith(", 12 others")


def test_a_page_without_a_type_is_told_by_its_start(tmp_path):
    data = record(b"HTTP/1.0 200 OK\r\n\r\n" + PAGE) + record(b"HTTP/1.0 200 OK\r\n\r\nGIF89a", number=2)
    skipped = []

    assert [item.row for item in rows(tmp_path, data, skipped=skipped)] == [1]
    assert skipped[0].why == "records that are no page and no text: 1 without a type"


def test_line_feeds_alone_and_more_of_them(tmp_path):
    data = record(answer()).replace(b"\r\n", b"\n") + b"\n\n\n" + record(answer(), number=2)
    data = data.replace(
        b"Content-Length: %d" % len(answer()), b"Content-Length: %d" % len(answer().replace(b"\r\n", b"\n")), 1
    )

    assert [item.row for item in rows(tmp_path, data)] == [1, 2]


WHOLE = archive(*[answer()] * 6)
ONE = len(WHOLE) // 6


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("a.warc", WHOLE[:-20], 5),
        ("a.warc", WHOLE[: 5 * ONE + 30], 5),
        ("a.warc", WHOLE[: 3 * ONE] + b"junk\r\n\r\n" + WHOLE[3 * ONE :], 3),
        ("a.warc", WHOLE[: 2 * ONE] + record(answer(), length=len(answer()) - 5) + WHOLE, 2),
        ("a.warc", WHOLE[: 2 * ONE] + record(answer(), length=len(answer()) + 5) + WHOLE, 2),
        ("a.warc", WHOLE[: 2 * ONE] + record(answer(), length=10**15) + WHOLE, 2),
        ("a.warc", WHOLE[: 2 * ONE] + record(answer(), length=-5) + WHOLE, 2),
        ("a.warc", WHOLE[: 2 * ONE] + record(answer(), length="9" * 5_000) + WHOLE, 2),
        ("a.warc", WHOLE[: 2 * ONE] + record(answer(), X="y" * 100_000) + WHOLE, 2),
        ("a.warc", WHOLE[: 2 * ONE] + b"WARC/1.0\r\n\r\n" + WHOLE, 2),
        ("a.warc.gz", gzip.compress(WHOLE)[:-30], None),
        ("a.warc.gz", gzip.compress(WHOLE[: 5 * ONE]) + gzip.compress(WHOLE[5 * ONE :])[:-30], 5),
        ("a.warc.gz", gzip.compress(WHOLE[: 2 * ONE]) + b"garbage" * 9, 2),
        ("a.warc.gz", gzip.compress(WHOLE[: 2 * ONE]) + gzip.compress(WHOLE)[:-8] + b"\0" * 8, None),
        ("a.warc.zst", ZSTD(WHOLE) + ZSTD(WHOLE)[:-9], 6),
    ],
    ids=range(15),
)
def test_of_a_damaged_archive_what_came_before_is_kept(tmp_path, name, data, kept):
    *items, reject = rows(tmp_path, data, name)

    assert (reject.reason, reject.row) == ("damaged-file", None)
    assert not any(isinstance(item, Reject) for item in items)
    assert kept in (None, len(items))


@pytest.mark.parametrize("data", [b"hello", b"<html>" * 99, record(answer())[:50], b"WARC/1.0 " + b"x" * 100_000])
def test_what_is_no_archive(tmp_path, data):
    with pytest.raises(InputError, match="is no WARC archive"):
        rows(tmp_path, data)


def test_without_brotli_its_pages_are_rejects(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "brotli", None)

    reject, article = rows(tmp_path, archive(answer(brotli.compress(PAGE), Content_Encoding="br"), answer()))

    assert (reject.reason, article.row) == ("missing-extra", 2)
    assert "pip install 'scorer[warc]'" in reject.message


def test_as_another_library_writes_it(tmp_path):
    warcio = pytest.importorskip("warcio.warcwriter")
    from warcio.statusandheaders import StatusAndHeaders

    with (tmp_path / "crawl.warc.gz").open("wb") as out, warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the library leaves a file of its own open
        writer = warcio.WARCWriter(out, gzip=True)
        writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "test"}))
        for number in range(5):
            sent = StatusAndHeaders("200 OK", [("Content-Type", HTML)], protocol="HTTP/1.1")
            body = io.BytesIO(PAGE)
            address = f"https://news.example/{number}"
            writer.write_record(writer.create_warc_record(address, "response", payload=body, http_headers=sent))
        gc.collect()

    items = list(read([tmp_path / "crawl.warc.gz"]))

    assert [(item.url, item.row) for item in items] == [(f"https://news.example/{n}", n + 2) for n in range(5)]
    assert len({item.id for item in items}) == 5


def test_among_others_a_bad_archive_is_a_reject(tmp_path):
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.warc").write_bytes(b"no archive")
    skipped = []

    article, reject = read_sources(find([tmp_path]), skipped=skipped)

    assert (article.text, reject.reason, skipped) == ("words", "damaged-file", [])
