"""Words: what a report says in plain language, shared by every format."""

import inspect
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from scorer.measures import MEASURES
from scorer.signal import Signal
from scorer.signals import discover

STANDING = (
    "It judges how an article is made, not whether it is true.",
    "No finding proves nothing: a careful forgery shows no signs either.",
    "Every mark is a reason to look, with the evidence; the judgement stays yours.",
)
"""What holds for every report."""

# A probability below the first number is put in the words beside it.
_LIKELIHOODS = (
    (0.10, "Very unlikely"),
    (0.35, "Unlikely"),
    (0.65, "About as likely as not"),
    (0.90, "Likely"),
    (float("inf"), "Very likely"),
)

_VERDICTS = {
    "quality": "to be called sound by an editor",
    "reliability": "to come from a source that expert raters call reliable",
}
_MEANINGS = {
    "quality": "Of 100 articles that score {points}, an editor would call about {points} sound.",
    "reliability": "Of 100 articles that score {points}, about {points} come from sources that raters call reliable.",
}
_INTERVAL = "Of models trained on other samples of sources, 9 in 10 would say {low} to {high}."

_ABSTENTIONS = {
    "too-short": "It is too short to judge: a few words say too little about how an article is made.",
    "not-english": "Not all of it reads as English, and the model has only learnt from English articles.",
    "not-an-article": "Too little of it is running text: a list, a table, a menu, code or verse is no article.",
}

TONES = {
    "fault": "counts against it",
    "soft": "worth a look",
    "good": "speaks for it",
    "noted": "says nothing for or against it",
}
"""How findings are meant: ``soft`` ones are no fault by themselves, ``good`` and ``noted`` ones are observations."""

LOG_ODDS = "In log-odds: −0.7 halves the odds of being called sound, +0.7 doubles them."
"""How to read a contribution."""

NO_FINDINGS = "No sign was found. That alone says nothing good: only what shows can be counted."
"""Said where there is nothing to list."""

TRUTH = "Whether what it says is true: that takes knowledge of the world, not of the text."
NOT_CARRIED = "not known. Where an input can't carry them, an article isn't blamed for lacking them."
WHOLE = "the whole article"
"""Said in place of an excerpt, where a finding has no words to show."""
NOT_GIVEN = "not given"
NOT_KNOWN = "not known"

_LOOKED_UP = ("fact-never-held", "fact-expired", "fact-premature", "fact-agreed")
_UNDATED = "fact-undated"
_HEADING = re.compile(r"\*\*([^*]+)\*\* ?")
_EMPHASIS = re.compile(r"\*\*?|``?")
_MEANING = {measure.name: measure.meaning for measure in MEASURES}


def verdict(name: str, value: float) -> str:
    """A probability in words, such as "Unlikely to be called sound by an editor"."""
    likelihood = next(words for limit, words in _LIKELIHOODS if value < limit)
    return f"{likelihood} {_VERDICTS[name]}"


def meaning(name: str, value: float) -> str:
    """What the number of a rating says about many articles."""
    return _MEANINGS[name].format(points=points(value))


def interval(bounds: tuple[float, float] | None) -> str:
    """What an interval says; nothing without one."""
    return _INTERVAL.format(low=points(bounds[0]), high=points(bounds[1])) if bounds else ""


def points(value: float) -> int:
    """A probability as people read it: 0 to 100."""
    return round(100 * value)


def abstention(reason: str) -> str:
    """Why an article isn't judged."""
    return _ABSTENTIONS.get(reason, f"It can't be judged: {spaced(reason)}.")


def feature(name: str) -> str:
    """What a feature counts, as a noun phrase."""
    if signal := discover().get(name):
        return summary(signal)
    return _MEANING.get(name, spaced(name).capitalize()).rstrip(".")


def amount(name: str, value: float | None) -> str:
    """How much of a feature an article has."""
    if value is None:
        return "unknown"
    signal = discover().get(name)
    if signal is None:
        return f"{value:.3g}"
    if value == 0:
        return "none found"
    return f"{value:.0f} found" if signal.per == "article" else f"{value:.1f} per 1,000 words"


def summary(signal: type[Signal]) -> str:
    """The first line of a signal's page: what it observes."""
    return _page(signal)[""].rstrip(".")


def why(signal: type[Signal]) -> str:
    """Why a signal counts; empty where its page doesn't say."""
    return _page(signal).get("Why it counts.", "")


def most_found(signals: Iterable[str], most: int) -> str:
    """The signals of findings that show most often, with how often: "vague-attribution ×6, hashtag-tail"."""
    counts = Counter(signals).most_common(most)
    return ", ".join(signal if count == 1 else f"{signal} ×{count}" for signal, count in counts)


def spaced(name: str) -> str:
    """A name with hyphens as words."""
    return name.replace("-", " ")


def _page(signal: type[Signal]) -> dict[str, str]:
    """The parts of a signal's page by heading, each as one line; the summary has no heading."""
    parts: dict[str, str] = {}
    for block in inspect.cleandoc(signal.__doc__ or signal.id).split("\n\n"):
        line = " ".join(block.split())
        heading = _HEADING.match(line)
        parts.setdefault(heading[1] if heading else "", _EMPHASIS.sub("", line[heading.end() if heading else 0 :]))
    return parts


def looked_up(signals: Iterable[str]) -> Iterator[str]:
    """What could be held against the table of facts, told by the signals of all findings and observations.

    >>> list(looked_up(["fact-agreed", "repetition", "fact-expired"]))[0].partition(":")[0]
    'Who held which office'
    """
    counts = Counter(signals)
    checked = sum(counts[name] for name in _LOOKED_UP)
    if checked:
        wrong = checked - counts["fact-agreed"]
        yield (
            f"Who held which office: {wrong:,} of {checked:,} statements that could be looked up in conflict with the "
            "table of facts. Of all others nothing is known."
        )
    if counts[_UNDATED]:
        yield (
            f"Who held which office: {counts[_UNDATED]:,} more to be looked up if the day of publication were known; "
            "give it with --date."
        )
