"""Usual: what the estimates of sources start from, measured on scores by models that hadn't met the source."""

from typing import Any

import numpy as np
import pandas as pd

from scorer.reading import Floats
from scorer.source import logit, measured, rating_logit

_NAMELESS = "("  # begins the group of articles whose source isn't known
_DIGITS = 2


def usual(articles: pd.DataFrame) -> dict[str, Any]:
    """The numbers of :data:`scorer.source.USUAL` for one head, and of :data:`scorer.source.RATED`.

    ``articles`` has the columns group, chance (held-out probability) and pc1.
    """
    named = articles[~articles["group"].str.startswith(_NAMELESS)]
    which, sources = pd.factorize(named["group"])
    found = measured(logit(named["chance"].to_numpy(dtype=np.float64)), which)
    told: dict[str, Any] = {name: round(getattr(found, name), _DIGITS) for name in ("mean", "between", "within")}
    rated = named[named["pc1"].notna()]
    if rated["group"].nunique() > 2:
        told["rated"] = _line(rated, found.between, found.within)
    return {"sources": len(sources), **told}


def _line(rated: pd.DataFrame, between: float, within: float) -> list[float]:
    """Intercept and slope of sources' means by their rating, both in log-odds, and the variance that is left."""
    logits = rated.assign(chance=logit(rated["chance"].to_numpy(dtype=np.float64)))
    sources = logits.groupby("group").agg(mean=("chance", "mean"), pc1=("pc1", "mean"), articles=("pc1", "size"))
    noise = within / sources["articles"].to_numpy(dtype=np.float64)
    x, y = rating_logit(sources["pc1"].to_numpy(dtype=np.float64)), sources["mean"].to_numpy(dtype=np.float64)
    weights: Floats = 1 / (between + noise)
    slope, base = np.polyfit(x, y, 1, w=np.sqrt(weights))
    left = float(np.average((y - base - slope * x) ** 2 - noise, weights=weights))
    return [round(float(number), _DIGITS) for number in (base, slope, left)]
