"""Shapes: the tables of a head as small pictures, one a feature.

From left to right the ranges of the feature's values, as many articles in each where it was cut by them; upwards what
a value adds to the log-odds. The band is where nine in ten members of the head lie.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from scorer.model import MIDDLE, Head, Model
from scorer.reading import Floats

FLAT, STEP = 0.02, 0.3
"""A feature whose table spans less than the one, or takes one step of at most the other, is named and not drawn."""
_COLUMNS = 4
_WIDTH, _HEIGHT = 210, 150  # of a cell
_LEFT, _RIGHT, _TOP, _BOTTOM = 42, 30, 26, 24  # of what lies around the plot in a cell
_GAP = 14  # from the plot to the dot of unknown values
_HEAD = 34  # of the line above all cells
# Shades that stand out from white and from black.
_LINE, _BAND, _INK, _AXIS = "#3b82c4", "#3b82c4", "#808080", "#9a9a9a"


@dataclass(frozen=True, slots=True)
class Shape:
    """One feature of a head: what each range adds, and the band around it.

    ``values`` has the shape ``(ranges,)``, ``band`` ``(2, ranges)``; ``unknown`` is what an unknown value adds.
    """

    name: str
    edges: Floats
    values: Floats
    band: Floats
    unknown: float

    @property
    def span(self) -> float:
        """How far apart the least and the most lie that the feature can add."""
        return float(np.ptp([*self.values, self.unknown]))

    @property
    def flat(self) -> bool:
        """Whether the feature hardly adds anything."""
        return self.span < FLAT

    @property
    def stepped(self) -> bool:
        """Whether the feature takes something off where it shows at all, and little however often."""
        falls = len(self.values) > 1 and self.values[0] == 0 and (self.values[1:] < 0).all()
        return bool(falls and not self.flat and self.span <= STEP)


def shapes(model: Model, head: str) -> list[Shape]:
    """The features that a head weighs, the widest first."""
    found = [_shape(model, model.heads[head], row) for row in model.heads[head].used.tolist()]
    return sorted(found, key=lambda shape: (-shape.span, shape.name))


def undrawn(model: Model, head: str) -> tuple[list[str], list[str]]:
    """The names of features that are not drawn, in order: flat ones, and those of one small step."""
    found = sorted(shapes(model, head), key=lambda shape: shape.name)
    return [shape.name for shape in found if shape.flat], [shape.name for shape in found if shape.stepped]


def picture(model: Model, head: str) -> str:
    """The shapes of a head as one SVG picture; cells of one line share their scale."""
    drawn = [shape for shape in shapes(model, head) if not (shape.flat or shape.stepped)]
    lines = [drawn[start : start + _COLUMNS] for start in range(0, len(drawn), _COLUMNS)]
    cells = [
        _cell(shape, _scale(line), _WIDTH * column, _HEAD + _HEIGHT * row)
        for row, line in enumerate(lines)
        for column, shape in enumerate(line)
    ]
    return _frame(head, drawn, len(lines)) + "".join(cells) + "</svg>\n"


def _shape(model: Model, head: Head, row: int) -> Shape:
    ranges = len(model.edges[row]) + 1
    values = head.tables[row, :ranges]
    members = head.spread[:, row, :ranges].astype(np.float64)
    if values[0] != 0:  # told from the average; members are told from their first range
        members += values.mean() - members.mean(axis=1, keepdims=True)
    reach = MIDDLE * np.sqrt(((members - values) ** 2).mean(axis=0))
    band = np.array([values - reach, values + reach])
    return Shape(model.names[row], model.edges[row], values, band, float(head.tables[row, -1]))


def _frame(head: str, drawn: Sequence[Shape], lines: int) -> str:
    wide, high = _WIDTH * _COLUMNS, _HEAD + _HEIGHT * lines
    told = (
        f"{len(drawn)} features, the widest first. To the right: higher values. Upwards: what a value adds to the "
        "log-odds. Band: nine in ten models of other samples of sources. Ring: unknown values. "
        "Cells of one line share a scale."
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'font-family="sans-serif" font-size="10" fill="{_INK}" role="img" aria-labelledby="title desc">\n'
        f'<title id="title">Shapes of {escape(head)}</title>\n<desc id="desc">{told}</desc>\n'
        f'<text x="8" y="20" font-size="14">{escape(head.capitalize())}: what each feature adds, in log-odds</text>\n'
    )


def _scale(line: Sequence[Shape]) -> tuple[float, float]:
    """The least and the most of a line of cells, zero among them; bands are cut where they leave it."""
    all_values = np.concatenate([[0.0, *shape.values, shape.unknown] for shape in line])
    low, high = float(all_values.min()), float(all_values.max())
    room = 0.08 * (high - low)
    return low - room, high + room


def _cell(shape: Shape, scale: tuple[float, float], left: float, top: float) -> str:
    low, high = scale
    first, last = left + _LEFT, left + _WIDTH - _RIGHT
    upper, lower = top + _TOP, top + _HEIGHT - _BOTTOM
    borders = np.linspace(first, last, len(shape.values) + 1)

    def height(values: Floats) -> Floats:
        return np.asarray(lower - (np.clip(values, low, high) - low) / (high - low) * (lower - upper))

    zero, unknown = height(np.zeros(1))[0], height(np.array([shape.unknown]))[0]
    band = _steps(borders, height(shape.band[1])) + _steps(borders, height(shape.band[0]))[::-1]
    return (
        f"<g><title>{escape(shape.name)}: from {shape.values.min():+.2f} to {shape.values.max():+.2f}, "
        f"unknown {shape.unknown:+.2f}</title>\n"
        f'<text x="{first:.1f}" y="{upper - 8:.1f}" font-size="11">{escape(shape.name)}</text>\n'
        f'<polygon points="{_points(band)}" fill="{_BAND}" fill-opacity=".25"/>\n'
        f'<path d="M{first:.1f} {zero:.1f}H{last + _GAP + 6:.1f}" stroke="{_AXIS}" stroke-dasharray="3 3"/>\n'
        f'<polyline points="{_points(_steps(borders, height(shape.values)))}" fill="none" stroke="{_LINE}" '
        'stroke-width="1.8"/>\n'
        f'<circle cx="{last + _GAP:.1f}" cy="{unknown:.1f}" r="3" fill="none" stroke="{_LINE}" stroke-width="1.5"/>\n'
        + _labels(shape, scale, (first, last), (upper, lower))
        + "</g>\n"
    )


def _labels(shape: Shape, scale: tuple[float, float], across: tuple[float, float], down: tuple[float, float]) -> str:
    first, last = across
    upper, lower = down
    texts = [(first - 5, upper + 4, "end", f"{scale[1]:+.2f}"), (first - 5, lower, "end", f"{scale[0]:+.2f}")]
    if len(shape.edges):
        texts.append((first, lower + 14, "start", f"< {shape.edges[0]:.3g}"))
        texts.append((last, lower + 14, "end", f"≥ {shape.edges[-1]:.3g}"))
    texts.append((last + _GAP, lower + 14, "middle", "?"))
    return "".join(
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>\n' for x, y, anchor, text in texts
    )


def _steps(borders: Floats, heights: Floats) -> list[tuple[float, float]]:
    """The corners of a line that keeps one height over each range."""
    return list(zip(np.repeat(borders, 2)[1:-1].tolist(), np.repeat(heights, 2).tolist(), strict=True))


def _points(corners: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
