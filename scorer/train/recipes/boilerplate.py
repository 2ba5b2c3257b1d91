"""How the classifiers of a page's furniture are trained.

Each page of WCXB is shown twice: whole, and as an extractor leaves it, so that a line is known in either
company. The second classifier learns from what the first says of pages that it wasn't trained on, and also
from articles of the press, whose lists and headings it is to let be.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from scorer.article import Article
from scorer.classifier import Weights
from scorer.document import Batch
from scorer.keys import Ints
from scorer.learnt import BOILERPLATE, FURNITURE
from scorer.lexicon import Phrasebook
from scorer.reading import Floats, Reading
from scorer.surroundings import Around
from scorer.tokens import Units
from scorer.train.linear import fit
from scorer.train.recipes import Recipe

FILE = "signs/boilerplate/wcxb_article_lines.parquet"
PRESS = "quality/allsides_dev.parquet"
_MIDDLING = "0.6 <= pc1 < 0.85"  # the best outlets are left to measure on
_MOST_PER_OUTLET = 60
_PRESS_WEIGHT = 0.3  # of a line; some of them are furniture that nobody marked
_PARTS = 5
_BREAKS = r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]"
_PAGE = 60  # lines; those of longer pages count less, so that no page outweighs many others
_FURNITURE_STRENGTH = 1.0
_BOILERPLATE_STRENGTH = 0.1


def lines(folder: Path) -> pd.DataFrame:
    """The labelled lines of the development pages, page by page; ``group`` is the site."""
    rows = pd.read_parquet(folder / FILE).query("split == 'dev'").sort_values(["page", "line"], kind="stable")
    rows = rows.assign(
        text=rows["text"].str.replace(_BREAKS, " ", regex=True), group=rows["domain"].fillna(rows["page"])
    )
    return _filled(rows).assign(weight=1.0)


def press(folder: Path) -> pd.DataFrame:
    """The lines of articles of middling outlets, all taken for content."""
    articles = pd.read_parquet(folder / PRESS, columns=["group", "pc1", "text"]).query(_MIDDLING)
    articles = articles.groupby("group").head(_MOST_PER_OUTLET)
    rows = articles.assign(
        page=articles["group"] + articles.index.astype(str), text=articles["text"].str.split(_BREAKS)
    )
    rows = rows.explode("text", ignore_index=True).assign(label=0, survives=0, weight=_PRESS_WEIGHT)
    return _filled(rows)


def _filled(rows: pd.DataFrame) -> pd.DataFrame:
    """Those that a reading takes for a line: they hold something that can be seen."""
    return rows[Reading(rows["text"].tolist()).lines.counts > 0].reset_index(drop=True)


def extracted(rows: pd.DataFrame) -> pd.DataFrame:
    """Those that an extractor keeps."""
    return rows[rows["survives"] == 1]


def units(rows: pd.DataFrame) -> Units:
    """The lines, each among the others of its page."""
    pages = [Article("\n".join(texts)) for _, texts in rows.groupby("page", sort=False)["text"]]
    return Batch(pages, Phrasebook([])).units("lines")


def parts(rows: pd.DataFrame, count: int) -> Ints:
    """A number below ``count`` for each line, the same for all of a site."""
    return (pd.util.hash_array(rows["group"].to_numpy(dtype=object)) % np.uint64(count)).astype(np.intp)


def learn_furniture(rows: pd.DataFrame) -> Weights:
    """The weights of the first classifier."""
    return fit(FURNITURE, units(rows), _labels(rows), strength=_FURNITURE_STRENGTH)


def learn_boilerplate(rows: pd.DataFrame, odds: Floats) -> Weights:
    """The weights of the second, from what the first said of each line."""
    kept = (rows["survives"] == 1).to_numpy()
    shown = pd.concat([rows, extracted(rows).assign(page=lambda some: some["page"] + " extracted")])
    seen = told(units(shown), np.concatenate([odds, odds[kept]]))
    size = shown.groupby("page")["text"].transform("size").to_numpy()
    weights = shown["weight"].to_numpy() * np.minimum(1.0, _PAGE / size)
    return fit(BOILERPLATE, seen, _labels(shown), strength=_BOILERPLATE_STRENGTH, weights=weights)


def told(lines: Units, odds: Floats) -> Units:
    """``lines`` with what the first classifier is to have said of them."""
    lines.known[FURNITURE.name] = Around(lines, odds)
    return lines


def _others_say(rows: pd.DataFrame) -> Floats:
    """What the first classifier says of each site's lines when it was trained on the others."""
    part, odds = parts(rows, _PARTS), np.zeros(len(rows))
    for number in range(_PARTS):
        here = part == number
        odds[here] = FURNITURE.log_odds(units(rows[here]), learn_furniture(rows[~here]))
    return odds


def _labels(rows: pd.DataFrame) -> Ints:
    return rows["label"].to_numpy(dtype=np.intp)


def _learn(folder: Path) -> Weights:
    rows, others = lines(folder), press(folder)
    odds = FURNITURE.log_odds(units(others), learn_furniture(rows))
    return learn_boilerplate(pd.concat([rows, others]), np.concatenate([_others_say(rows), odds]))


RECIPES = (
    Recipe(FURNITURE, lambda folder: learn_furniture(lines(folder))),
    Recipe(BOILERPLATE, _learn),
)
