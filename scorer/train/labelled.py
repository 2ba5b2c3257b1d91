"""Labelled articles that were scored: what evaluating, tuning and training on users' own labels start from."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from scorer.errors import InputError
from scorer.reading import Bools, Floats
from scorer.train.figures import Groups
from scorer.train.fit import Objects

_PER_ARTICLE = ("sound", "sources", "sourced", "quality", "abstained", "characters", "rows")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Labelled articles, one a row of every array.

    ``sources`` names the source of each article, which is never split; an article whose source isn't known has one to
    itself, and ``sourced`` is false. ``quality`` is the model's, ``nan`` where it abstained (``abstained`` says why,
    "" if it didn't). ``rows`` has the features called ``names`` for columns, ``nan`` where unknown. ``labels`` is false
    where nobody labelled the articles; ``sound`` then says nothing.
    """

    sound: Bools
    sources: Objects
    sourced: Bools
    quality: Floats
    abstained: Objects
    characters: Floats
    names: tuple[str, ...]
    rows: Floats
    labels: bool = True

    def __len__(self) -> int:
        return len(self.sound)

    @property
    def groups(self) -> Groups:
        """What is resampled whole: sources, or single articles where all are of one source."""
        return self.sources if len(np.unique(self.sources)) > 1 else None

    def judged(self) -> "Labelled":
        """The articles that the model judged."""
        return self.take(self.abstained == "")

    def take(self, which: npt.NDArray[np.bool_ | np.intp]) -> "Labelled":
        """Some of the articles."""
        return replace(self, **{name: getattr(self, name)[which] for name in _PER_ARTICLE})


def check(judged: Labelled, *, least: int = 1, purpose: str = "evaluation", both: bool = True) -> None:
    """Make sure that there is something to learn or to measure.

    Raises:
        InputError: if fewer than ``least`` articles were judged, or all have one label where ``both`` are needed.
    """
    if len(judged) < least:
        raise InputError(
            f"{purpose} needs at least {least:,} labelled articles that can be judged, not {len(judged):,}"
        )
    if both and (judged.sound.all() or not judged.sound.any()):
        one = "sound" if judged.sound.all() else "unsound"
        raise InputError(f"all {len(judged):,} judged articles are labelled {one}; {purpose} needs both kinds")
