"""A Ray of this machine, with two workers of which one is killed, gives what the local engine gives."""

import doctest
import os
import random
from hashlib import sha256
from types import SimpleNamespace

import pandas as pd
import pyarrow as pa
import pytest

from scorer.article import Article
from scorer.corpus.engine.run import Tally, local, work_through
from scorer.corpus.engine.work import Work
from scorer.corpus.jsontext import json_text, parse
from scorer.corpus.reject import Place
from scorer.engines import cluster as engine
from scorer.engines import ray as adapter
from scorer.engines.cluster import in_ray
from scorer.engines.ray import score_columns, score_dataset
from scorer.errors import InputError, MissingExtraError, ModelError, ScorerError
from scorer.score import Scorer
from tests.conftest import ROOT
from tests.corpus import fakes
from tests.engines import mortal
from tests.made_up import sound, unsound

ray = pytest.importorskip("ray", reason="Ray isn't installed: pip install 'scorer[ray]'")

STORE_BYTES = 80 * 2**20


@pytest.fixture(scope="module")
def cluster():
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray.init(address="local", num_cpus=2, include_dashboard=False, object_store_memory=STORE_BYTES, log_to_driver=False)
    yield
    ray.shutdown()


@pytest.fixture(scope="module")
def items():
    draw = random.Random(5)  # noqa: S311  (no secret hangs on it)
    texts = [sound(draw) if number % 2 else unsound(draw) for number in range(60)]
    texts[23] += f"\n\n{mortal.MARK}"
    articles = [Article(text, id=f"n{number}", extra={"number": number}) for number, text in enumerate(texts)]
    return [*articles[:30], Place("in", 31).reject("bad-json", "no JSON"), Article(" ", id="blank"), *articles[30:]]


def lines(outcomes):
    return b"".join(json_text(outcome.to_dict()).encode() + b"\n" for outcome in outcomes)


def written(items, work, run, size=4):
    """All lines, in the order in which they came, and the tally."""
    tally = Tally()
    tagged = ((None, items[start : start + size]) for start in range(0, len(items), size))
    packed = b"".join(data for _, data in work_through(tagged, work, run, tally))
    tally.check()
    return packed.splitlines(), tally


def digest(lines):
    return sha256(b"\n".join(sorted(lines))).hexdigest()


@pytest.fixture(scope="module")
def undisturbed(items):
    return written(items, Work(lines, None, Scorer.load), local(1))


def test_a_killed_worker_changes_nothing(cluster, items, undisturbed, tmp_path):
    found, tally = written(items, Work(lines, str(tmp_path), mortal.load), in_ray)

    workers = {file.name for file in tmp_path.iterdir()} - {mortal.KILLED, str(os.getpid())}
    assert (tmp_path / mortal.KILLED).exists()
    assert len(workers) >= 2
    assert found == undisturbed[0]
    assert tally == undisturbed[1] == Tally(rows_in=62, scored=60, rejected=2)


def test_an_item_that_kills_its_worker_each_time_is_rejected(cluster, monkeypatch):
    monkeypatch.setattr(engine, "_RETRIES", 0)
    items = [Article("one", id="a"), Article(fakes.DEADLY, id="b")]

    found, tally = written(items, Work(lines, None, fakes.load), in_ray, size=2)

    assert tally == Tally(rows_in=2, scored=1, rejected=1)
    assert [parse(line).get("reason") for line in found] == [None, "worker-killed"]


def test_faults_of_articles_do_not_stop_the_others(cluster):
    items = [Article("one", id="a"), Article(fakes.FAULTY, id="b"), Article("two", id="c")]

    found, tally = written(items, Work(lines, None, fakes.load), in_ray)

    assert tally == Tally(rows_in=3, scored=2, rejected=1)
    assert [parse(line)["id"] for line in found] == ["a", "b", "c"]


def test_a_model_that_is_not_there_is_said_as_at_home(cluster, items, tmp_path):
    with pytest.raises(ModelError, match="nowhere"):
        written(items, Work(lines, str(tmp_path / "nowhere"), Scorer.load), in_ray)


def test_all_machines_need_the_same_scorer(cluster, items, monkeypatch):
    monkeypatch.setattr(fakes.FakeScorer, "identity", {"model": "newer"})

    with pytest.raises(ScorerError, match="a machine of the cluster has model fake, this one newer, so scores would"):
        written(items, Work(lines, None, fakes.load), in_ray)


def test_only_some_batches_are_ahead(cluster):
    given = (([Article("one")]) for _ in range(1000))
    done = in_ray(Work(lines, None, fakes.load), given)

    next(done)
    done.close()

    assert sum(1 for _ in given) > 980


@pytest.mark.filterwarnings(r"ignore:`use_\w+` is deprecated:DeprecationWarning")  # Ray's own defaults
def test_a_dataset_is_scored_though_a_worker_is_killed(cluster, items, undisturbed, tmp_path):
    rows = [{"id": item.id, "body": item.text, "number": number} for number, item in enumerate(items[:30])]
    rows += [{"id": "blank", "body": " ", "number": 30}, {"id": "none", "body": None, "number": 31}]
    dataset = ray.data.from_items(rows, override_num_blocks=4)

    scores = score_dataset(dataset, fields={"text": "body"}, model=str(tmp_path), load=mortal.load).materialize()

    assert (tmp_path / mortal.KILLED).exists()
    assert scores.schema().base_schema == score_columns()
    found = {row["id"]: row for row in scores.take_all()}
    assert found.keys() == {row["id"] for row in rows}
    for record in map(parse, undisturbed[0][:30]):
        row = found[record["id"]]
        assert {name: row[name] for name in ("quality", "reliability", "abstained", "model", "base")} == {
            name: record[name] for name in ("quality", "reliability", "abstained", "model", "base")
        }
        assert [row["quality_low"], row["quality_high"]] == record["quality_interval"]
        nested = ("authors", "findings", "observations", "features", "contributions", "extra")
        assert {name: parse(row[name].encode()) for name in nested} == {name: record[name] for name in nested}
        assert row["reject_reason"] is None
    assert {name: found[name]["reject_reason"] for name in ("blank", "none")} == {"blank": "no-text", "none": "no-text"}
    assert found["none"]["reject_message"] == "the text is null; an article needs words"
    assert found["blank"]["quality"] is None


def test_what_a_machine_of_the_cluster_does(monkeypatch):
    deaf = []
    monkeypatch.setattr(engine, "die_when_deaf", lambda: deaf.append(1))
    articles = [Article("one", id="a"), Article(" ", id="b")]
    table = pa.table({"id": ["a", "b", None], "text": ["one", " ", "three"], "more": [1.5, None, 2.5]})

    done = engine._do(engine.Sent.of(Work(lines, None, fakes.load)), articles)
    (scores,) = adapter._score_table(table, engine.Sent.of(Work(adapter._table, None, fakes.load)), {})

    assert (done.scored, done.rejected) == (1, 1)
    assert deaf == [1]
    assert scores.schema == score_columns()
    assert scores["id"].to_pylist() == ["a", "b", None]
    assert scores["extra"].to_pylist() == ['{"more":1.5}', None, '{"more":2.5}']
    assert scores["reject_reason"].to_pylist() == [None, "no-text", None]


@pytest.mark.filterwarnings(r"ignore:`use_\w+` is deprecated:DeprecationWarning")  # Ray's own defaults
def test_the_example(cluster, items, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    rows = pd.DataFrame({"id": [item.id for item in items[:30]], "text": [item.text for item in items[:30]]})
    rows.to_parquet(folder / "a.parquet")

    assert doctest.testmod(adapter, extraglobs={"folder": str(tmp_path)}).failed == 0


def test_unknown_fields_are_refused():
    with pytest.raises(InputError, match="no field is called 'body'"):
        score_dataset(None, fields={"body": "text"})


class FakeRay(SimpleNamespace):
    """A Ray that notes how it is started."""

    def __init__(self, error=None):
        super().__init__(calls=[], error=error)

    def is_initialized(self):
        return False

    def init(self, **options):
        self.calls.append(options)
        if self.error:
            raise self.error

    def shutdown(self):
        self.calls.append("shutdown")


@pytest.mark.parametrize(
    ("address", "environment", "wanted"),
    [(None, None, "local"), (None, "far:6379", "far:6379"), ("near:6379", "far:6379", "near:6379")],
)
def test_a_ray_is_started_here_where_there_is_none(monkeypatch, address, environment, wanted):
    fake = FakeRay()
    monkeypatch.setattr(engine, "_ray", lambda: fake)
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    if environment:
        monkeypatch.setenv("RAY_ADDRESS", environment)

    with engine._connected(address, 3):
        assert fake.calls[0]["address"] == wanted

    assert fake.calls[0].get("num_cpus") == (3 if wanted == "local" else None)
    assert fake.calls[1:] == ["shutdown"]


def test_a_cluster_that_does_not_answer(monkeypatch):
    fake = FakeRay(ConnectionError("nobody there"))
    monkeypatch.setattr(engine, "_ray", lambda: fake)

    with (
        pytest.raises(ScorerError, match="no Ray cluster answers at far:1: nobody there"),
        engine._connected("far:1", 1),
    ):
        pass


def test_a_ray_that_is_not_installed(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ray", None)

    with pytest.raises(MissingExtraError, match=r"the engine ray needs Ray: pip install 'scorer\[ray\]'"):
        engine._ray()


def test_the_command_writes_the_same_bytes(cluster, run, tmp_path):
    for engine_name in ("local", "ray"):
        target = tmp_path / f"{engine_name}.jsonl"
        assert run("score", ROOT / "seeds", "-o", target, "--engine", engine_name)[0] == 0

    assert (tmp_path / "ray.jsonl").read_bytes() == (tmp_path / "local.jsonl").read_bytes()
