"""What a text says of who wrote it and when."""

import pytest

from scorer.article import Article
from scorer.document import Batch
from scorer.imprint import AGENCIES, BY, CREDITS, LABELS, OTHER_WORK, bylines, names_nobody, shows_author, shows_date
from scorer.lexicon import Phrasebook

BOOK = Phrasebook((LABELS, CREDITS, AGENCIES), (BY, OTHER_WORK))
STORY = "The dam holds after a week of heavy rain, as the county had hoped, and the mills below it stay open for now."
SITE = Article("x", source="Damwatch", url="https://www.dam-news.example/a")


def document(text):
    return next(iter(Batch([Article(text)], BOOK)))


@pytest.mark.parametrize(
    "name",
    ["admin", "Staff", "The Editors", "Example Editorial Team", "News Desk", "Guest Contributor", "Damwatch",
     "ann@dams.example", "https://dams.example", "History Editorial Network"],
)  # fmt: skip
def test_nobody(name):
    assert names_nobody(name, SITE)


@pytest.mark.parametrize(
    "name",
    [
        "Ann Lee",
        "Ann Lee, staff",
        "Associated Press",
        "Reuters",
        "The Editorial Board",
        "",
        "Stafford",
        "Ann",
        "post",
        "the press",
    ],
)
def test_somebody(name):
    assert not names_nobody(name, SITE)


@pytest.mark.parametrize(
    "line",
    ["By Ann Lee", "BY ANN LEE, Springfield Herald", "Published March 3, 2024 by Ann Lee", "Ann Lee, staff writer",
     "Ann Lee | March 3, 2024", "March 3, 2024 · Ann Lee", "– Ann Lee", "Reporting by Ann Lee", "By\nAnn Lee",
     "Bo Ek contributed to this report.", "Bo Ek contributed", "Ann Lee\n3 hours ago", "Springfield (AP)"],
)  # fmt: skip
def test_bylines_of_all_kinds(line):
    assert shows_author(document(f"The dam holds\n\n{line}\n\n{STORY}"))
    assert shows_author(document(f"{STORY}\n\n{line}"))


@pytest.mark.parametrize(
    "line", ["Photo by Ann Lee", "By admin", "Read more", "It was built by hand.", "March 3, 2024"]
)
def test_no_byline(line):
    assert not shows_author(document(f"The dam holds\n\n{line}\n\n{STORY}"))


@pytest.mark.parametrize(
    ("line", "name"),
    [("By Ann Lee", "Ann Lee"), ("Author: Ann Lee | March 3", "Ann Lee"), ("Updated By:\xa0The Desk (TD)", "The Desk"),
     ("Posted by Ann Lee on Monday", "Ann Lee")],
)  # fmt: skip
def test_names_behind_labels(line, name):
    assert [byline.name for byline in bylines(document(f"{line}\n\n{STORY}"))] == [name]


@pytest.mark.parametrize(
    "date",
    ["March 3, 2024", "MAR. 3", "3 March 2024", "3rd of March", "Sept 2024", "2024-03-03", "3/3/24", "3.3.2024",
     "2 hours ago", "a day ago", "Yesterday"],
)  # fmt: skip
def test_dates_of_all_kinds(date):
    assert shows_date(document(f"The dam holds\n{date}\n{STORY}"))


@pytest.mark.parametrize("text", ["", "On Monday", "2024", "May 100 people march", "the third of them", "1.5"])
def test_no_date(text):
    assert not shows_date(document(text))
