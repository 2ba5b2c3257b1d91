import pytest

from scorer.errors import FactsError
from scorer.facts.table import FactTable, overlaps, read, shipped

HEADER = "id,kind,subject,subject_aliases,relation,scope,scope_aliases,start,end,exclusive\n"
ROE = "roe,office,Jane Roe,Jane Q. Roe|J. Roe,Premier,Elbonia,Elbonian,2010-05,2014-03-02,yes\n"


@pytest.fixture
def table(tmp_path):
    def write(*rows, header=HEADER):
        path = tmp_path / "facts.csv"
        path.write_text(header + "".join(rows), encoding="utf-8")
        return path

    return write


def test_row_is_read(table):
    fact = read(table(ROE))["roe"]

    assert (fact.subject, fact.relation, fact.scope) == ("Jane Roe", "Premier", "Elbonia")
    assert fact.subjects == ("Jane Roe", "Jane Q. Roe", "J. Roe")
    assert (str(fact.start), str(fact.end)) == ("May 2010", "2 March 2014")
    assert (fact.first.isoformat(), fact.last.isoformat()) == ("2010-05-01", "2014-03-02")
    assert fact.exclusive
    assert not fact.courtesy


def test_term_without_dates_is_endless(table):
    fact = read(table("roe,office,Jane Roe,,Premier,Elbonia,,,,\n"))["roe"]

    assert (fact.first.year, fact.last.year) == (1, 9999)


def test_names_are_literal(table):
    fact = read(table('roe,office,"Roe, (Jane) [a-z]+?",,Premier,Elbonia,,2010,,\n'))["roe"]

    assert fact.subject == "Roe, (Jane) [a-z]+?"


def test_empty_lines_and_byte_order_marks_do_no_harm(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text(HEADER + "\n" + ROE + ",,,,,,,,,\n", encoding="utf-8-sig")

    assert list(read(path)) == ["roe"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([ROE.replace("2010-05", "2010-13")], r"line 2, column start: '2010-13' is no date. Write YYYY-MM-DD"),
        ([ROE.replace("2010-05", "soon")], r"line 2, column start: 'soon' is no date"),
        ([ROE.replace("2010-05", "2010-02-30")], r"column start: '2010-02-30' is no date"),
        ([ROE.replace("2014-03-02", "2009")], r"line 2, column end: '2009' lies before the start, 2010-05"),
        ([ROE.replace("office", "post")], r"line 2, column kind: 'post' isn't one of office, capital"),
        ([ROE.replace(",yes", ",maybe")], r"line 2, column exclusive: 'maybe' isn't one of yes, no"),
        ([ROE.replace("Jane Roe", "")], r"line 2, column subject: '' is empty, and a row of the kind office needs it"),
        ([ROE.replace("Jane Roe", "???")], r"line 2, column subject: '\?\?\?' has a name that can't be looked for"),
        ([ROE.replace("J. Roe", "a " * 20)], r"column subject: 'Jane Roe' has a name .* Give 1 to 12 words"),
        ([ROE, ROE], r"line 3, column id: 'roe' stands there twice"),
        ([ROE.replace("Elbonia,", "Elbonia, the land of mud,,,")], r"line 2: 1\d cells, but 10 columns are named"),
        (['roe,office,"Jane'], r"can't be read: unexpected end of data. Give a CSV file in UTF-8"),
    ],
)
def test_wrong_rows_are_told(table, rows, told):
    with pytest.raises(FactsError, match=told):
        read(table(*rows))


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("kind,subject\n", "line 1: no column id. The first line names the columns: id,kind,subject"),
        ("id,kind,colour\n", "line 1: column 'colour' isn't known"),
        ("id,kind,kind\n", "line 1: a column stands there twice"),
        ("", "line 1: no column id"),
    ],
)
def test_wrong_headers_are_told(table, header, told):
    with pytest.raises(FactsError, match=told):
        read(table(header=header))


def test_what_is_no_table_is_told(tmp_path):
    binary = tmp_path / "facts.csv"
    binary.write_bytes(b"id,kind\n\xff\xfe,office\n")

    with pytest.raises(FactsError, match="can't be read"):
        read(tmp_path / "nothing.csv")
    with pytest.raises(FactsError, match="can't be read"):
        read(binary)


def test_rows_are_laid_over_the_shipped_ones(table):
    ours = FactTable.load(table(ROE))

    assert ours.facts["roe"].subject == "Jane Roe"
    assert len(ours.facts) == len(shipped().facts) + 1
    assert ours.fingerprint != shipped().fingerprint
    assert repr(ours).startswith(f"FactTable({len(ours.facts)} facts, ")


def test_same_id_takes_the_place_of_a_shipped_row_and_off_takes_it_away(table):
    first, second, *_ = shipped().of("office")
    row = f"{first.id},office,Jane Roe,,Premier,Elbonia,,2010,,\n{second.id},off,,,,,,,,\n"

    ours = FactTable.load(table(row))

    assert ours.facts[first.id].subject == "Jane Roe"
    assert second.id not in ours.facts


def test_two_holders_of_an_office_for_one_are_told(table):
    with pytest.raises(FactsError, match="roe and doe have Jane Roe and Ann Doe as Premier of Elbonia on 2013"):
        FactTable.load(table(ROE, "doe,office,Ann Doe,,Premier,Elbonia,,2013-01-01,2015,yes\n"))


def test_two_holders_may_share_an_office_or_a_hand_over(table):
    shared = read(table(ROE, "doe,office,Ann Doe,,Premier,Elbonia,,2013-01-01,2015,no\n"))
    handed = read(table(ROE, "doe,office,Ann Doe,,Premier,Elbonia,,2014-02-20,2015,yes\n"))

    assert not list(overlaps(shared.values()))
    assert not list(overlaps(handed.values()))


def test_without_a_file_the_table_is_the_shipped_one():
    assert FactTable.load() is shipped()
