"""Shapes are pictures that parse, say what they show, and come out the same each time."""

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from scorer.model import Head, Model
from scorer.train import shapes

NAMES = ("rising <b>", "fault", "flat", "slight", "never known")
EDGES = (np.array([1.0, 2.5]), np.array([1.0]), np.array([0.5]), np.array([1.0, 4.0]), np.zeros(0))


@pytest.fixture
def model():
    tables = np.array(
        [
            [-1.0, 0.25, 0.5, 0.1],
            [0.0, -2.0, -2.0, 0.0],
            [0.0, 0.001, 0.001, 0.0],
            [0.0, -0.1, -0.1, 0.0],
            [0.0, 0.0, 0.0, 0.3],
        ]
    )
    spread = (tables + np.linspace(-0.2, 0.2, 5)[:, None, None] * (tables != 0)).astype(np.float32)
    head = Head(0.0, tables, spread, np.zeros(5, dtype=np.float32))
    return Model(NAMES, EDGES, {"quality": head, "reliability": head})


def test_the_picture_is_an_image_that_tells_what_it_shows(model):
    root = ET.fromstring(shapes.picture(model, "quality"))  # noqa: S314  (our own)
    told = [element.text for element in root.iter() if element.tag.endswith("title")]

    assert root.attrib["role"] == "img"
    assert told[0] == "Shapes of quality"
    assert told[1:] == [
        "fault: from -2.00 to +0.00, unknown +0.00",
        "rising <b>: from -1.00 to +0.50, unknown +0.10",
        "never known: from +0.00 to +0.00, unknown +0.30",
    ]
    assert not re.search("script|foreignObject|href", shapes.picture(model, "quality"))


def test_every_mark_lies_inside(model):
    root = ET.fromstring(shapes.picture(model, "quality"))  # noqa: S314
    wide, high = map(float, root.attrib["viewBox"].split()[2:])

    points = [point for element in root.iter() for point in element.attrib.get("points", "").split()]
    assert points
    for point in points:
        x, y = map(float, point.split(","))
        assert 0 <= x <= wide
        assert 0 <= y <= high


def test_what_is_not_drawn_is_named(model):
    assert shapes.undrawn(model, "quality") == (["flat"], ["slight"])


def test_the_band_lies_around_the_table(model):
    rising = next(shape for shape in shapes.shapes(model, "quality") if shape.name == "rising <b>")

    assert rising.values.tolist() == [-1.0, 0.25, 0.5]
    assert (rising.band[0] <= rising.values + 1e-6).all()
    assert (rising.band[1] >= rising.values - 1e-6).all()


def test_the_same_bytes_every_time(model):
    assert shapes.picture(model, "quality") == shapes.picture(model, "quality")
