"""The blocks work in datatrove's own pipelines, between its readers and writers."""

import doctest
import json
import random

import pytest

from scorer import Article, Scorer
from scorer.errors import InputError, RecipeError
from scorer.recipes.recipe import Recipe, Rule
from tests.made_up import sound, unsound

pytest.importorskip("datatrove", reason="datatrove isn't installed: pip install 'scorer[datatrove]'")

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader, ParquetReader
from datatrove.pipeline.writers import JsonlWriter, ParquetWriter

from scorer.engines import datatrove as engine
from scorer.engines.datatrove import ArticleFilter, ArticleScores

TOO_LONG = 2_000_001


@pytest.fixture(scope="module")
def records():
    draw = random.Random(3)  # noqa: S311  (no secret hangs on it)
    texts = [sound(draw) if number % 2 else unsound(draw) for number in range(20)]
    return [
        {"id": f"n{number}", "text": text, "headline": "Council meets", "author": None}
        for number, text in enumerate(texts)
    ] + [
        {"id": "blank", "text": " \n ", "headline": "Nothing"},
        {"id": "short", "text": "Too short to judge."},
        {"id": "long", "text": "a" * TOO_LONG},
    ]


@pytest.fixture(scope="module")
def cut(records):
    """A quality between those of the sound articles and the others."""
    qualities = [Scorer.load().score(record["text"]).quality for record in records[:20]]
    assert max(qualities[::2]) < min(qualities[1::2])
    return (max(qualities[::2]) + min(qualities[1::2])) / 2


@pytest.fixture
def folder(tmp_path, records):
    lines = [json.dumps(record) + "\n" for record in records]
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.jsonl").write_text("".join(lines[::2]), encoding="utf-8")
    (source / "b.jsonl").write_text("".join(lines[1::2]), encoding="utf-8")
    return tmp_path


def reader(folder):
    return JsonlReader(str(folder / "in"))


def writer(folder, name="out"):
    return JsonlWriter(str(folder / name), compression=None)


def run(folder, *steps, tasks=1):
    return LocalPipelineExecutor([*steps], tasks=tasks, logging_dir=str(folder / "logs")).run()


def read(folder, name="out"):
    texts = [file.read_text(encoding="utf-8") for file in (folder / name).glob("*.jsonl")]
    return {record["id"]: record for text in texts for record in map(json.loads, text.split("\n")[:-1])}


def counts(stats, step):
    return {name: value.total for name, value in stats.stats[step].stats.items()}


def test_scores_are_those_of_the_scorer(folder, records):
    run(folder, reader(folder), ArticleScores(fields={"title": "headline"}, findings=True), writer(folder))

    written = read(folder)
    assert sorted(written) == sorted(record["id"] for record in records)
    for record in records[:20]:
        article = Article(
            record["text"], record["id"], title=record["headline"], carries=frozenset({"title", "authors"})
        )
        expected = Scorer.load().score(article).to_dict()
        found = written[record["id"]]["metadata"]["scorer"]
        names = ("quality", "quality_interval", "reliability", "reliability_interval", "abstained", "model", "findings")
        assert {name: found[name] for name in names} == {name: expected[name] for name in names}
        assert found["reject_reason"] is None


def test_what_cannot_be_scored_is_passed_on_with_the_reason(folder):
    stats = run(folder, reader(folder), ArticleScores(), writer(folder))

    written = read(folder)
    told = {name: written[name]["metadata"]["scorer"] for name in ("blank", "short", "long")}
    assert {name: found["reject_reason"] for name, found in told.items()} == {
        "blank": "no-text",
        "short": None,
        "long": "too-large",
    }
    assert told["blank"]["reject_message"] == "the text is empty; an article needs words"
    assert told["short"]["abstained"] == "too-short"
    assert all(found["quality"] is None for found in told.values())
    found = counts(stats, 1)
    assert (found["total"], found["scored"], found["abstained"], found["rejected"]) == (23, 20, 1, 2)
    assert (found["rejected_no-text"], found["rejected_too-large"], found["abstained_too-short"]) == (1, 1, 1)


def test_a_filter_keeps_by_quality_and_saves_the_rest_with_every_reason(folder, records, cut):
    block = ArticleFilter(keep_above=cut, exclusion_writer=writer(folder, "dropped"))
    stats = run(folder, reader(folder), block, writer(folder))

    kept, dropped = read(folder), read(folder, "dropped")
    assert sorted([*kept, *dropped]) == sorted(record["id"] for record in records)
    assert all(record["metadata"]["scorer"]["quality"] >= cut for record in kept.values())
    assert kept.keys() == {f"n{number}" for number in range(1, 20, 2)}
    reasons = {name: record["metadata"]["filter_reason"] for name, record in dropped.items()}
    assert reasons["blank"] == "can't-be-scored:no-text"
    assert reasons["short"] == "not-judged:too-short"
    assert reasons["n0"] == f"quality-below-{cut:g}"
    assert dropped["n0"]["metadata"]["scorer"]["reasons"][0]["bound"] == f">= {cut:g}"
    found = counts(stats, 1)
    assert (found["total"], found["forwarded"], found["dropped"]) == (23, 10, 13)
    assert found["dropped_can't-be-scored:too-large"] == 1


def test_a_recipe_gives_all_reasons(folder):
    recipe = Recipe("two", (Rule("quality", {"at_least": 1.0}), Rule("words", {"at_most": 1.0}, reason="wordy")))
    block = ArticleFilter(recipe=recipe, exclusion_writer=writer(folder, "dropped"))

    run(folder, reader(folder), block)

    dropped = read(folder, "dropped")["n1"]["metadata"]
    assert dropped["filter_reason"] == "quality-below-1, wordy"
    assert [reason["reason"] for reason in dropped["scorer"]["reasons"]] == ["quality-below-1", "wordy"]


def test_several_processes_give_the_same(folder, cut):
    run(folder, reader(folder), ArticleFilter(keep_above=cut), writer(folder), tasks=2)
    many = read(folder)
    run(folder / "again", reader(folder), ArticleFilter(keep_above=cut), writer(folder, "one"))

    assert many
    assert {name: record["metadata"] for name, record in many.items()} == {
        name: record["metadata"] for name, record in read(folder, "one").items()
    }


def test_tables_hold_the_scores(folder):
    run(folder, reader(folder), ArticleFilter(keep_above=0.0), ParquetWriter(str(folder / "table")))

    documents = list(ParquetReader(str(folder / "table")).run())
    assert len(documents) == 20
    assert documents[0].metadata["scorer"]["quality"] > 0


def test_a_single_document_is_judged_too(records, cut):
    block = ArticleFilter(keep_above=cut)

    assert block.filter(Document(records[1]["text"], "a")) is True
    assert block.filter(Document(records[0]["text"], "b")) == (False, f"quality-below-{cut:g}")
    assert block.filter(Document("", "c", metadata={"html": f"<p>{records[1]['text']}</p>"}))[0] is False


@pytest.mark.parametrize(
    "options", [{}, {"keep_above": 0.5, "recipe": "any"}, {"keep_above": 1.5}, {"keep_above": float("nan")}]
)
def test_a_filter_needs_one_cut_off(options):
    with pytest.raises(RecipeError, match="give either keep_above, a quality between 0 and 1, or a recipe"):
        ArticleFilter(**options)


def test_unknown_fields_are_refused():
    with pytest.raises(InputError, match="no field is called 'body'"):
        ArticleScores(fields={"body": "text"})


def test_the_example(folder, monkeypatch):
    (folder / "in").rename(folder / "articles")
    monkeypatch.chdir(folder)

    assert doctest.testmod(engine).failed == 0

    folders = [folder / name for name in ("kept", "dropped") if (folder / name).exists()]
    both = [document.id for path in folders for document in JsonlReader(str(path)).run()]
    assert len(both) == 23
