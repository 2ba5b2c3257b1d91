"""Neural: a claim checker from a model in ONNX form, run on the processor by onnxruntime.

Any model fits that takes pairs of texts and tells whether one entails or contradicts the other, or supports it. It is a
folder with ``model.onnx``, ``tokenizer.json`` and ``config.json``, whose ``id2label`` says what the outputs stand for:
``entailment``, ``neutral`` and ``contradiction`` in any order, or ``entailment`` (or ``supported``) and another.
``cross-encoder/nli-deberta-v3-small`` of the Hugging Face hub is one: Apache-2.0, English, trained on SNLI and
MultiNLI. Where there is a network, once::

    pip install optimum-onnx
    optimum-cli export onnx --model cross-encoder/nli-deberta-v3-small --task text-classification nli/

From then on all is offline: nothing here asks a network. With ``pip install 'scorer[neural]'``::

    scorer score articles.jsonl --checker neural=nli/ -o scores.jsonl

or ``Scorer.load(checker=load("nli/"))``. Labels that say nothing (``LABEL_0``) are refused; who knows what they
stand for may write that into ``config.json``.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

import numpy as np

from scorer.checker import Entails, Pair, Supports
from scorer.errors import CheckerError, MissingExtraError
from scorer.reading import Floats

_MODEL, _TOKENIZER, _CONFIG = "model.onnx", "tokenizer.json", "config.json"
_ENTAILMENT, _NEUTRAL, _CONTRADICTION = "entailment", "neutral", "contradiction"
_SUPPORTING = {_ENTAILMENT, "supported"}
_INPUTS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}  # and what has them
_MOST_TOKENS = 512  # of a pair; what attention costs grows with the square
_AT_ONCE = 16  # pairs
_LONGEST_NAME = 80
_ERRORS_ONLY = 3
_DIGITS = 16  # of a fingerprint


def load(folder: str | Path, threads: int = 1) -> Entails | Supports:
    """The claim checker in a folder, of the kind that its labels tell.

    Args:
        folder: with ``model.onnx``, ``tokenizer.json`` and ``config.json``.
        threads: of the processor; several may change the last digits.

    Raises:
        CheckerError: if something is missing or can't be read, or the labels tell no kind.
        MissingExtraError: if onnxruntime or tokenizers isn't installed.
    """
    model = OnnxModel(Path(folder), threads)
    return OnnxEntailment(model) if _CONTRADICTION in model.labels else OnnxSupport(model)


class OnnxModel:
    """A model of pairs of texts in ONNX form, with its tokenizer.

    Attributes:
        name: what it is called.
        fingerprint: of its files.
        labels: what its outputs stand for, in order.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        """Load the model in ``folder``.

        Raises:
            CheckerError: if something is missing or can't be read, or the labels tell no kind.
            MissingExtraError: if onnxruntime or tokenizers isn't installed.
        """
        for name in (_MODEL, _TOKENIZER, _CONFIG):
            if not (folder / name).is_file():
                raise CheckerError(f"{folder} has no {name}; the folder of a model needs it beside the other files")
        config = _config(folder / _CONFIG)
        self.name = _name(config, folder)
        self.labels = _labels(config, folder / _CONFIG)
        self.fingerprint = _fingerprint(folder)
        self._tokenizer = _tokenizer(folder / _TOKENIZER, config)
        self._session = _session(folder / _MODEL, threads)
        self._inputs = [given.name for given in self._session.get_inputs()]
        if unknown := set(self._inputs) - set(_INPUTS):
            raise CheckerError(
                f"{folder / _MODEL} asks for {', '.join(sorted(unknown))}; only {', '.join(_INPUTS)} are known"
            )

    def chances(self, pairs: Sequence[Pair]) -> Floats:
        """The chance of each label for each pair; shape ``(pairs, labels)``.

        Raises:
            CheckerError: if the model gives another number of values than it has labels.
        """
        runs = [self._logits(pairs[first : first + _AT_ONCE]) for first in range(0, len(pairs), _AT_ONCE)]
        logits = np.concatenate(runs)
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

    def _logits(self, pairs: Sequence[Pair]) -> Floats:
        encoded = self._tokenizer.encode_batch([(pair.document, pair.claim) for pair in pairs])
        given = {name: np.array([getattr(one, _INPUTS[name]) for one in encoded]) for name in self._inputs}
        logits = np.asarray(self._session.run(None, given)[0], dtype=np.float64)
        if logits.shape != (len(pairs), len(self.labels)):
            raise CheckerError(
                f"the model {self.name} gives values of the shape {logits.shape} for {len(pairs)} pairs; "
                f"{_CONFIG} names {len(self.labels)} labels"
            )
        return logits


class OnnxEntailment:
    """A model of natural language inference, as :class:`scorer.checker.Entails` describes it."""

    def __init__(self, model: OnnxModel) -> None:
        self.name, self.fingerprint = model.name, model.fingerprint
        self._model = model
        self._columns = [model.labels.index(label) for label in (_ENTAILMENT, _NEUTRAL, _CONTRADICTION)]

    def entails(self, pairs: Sequence[Pair]) -> Floats:
        """For each pair the chances of entailment, neither and contradiction; shape ``(pairs, 3)``."""
        return self._model.chances(pairs)[:, self._columns]


class OnnxSupport:
    """A model that tells support from the lack of it, as :class:`scorer.checker.Supports` describes it."""

    def __init__(self, model: OnnxModel) -> None:
        self.name, self.fingerprint = model.name, model.fingerprint
        self._model = model
        self._column = next(column for column, label in enumerate(model.labels) if label in _SUPPORTING)

    def supports(self, pairs: Sequence[Pair]) -> Floats:
        """For each pair the chance that the document supports the claim; shape ``(pairs,)``."""
        return self._model.chances(pairs)[:, self._column]


def _config(path: Path) -> Mapping[str, Any]:
    with _reading(path):
        config: Mapping[str, Any] = dict(json.loads(path.read_text(encoding="utf-8")))
    return config


def _name(config: Mapping[str, Any], folder: Path) -> str:
    """The name that the model was published under, if it says so; else that of its folder."""
    name = str(config.get("_name_or_path") or "")
    published = name.count("/") == 1 and name[0] not in "./" and len(name) <= _LONGEST_NAME
    return name if published else folder.resolve().name


def _labels(config: Mapping[str, Any], path: Path) -> list[str]:
    with _reading(path):
        given = {int(number): str(label).lower() for number, label in dict(config["id2label"]).items()}
    labels = [given[number] for number in sorted(given)]
    three = sorted(labels) == sorted((_ENTAILMENT, _NEUTRAL, _CONTRADICTION))
    if not (three or (len(labels) == 2 and len(_SUPPORTING.intersection(labels)) == 1)):
        raise CheckerError(
            f"{path} names the labels {', '.join(labels)}; wanted are {_ENTAILMENT}, {_NEUTRAL} and {_CONTRADICTION}, "
            f"or two of which one is {' or '.join(sorted(_SUPPORTING))}"
        )
    return labels


def _fingerprint(folder: Path) -> str:
    """A number of all that the model is; its weights may lie in files beside ``model.onnx``."""
    whole = sha256()
    for path in sorted({*folder.glob(f"{_MODEL}*"), folder / _TOKENIZER, folder / _CONFIG}):
        with path.open("rb") as file:
            whole.update(file_digest(file, "sha256").digest())
    return whole.hexdigest()[:_DIGITS]


def _tokenizer(path: Path, config: Mapping[str, Any]) -> Any:
    with _installed():
        from tokenizers import Tokenizer
    padding = int(config.get("pad_token_id") or 0)
    most = min(_MOST_TOKENS, int(config.get("max_position_embeddings") or _MOST_TOKENS))
    with _reading(path):
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.enable_truncation(most, strategy="longest_first")
        tokenizer.enable_padding(pad_id=padding, pad_token=tokenizer.id_to_token(padding) or "")
    return tokenizer


def _session(path: Path, threads: int) -> Any:
    with _installed():
        import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = _ERRORS_ONLY
    with _reading(path):
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@contextmanager
def _installed() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise MissingExtraError(
            "a neural claim checker needs onnxruntime and tokenizers: pip install 'scorer[neural]'"
        ) from error


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Both libraries raise errors of many kinds for a file that isn't what it should be."""
    try:
        yield
    except Exception as error:
        raise CheckerError(f"{path} can't be read: {type(error).__name__}: {error}") from error
