"""Labels: what the labelled sets call sound or unsound, and how experts rate the sources.

Texts stay where they are; only weights and figures leave the training run. Every row names the
group (source, or whole set where sources are unknown) that it must not be parted from.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from scorer.errors import InputError

MOST_PER_SOURCE = 150
_SEED = 20_240_601
_COLUMNS = ["text", "title", "url", "date", "dataset", "group", "kind", "quality", "pc1", "label"]

HIGH = 0.85  # pc1 of sound press
RELIABLE = 0.6  # pc1 from which experts are taken to call a source reliable

# How much each kind of article weighs in training, whatever its number; sound press weighs as all else.
KINDS = {"fabricated": 1.0, "farm": 1.0, "machine": 1.0, "flawed": 1.5}


@dataclass(frozen=True, slots=True)
class Rule:
    """Which rows of a set are of a kind, as a pandas query."""

    dataset: str
    kind: str
    query: str
    most: int = MOST_PER_SOURCE


RULES = (
    Rule("allsides_dev", "press", f"pc1 >= {HIGH}"),
    Rule("spotlightpa", "press", "pc1 >= 0.85", 300),
    Rule("fakehealth_story", "press", f"pc1 >= {HIGH}", 60),
    Rule("hoax_vs_press", "press", "klass == 'quality_press'"),
    Rule("hoax_vs_press", "fabricated", "klass == 'hoax'", 300),
    Rule("golbeck_fake_satire", "fabricated", "klass == 'fake'"),
    Rule("fakenewsnet_old", "fabricated", "label == 0"),
    Rule("fakenewscorpus_sample", "fabricated", "label == 0", 60),
    Rule("clef2021_task3", "fabricated", "label == 0", 300),
    Rule("sfu_snopes", "fabricated", "label <= 0.25", 30),
    Rule("horne2017", "press", "klass == 'real'"),
    Rule("horne2017", "fabricated", "klass == 'fake'"),
    Rule("farm_dev", "farm", "label == 0", 300),
    Rule("llmfake", "machine", "generator != 'human'", 600),
    Rule("xsum_gpt", "machine", "label == 0", 450),
    Rule("xsum_gpt", "press", "label == 1", 450),
)
TRUE, SYRIA, RELEASE = "checked true", "on Syria", "health release"
SHOWN = (
    Rule("clef2021_task3", TRUE, "label == 1", 300),
    Rule("sfu_snopes", TRUE, "label >= 0.75", 30),
    Rule("fa_kes", SYRIA, "group != 'reuters'"),
    Rule("fakehealth_dev", RELEASE, "label == label"),
)
"""Nothing is learnt from these; what the model says of them is told in its card."""
SHOWN_KINDS = tuple(rule.kind for rule in SHOWN)
RATED = ("allsides_dev", "fakehealth_story", "spotlightpa", "fakenewscorpus_sample", "golbeck_fake_satire")


def load(folder: Path) -> pd.DataFrame:
    """Every labelled article, capped by source.

    Columns: text, title, url, date, dataset, group, kind (``NaN`` where nothing but the source's rating is known),
    quality (1 sound, 0 not, ``NaN``), pc1 (expert rating of the source in 0..1, ``NaN``) and label (what the set itself
    says). Of the kinds in :data:`SHOWN` quality and pc1 are ``NaN``.

    Raises:
        InputError: if a set is missing.
    """
    missing = [rule.dataset for rule in (*RULES, *SHOWN) if not (folder / f"{rule.dataset}.parquet").exists()]
    if missing:
        raise InputError(f"{folder} lacks the labelled sets {', '.join(sorted(set(missing)))}")
    frames = [_of_rule(folder, rule) for rule in RULES]
    frames += [_rated(folder, dataset) for dataset in RATED]
    frames += [_of_rule(folder, rule).assign(quality=np.nan, pc1=np.nan) for rule in SHOWN]
    labels = pd.concat(frames, ignore_index=True).drop_duplicates(["dataset", "id"], keep="first")
    # Where sources are unknown a set stands for one source, which may hold more than one kind.
    source = labels["group"].where(~labels["group"].str.startswith("("), labels["group"] + labels["kind"].astype(str))
    within = labels.groupby(source).cumcount() < labels.groupby(source)["most"].transform("max")
    return labels.loc[within, _COLUMNS].reset_index(drop=True)


def load_rated(folder: Path) -> pd.DataFrame:
    """The articles of rated sources, capped by source; columns as of :func:`load`."""
    rated = pd.concat([_rated(folder, dataset) for dataset in RATED], ignore_index=True)
    shuffled = rated.sample(frac=1, random_state=_SEED)
    return shuffled.loc[shuffled.groupby("group").cumcount() < MOST_PER_SOURCE, _COLUMNS].reset_index(drop=True)


def _read(folder: Path, dataset: str) -> pd.DataFrame:
    frame = pd.read_parquet(folder / f"{dataset}.parquet")
    frame["group"] = np.where(frame["group"].fillna("") == "", f"({dataset})", frame["group"])
    frame["title"] = frame["title"].fillna("")
    return frame


def _of_rule(folder: Path, rule: Rule) -> pd.DataFrame:
    frame = _capped(_read(folder, rule.dataset).query(rule.query), rule.most)
    quality = float(rule.kind == "press")
    return frame.assign(dataset=rule.dataset, kind=rule.kind, quality=quality, most=rule.most)


def _rated(folder: Path, dataset: str) -> pd.DataFrame:
    frame = _capped(_read(folder, dataset).query("pc1 == pc1"), MOST_PER_SOURCE)
    return frame.assign(dataset=dataset, kind=np.nan, quality=np.nan, most=MOST_PER_SOURCE)


def _capped(frame: pd.DataFrame, most: int) -> pd.DataFrame:
    """At most so many articles a source, drawn with a fixed seed."""
    shuffled = frame.sample(frac=1, random_state=_SEED)
    return shuffled[shuffled.groupby("group").cumcount() < most].sort_index()
