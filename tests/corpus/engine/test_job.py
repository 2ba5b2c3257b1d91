"""Jobs: each row exactly once, however often a run is stopped, and whatever happens to its files."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorer.article import Article
from scorer.corpus.reject import Place
from scorer.errors import LostRowsError, OutputError
from tests.corpus import jobs
from tests.corpus.jobs import Engine, articles, bad, done, files, lines, stopped

ITEMS = [*articles(*range(1, 13)), *bad(13, 14), *articles(15, 16, 17, path="more.jsonl")]
PARTS = 4  # of ITEMS: 5, 5 and 4 rows of one file, then 3 of another
ENDINGS = [".jsonl", ".csv", ".parquet", ".jsonl.gz", ".jsonl.zst", ".csv.gz", ".csv.zst", ".ndjson"]

pytestmark = pytest.mark.usefixtures("fast_disk")


@pytest.fixture(params=ENDINGS)
def ending(request):
    return request.param


@pytest.fixture(params=["file", "folder"])
def place(request, tmp_path):
    """Gives a place of its own, a file or a folder, for a name and an ending."""

    def place(name="out", ending=".jsonl"):
        return f"{tmp_path}/{name}/" if request.param == "folder" else f"{tmp_path}/{name}{ending}"

    return place


def content(path):
    """All that stands at a place."""
    return files(jobs.Path(path)) if path.endswith("/") else jobs.Path(path).read_bytes()


class TestFile:
    def test_records_in_order_with_ranks(self, tmp_path):
        told = []

        tally = done(tmp_path / "out.jsonl", ITEMS, told=told)

        records = lines(tmp_path / "out.jsonl")
        assert [record["row"] for record in records] == [*range(1, 13), 15, 16, 17]
        assert sorted(record["rank"] for record in records) == [*range(1, 16)]
        assert (tally.rows_in, tally.scored, tally.rejected) == (17, 15, 2)
        assert [reject.row for reject in told] == [13, 14]
        assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]

    def test_rejects_stand_where_they_are_wanted(self, tmp_path):
        done(tmp_path / "out.csv", ITEMS, rejects=tmp_path / "rejects.jsonl")

        assert [one["row"] for one in lines(tmp_path / "rejects.jsonl")] == [13, 14]

    def test_resumed_rejects_are_told_and_written_once(self, tmp_path):
        stopped(tmp_path / "out.jsonl", ITEMS, 3)
        told = []

        done(tmp_path / "out.jsonl", ITEMS, told=told, rejects=tmp_path / "rejects.jsonl")

        assert [reject.row for reject in told] == [13, 14]
        assert [one["row"] for one in lines(tmp_path / "rejects.jsonl")] == [13, 14]


class TestFolder:
    def test_parts_rejects_and_a_manifest(self, tmp_path):
        done(f"{tmp_path}/out/", ITEMS)

        names = [f"part-{number:05d}.jsonl" for number in range(PARTS)]
        (manifest,) = lines(tmp_path / "out" / "manifest.json")
        assert list(files(tmp_path / "out")) == ["manifest.json", *names, "rejects.jsonl"]
        assert [one["file"] for one in manifest["parts"]] == names
        assert [one["rows"] for one in manifest["parts"]] == [5, 5, 4, 3]
        assert (manifest["rows_in"], manifest["scored"], manifest["rejected"]) == (17, 15, 2)
        assert manifest["run"] == jobs.RUN

    def test_ranks_are_those_of_one_file(self, tmp_path, ending):
        done(f"{tmp_path}/out/", ITEMS, ending=ending)
        done(tmp_path / f"out{ending}", ITEMS)

        parts = [record for part in sorted(tmp_path.glob("out/part-*")) for record in loaded(part)]
        assert parts == loaded(tmp_path / f"out{ending}")

    def test_other_things_are_not_touched(self, tmp_path):
        (tmp_path / "mine.txt").write_text("mine")

        with pytest.raises(OutputError, match="holds other things than a run's parts; give a new or empty folder"):
            done(f"{tmp_path}/", ITEMS)

        assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]

    def test_things_put_there_later_stay(self, tmp_path):
        done(f"{tmp_path}/out/", ITEMS)
        (tmp_path / "out" / "mine.txt").write_text("mine")

        done(f"{tmp_path}/out/", ITEMS[:3])

        assert list(files(tmp_path / "out")) == ["manifest.json", "mine.txt", "part-00000.jsonl", "rejects.jsonl"]

    def test_what_stands_in_it_is_not_read(self, tmp_path):
        done(f"{tmp_path}/out/", ITEMS)

        with pytest.raises(OutputError, match="what stands in it is being read"):
            done(f"{tmp_path}/out/", ITEMS, inputs=[tmp_path / "out" / "part-00000.jsonl"])


def loaded(path):
    """The records of a file of scores, whatever its format."""
    from scorer.corpus.results.scored import read_scored

    return list(read_scored([path]))


class TestAgain:
    """A finished folder is run again."""

    def test_nothing_is_scored_and_no_part_written(self, tmp_path, ending):
        done(f"{tmp_path}/out/", ITEMS, ending=ending)
        before = {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in tmp_path.glob("out/part-*")}
        content = files(tmp_path / "out")
        engine = Engine()

        tally = done(f"{tmp_path}/out/", ITEMS, engine=engine, ending=ending)

        after = {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in tmp_path.glob("out/part-*")}
        assert (engine.rows, after) == ([], before)
        assert files(tmp_path / "out") == content
        assert (tally.rows_in, tally.scored, tally.rejected) == (17, 15, 2)

    @pytest.mark.parametrize("number", range(PARTS))
    @pytest.mark.parametrize("harm", ["deleted", "cut", "altered", "emptied"])
    def test_a_harmed_part_is_made_anew(self, tmp_path, ending, number, harm):
        done(f"{tmp_path}/out/", ITEMS, ending=ending)
        content = files(tmp_path / "out")
        _harm(tmp_path / "out" / f"part-{number:05d}{ending}", harm)
        engine = Engine()

        done(f"{tmp_path}/out/", ITEMS, engine=engine, ending=ending)

        assert files(tmp_path / "out") == content
        assert len(engine.rows) <= 5

    def test_a_row_appended_changes_ranks_everywhere(self, tmp_path, ending):
        done(f"{tmp_path}/out/", ITEMS, ending=ending)
        more = [*ITEMS, *articles(99, path="more.jsonl")]
        engine = Engine()

        done(f"{tmp_path}/out/", more, engine=engine, ending=ending)
        done(f"{tmp_path}/whole/", more, ending=ending)

        assert engine.rows == [15, 16, 17, 99]
        assert files(tmp_path / "out") == files(tmp_path / "whole")

    def test_fewer_parts_leave_none_behind(self, tmp_path, ending):
        done(f"{tmp_path}/out/", ITEMS, ending=ending)
        engine = Engine()

        done(f"{tmp_path}/out/", ITEMS[:10], engine=engine, ending=ending)
        done(f"{tmp_path}/whole/", ITEMS[:10], ending=ending)

        assert engine.rows == []
        assert files(tmp_path / "out") == files(tmp_path / "whole")

    def test_files_swapped(self, tmp_path, ending):
        done(f"{tmp_path}/out/", ITEMS, ending=ending)
        swapped = [*ITEMS[14:], *ITEMS[:14]]
        engine = Engine()

        done(f"{tmp_path}/out/", swapped, engine=engine, ending=ending)
        done(f"{tmp_path}/whole/", swapped, ending=ending)

        assert engine.rows == []
        assert files(tmp_path / "out") == files(tmp_path / "whole")

    def test_many_changes_in_turn(self, tmp_path, ending):
        for items in (ITEMS[:7], ITEMS, [], ITEMS[5:], ITEMS * 2, ITEMS[::-1], ITEMS):
            done(f"{tmp_path}/out/", items, ending=ending)
            done(f"{tmp_path}/whole/", items, ending=ending, restart=True)

            assert files(tmp_path / "out") == files(tmp_path / "whole")

    def test_stopped_while_it_is_changed(self, tmp_path, ending):
        more = [*articles(98, 99, path="first.jsonl"), *ITEMS, *articles(100, path="last.jsonl")]
        done(f"{tmp_path}/out/", ITEMS, ending=ending)

        assert stopped(f"{tmp_path}/out/", more, 1, ending=ending)
        done(f"{tmp_path}/out/", more, ending=ending)
        done(f"{tmp_path}/whole/", more, ending=ending)

        assert files(tmp_path / "out") == files(tmp_path / "whole")


def _harm(path, harm):
    data = path.read_bytes()
    path.unlink()
    if harm != "deleted":
        path.write_bytes({"cut": data[: len(data) // 2], "altered": data[:-9] + b"!" + data[-8:], "emptied": b""}[harm])


class TestResumed:
    """A run that was stopped is begun again."""

    @pytest.mark.parametrize("batches", range(PARTS))
    def test_only_what_is_missing_is_done(self, place, ending, batches):
        done(place("whole", ending), ITEMS, ending=ending)
        engine = Engine()

        assert stopped(place(ending=ending), ITEMS, batches, ending=ending)
        tally = done(place(ending=ending), ITEMS, engine=engine, ending=ending)

        assert engine.rows == [item.row for item in ITEMS][min(5 * batches, 14) :]
        assert content(place(ending=ending)) == content(place("whole", ending))
        assert (tally.rows_in, tally.scored, tally.rejected) == (17, 15, 2)

    def test_what_was_there_stays_until_all_is_done(self, tmp_path):
        path = tmp_path / "out.jsonl"
        path.write_text("old")

        assert stopped(path, ITEMS, 2)

        assert path.read_text() == "old"
        assert sorted(path.name for path in tmp_path.iterdir()) == [".out.jsonl.scorer", "out.jsonl"]

    def test_stopped_before_any_part_leaves_nothing(self, tmp_path, ending):
        assert stopped(tmp_path / f"out{ending}", ITEMS, 0)
        assert stopped(f"{tmp_path}/out/", ITEMS, 0, ending=ending)

        assert [path.name for path in tmp_path.rglob("*")] == ["out"]

    @pytest.mark.parametrize("kind", ["records", "qualities", "rejects"])
    @pytest.mark.parametrize("harm", ["deleted", "cut", "altered", "emptied"])
    def test_harmed_files_of_a_finished_part(self, tmp_path, kind, harm):
        path = tmp_path / "out.jsonl"
        given = [*articles(1, 2), *bad(3), *articles(4, 5, 6, 7)]
        stopped(path, given, 1)
        (harmed,) = (tmp_path / ".out.jsonl.scorer").glob(f"*.{kind}")
        _harm(harmed, harm)
        engine = Engine()

        done(path, given, engine=engine)
        done(tmp_path / "whole.jsonl", given)

        assert engine.rows == [1, 2, 3, 4, 5, 6, 7]
        assert path.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()

    def test_an_input_that_grew(self, tmp_path):
        stopped(tmp_path / "out.jsonl", ITEMS, 3)
        engine = Engine()

        done(tmp_path / "out.jsonl", [*ITEMS, *articles(99, path="more.jsonl")], engine=engine)

        assert engine.rows == [15, 16, 17, 99]
        assert len(lines(tmp_path / "out.jsonl")) == 16

    def test_an_input_that_changed(self, tmp_path):
        stopped(tmp_path / "out.jsonl", ITEMS, 3)
        changed = [*ITEMS[:6], *articles(7, text="changed "), *ITEMS[7:]]
        engine = Engine()

        done(tmp_path / "out.jsonl", changed, engine=engine)
        done(tmp_path / "whole.jsonl", changed)

        assert engine.rows == [6, 7, 8, 9, 10, 15, 16, 17]
        assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()

    def test_the_same_rows_twice(self, place, ending):
        twice = ITEMS * 2
        done(place("whole", ending), twice, ending=ending)
        stopped(place(ending=ending), twice, 5, ending=ending)

        tally = done(place(ending=ending), twice, ending=ending)

        assert content(place(ending=ending)) == content(place("whole", ending))
        assert (tally.rows_in, tally.scored, tally.rejected) == (34, 30, 4)

    def test_a_torn_last_line_of_the_manifest(self, tmp_path):
        stopped(tmp_path / "out.jsonl", ITEMS, 2)
        manifest = tmp_path / ".out.jsonl.scorer" / "manifest.jsonl"
        manifest.write_bytes(manifest.read_bytes()[:-20])
        engine = Engine()

        done(tmp_path / "out.jsonl", ITEMS, engine=engine)
        done(tmp_path / "whole.jsonl", ITEMS)

        assert engine.rows == [item.row for item in ITEMS][5:]
        assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()

    @pytest.mark.parametrize("damage", [b"\0\0\0\n", b"[]\n", b"{}\n", b"5\n"])
    def test_a_damaged_manifest_is_told(self, tmp_path, damage):
        stopped(tmp_path / "out.jsonl", ITEMS, 2)
        manifest = tmp_path / ".out.jsonl.scorer" / "manifest.jsonl"
        manifest.write_bytes(manifest.read_bytes() + damage)

        with pytest.raises(OutputError, match="is damaged; --restart begins anew"):
            done(tmp_path / "out.jsonl", ITEMS)
        tally = done(tmp_path / "out.jsonl", ITEMS, restart=True)

        assert tally.scored == 15


class TestAnotherRun:
    """The scores of two models aren't mixed."""

    def test_is_refused_with_both_named(self, place):
        path = place()
        stopped(path, ITEMS, 2)

        with pytest.raises(OutputError) as raised:
            done(path, ITEMS, run={**jobs.RUN, "model": "b" * 64})

        message = str(raised.value)
        assert "begun with another model (aaaaaaaaaaaaaaaaaaaa; now it is bbbbbbbbbbbbbbbbbbbb)" in message
        assert "--restart begins anew" in message
        assert "\n" not in message

    def test_leaves_what_was_done(self, place):
        path = place()
        stopped(path, ITEMS, 2)
        with pytest.raises(OutputError):
            done(path, ITEMS, run={})
        engine = Engine()

        done(path, ITEMS, engine=engine)

        assert len(engine.rows) == 7

    def test_restart_begins_anew(self, place):
        path, run = place(), {**jobs.RUN, "model": "b" * 64}
        stopped(path, ITEMS, 2)
        engine = Engine()

        done(path, ITEMS, run=run, restart=True, engine=engine)
        done(place("whole"), ITEMS, run=run)

        assert len(engine.rows) == 17
        assert content(path) == content(place("whole"))

    def test_restart_of_a_finished_folder(self, tmp_path):
        path, run = f"{tmp_path}/out/", {**jobs.RUN, "model": "b" * 64}
        done(path, ITEMS, ending=".csv")
        before = files(tmp_path / "out")

        assert stopped(path, ITEMS[:7], 0, run=run, restart=True)
        assert files(tmp_path / "out") == before
        assert stopped(path, ITEMS[:7], 1, run=run, restart=True)
        assert files(tmp_path / "out") == before
        done(path, ITEMS[:7], run=run)
        done(f"{tmp_path}/whole/", ITEMS[:7], run=run)

        assert files(tmp_path / "out") == files(tmp_path / "whole")

    def test_another_format_is_another_run(self, tmp_path):
        stopped(f"{tmp_path}/out/", ITEMS, 2)

        with pytest.raises(OutputError, match="begun with another format"):
            done(f"{tmp_path}/out/", ITEMS, ending=".csv")

    def test_a_finished_file_is_replaced(self, tmp_path):
        done(tmp_path / "out.jsonl", ITEMS)

        done(tmp_path / "out.jsonl", ITEMS[:1], run={"model": "b"})

        assert len(lines(tmp_path / "out.jsonl")) == 1


class TestLittle:
    """Few rows, or none."""

    @pytest.mark.parametrize("given", [[], bad(1), bad(*range(12)), [*bad(*range(1, 6)), *articles(6)]])
    def test_it_is_written_all_the_same(self, place, ending, given):
        tally = done(place(ending=ending), given, ending=ending)
        again = done(place(ending=ending), given, ending=ending)

        assert tally == again
        assert tally.rows_in == len(given)

    def test_rows_that_are_all_rejected_can_be_read_back(self, tmp_path, ending):
        done(tmp_path / f"out{ending}", bad(*range(12)))

        assert loaded(tmp_path / f"out{ending}") == []

    def test_a_part_without_scores_among_others(self, place, ending):
        given = [*bad(*range(1, 6)), *articles(*range(6, 11)), *bad(*range(11, 16)), *articles(16)]

        done(place(ending=ending), given, ending=ending)

        folder = jobs.Path(place(ending=ending))
        parts = sorted(folder.glob("part-*")) if folder.is_dir() else [folder]
        assert [one["row"] for part in parts for one in loaded(part)] == [*range(6, 11), 16]


def test_lost_rows_write_nothing(tmp_path):
    def forgetful(work, given):
        for batch in given:
            yield work(batch[:-1])

    with pytest.raises(LostRowsError):
        done(tmp_path / "out.jsonl", ITEMS, engine=forgetful)

    assert not (tmp_path / "out.jsonl").exists()


TEXTS = st.sampled_from(["a", "a b", "word " * 30, "  ", "", "FAULTY"])
ROW = st.tuples(st.sampled_from(["a", "b"]), TEXTS, st.booleans(), st.sampled_from([None, 1, 2, 3]))


def _items(rows):
    for path, text, readable, row in rows:
        if readable:
            yield Article(text, id=text, path=path, row=row, extra={"n": 10**30} if row == 2 else {})
        else:
            yield Place(path, row).reject("bad-json", "not JSON", raw=text.encode())


class TestAnyRun:
    @given(
        rows=st.lists(ROW, max_size=12),
        size=st.integers(1, 7),
        stops=st.lists(st.integers(0, 4), max_size=4),
        ending=st.sampled_from([".jsonl", ".csv", ".parquet", "/"]),
    )
    @settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_stopped_anywhere_it_gives_what_it_would_have_given(self, tmp_path_factory, rows, size, stops, ending):
        folder = tmp_path_factory.mktemp("any")
        path, whole = (f"{folder}/{name}{ending}" for name in ("out", "whole"))
        for stop in stops:
            stopped(path, _items(rows), stop, rows=size)

        tally = done(path, _items(rows), rows=size)
        expected = done(whole, _items(rows), rows=size)

        assert tally == expected
        assert content(path) == content(whole)

    @given(
        given=st.lists(st.lists(ROW, max_size=8), min_size=2, max_size=4),
        size=st.integers(1, 4),
        stops=st.lists(st.integers(0, 3), min_size=4, max_size=4),
        ending=st.sampled_from([".jsonl", ".csv.gz", ".parquet"]),
    )
    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_a_folder_of_changing_input_is_as_new(self, tmp_path_factory, given, size, stops, ending):
        folder = tmp_path_factory.mktemp("changing")
        for rows, stop in zip(given, stops, strict=False):
            stopped(f"{folder}/out/", _items(rows), stop, rows=size, ending=ending)

        done(f"{folder}/out/", _items(given[-1]), rows=size, ending=ending)
        done(f"{folder}/whole/", _items(given[-1]), rows=size, ending=ending)

        assert files(folder / "out") == files(folder / "whole")
