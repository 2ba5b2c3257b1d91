"""datatrove: scores as a step of its pipelines.

:class:`ArticleScores` adds scores to each document, :class:`ArticleFilter` drops documents by them:

>>> from datatrove.executor import LocalPipelineExecutor
>>> from datatrove.pipeline.readers import JsonlReader
>>> from datatrove.pipeline.writers import JsonlWriter
>>> from scorer.engines.datatrove import ArticleFilter
>>> stats = LocalPipelineExecutor(
...     [
...         JsonlReader("articles"),
...         ArticleFilter(keep_above=0.5, exclusion_writer=JsonlWriter("dropped")),
...         JsonlWriter("kept"),
...     ],
...     logging_dir="logs",
... ).run()

Both write what they found to the document's metadata, under ``scorer``: ``quality`` and ``reliability`` with their
intervals, why an article was ``abstained`` from, the ``model``, and ``findings`` if they are asked for. A document that
can't be scored has a ``reject_reason`` and a ``reject_message`` there; ``reasons`` are those for which the filter drops
a document, every one of them. Titles, addresses, authors and dates are taken from the metadata, as a record's are.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.writers.disk_base import DiskWriter
from datatrove.utils.batching import batched
from datatrove.utils.typeshelper import StatHints

from scorer.corpus.engine.run import score_corpus
from scorer.corpus.outcome import Outcome
from scorer.corpus.read.batches import plain_value
from scorer.corpus.read.page import Item
from scorer.corpus.read.records import Fields, Row
from scorer.corpus.reject import Place, Reject
from scorer.errors import RecipeError
from scorer.recipes.loading import keep_above, load
from scorer.recipes.recipe import Broken, Recipe
from scorer.recipes.verdicts import Verdicts
from scorer.score import BATCH_ARTICLES, Score

FIELD = "scorer"
"""What the metadata is called that is added to each document."""
REJECTED = "can't-be-scored"
"""Begins the reason of documents that are dropped since they can't be scored; why follows a colon."""
_SCORES = ("quality", "quality_interval", "reliability", "reliability_interval", "abstained", "model")
_NO_NAMES: Mapping[str, str] = {}


class ArticleScores(PipelineStep):
    """Adds scores to every document, and passes all of them on.

    Args:
        fields: what the metadata calls the fields of an article, e.g. ``{"title": "headline"}``.
        findings: whether to add what was found, with its place in the text.
        model: the folder of a model; ``None`` is the shipped one.

    Raises:
        InputError: if a field isn't one that an article is made of.
    """

    name = "🧐 Article scores"
    type = "🏷️ - ANNOTATOR"

    def __init__(
        self,
        *,
        fields: Mapping[str, str] = _NO_NAMES,
        findings: bool = False,
        model: str | Path | None = None,
    ) -> None:
        super().__init__()
        self.fields = Fields(fields)
        self.findings = findings
        self.model = model

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:  # noqa: ARG002
        """Pass on every document, with its scores."""
        for batch in batched(data, BATCH_ARTICLES):
            with self.track_time("batch"):
                outcomes = _outcomes(batch, self.fields, self.model)
            for document, outcome in zip(batch, outcomes, strict=True):
                document.metadata[FIELD] = annotation(outcome, findings=self.findings)
                self.stat_update(StatHints.total, *_events(outcome))
                self.update_doc_stats(document)
                yield document


class ArticleFilter(BaseFilter):
    """Drops documents by their scores, and those that can't be scored.

    Documents keep their scores, and dropped ones every reason, whether an ``exclusion_writer`` saves them or not.

    Args:
        keep_above: the least quality that is kept; documents that can't be judged are dropped.
        recipe: or else the recipe by which they are kept: its name, its file, or the recipe itself.
        fields: as in :class:`ArticleScores`.
        findings: as in :class:`ArticleScores`.
        model: as in :class:`ArticleScores`.
        exclusion_writer: saves the dropped documents.
        batch_size: documents that are scored at once.

    Raises:
        InputError: if a field isn't one that an article is made of.
        RecipeError: if neither or both of ``keep_above`` and ``recipe`` are given, or the recipe isn't understood.
    """

    name = "🧐 Article quality"

    def __init__(  # noqa: PLR0913  (options, each by its name)
        self,
        *,
        keep_above: float | None = None,
        recipe: str | Path | Recipe | None = None,
        fields: Mapping[str, str] = _NO_NAMES,
        findings: bool = False,
        model: str | Path | None = None,
        exclusion_writer: DiskWriter | None = None,
        batch_size: int = BATCH_ARTICLES,
    ) -> None:
        super().__init__(exclusion_writer, batch_size)
        self.verdicts = Verdicts((_recipe(keep_above, recipe),), rows=False)
        self.fields = Fields(fields)
        self.findings = findings
        self.model = model

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether one document is kept, or else why it isn't."""
        return self.filter_batch([doc])[0]

    def filter_batch(self, batch: list[Document]) -> list[bool | tuple[bool, str]]:
        """Whether each document is kept, or else why it isn't: all reasons, with commas between."""
        outcomes = _outcomes(batch, self.fields, self.model)
        return [self._judge(document, outcome) for document, outcome in zip(batch, outcomes, strict=True)]

    def _judge(self, document: Document, outcome: Outcome) -> bool | tuple[bool, str]:
        self.stat_update(*_events(outcome))
        broken = self._broken(outcome)
        reasons = {"reasons": [one.to_dict() for one in broken]}
        document.metadata[FIELD] = annotation(outcome, findings=self.findings) | reasons
        return (False, ", ".join(one.reason for one in broken)) if broken else True

    def _broken(self, outcome: Outcome) -> tuple[Broken, ...]:
        if isinstance(outcome, Reject):
            return (Broken(f"{REJECTED}:{outcome.reason}"),)
        return self.verdicts.of(outcome).broken[0]


def annotation(outcome: Outcome, *, findings: bool = False) -> dict[str, Any]:
    """What the metadata of a document tells of its outcome; always the same names."""
    record = outcome.to_dict() if isinstance(outcome, Score) else {}
    told = {name: record.get(name) for name in _SCORES}
    if findings:
        told["findings"] = record.get("findings", [])
    reason, message = (outcome.reason, outcome.message) if isinstance(outcome, Reject) else (None, None)
    return told | {"reject_reason": reason, "reject_message": message}


def _events(outcome: Outcome) -> tuple[str, ...]:
    """What is counted of an outcome."""
    if isinstance(outcome, Reject):
        return "rejected", f"rejected_{outcome.reason}"
    return ("scored",) if outcome.abstained is None else ("abstained", f"abstained_{outcome.abstained}")


def _outcomes(documents: list[Document], fields: Fields, model: str | Path | None) -> list[Outcome]:
    return list(score_corpus((_item(document, fields) for document in documents), model=model))


def _item(document: Document, fields: Fields) -> Item:
    # The text and the id are datatrove's; a page's markup in the metadata is not what goes on down the pipeline.
    own = {"text": document.text, "id": document.id, "html": None}
    known = {name: plain_value(value) for name, value in document.metadata.items()}
    return Row(known | own, Place(document.metadata.get("file_path"))).article(fields)


def _recipe(least: float | None, recipe: str | Path | Recipe | None) -> Recipe:
    if (least is None) == (recipe is None) or (least is not None and not 0 <= least <= 1):
        raise RecipeError("give either keep_above, a quality between 0 and 1, or a recipe")
    if recipe is None:
        return keep_above(least or 0.0)
    return recipe if isinstance(recipe, Recipe) else load(recipe)
