"""Unit conversions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import isnan
from typing import ClassVar, NamedTuple

import numpy as np

from scorer.document import Batch, Document, by_text
from scorer.finding import Finding
from scorer.lexicon import WordList
from scorer.numbers import SPELLED, Number, plain_digits
from scorer.patterns import either
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.span import Span

# What each unit is worth in the first of its kind; several values where it means different things in different places.
_LENGTHS = {
    "m meter meters metre metres": (1.0,),
    "km kms kilometer kilometers kilometre kilometres": (1000.0,),
    "cm cms centimeter centimeters centimetre centimetres": (0.01,),
    "mm millimeter millimeters millimetre millimetres": (0.001,),
    "mile miles mi": (1609.34, 1852.0),
    "yard yards yd yds": (0.9144,),
    "foot feet ft": (0.3048,),
    "inch inches in": (0.0254,),
}
_OTHERS: dict[str, dict[str, tuple[float, ...]]] = {
    "weight": {
        "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes": (1.0,),
        "g gram grams gramme grammes": (0.001,),
        "tonne tonnes": (1000.0,),
        "ton tons": (1000.0, 907.18, 1016.05),
        "pound pounds lb lbs": (0.453592,),
        "ounce ounces oz": (0.0283495, 0.0311035),
        "stone st": (6.35029,),
    },
    "area": {"hectare hectares ha": (10_000.0,), "acre acres": (4046.86,)},
    "volume": {
        "litre litres liter liters l": (1.0,),
        "ml milliliter milliliters millilitre millilitres": (0.001,),
        "gallon gallons gal": (3.78541, 4.54609),
        "pint pints": (0.473176, 0.568261),
        "barrel barrels": (158.987,),
    },
    "speed": {"kph kmh kmph km/h": (1.0,), "mph": (1.60934,), "knot knots": (1.852,)},
    "heat": {"celsius centigrade c": (1.8,), "fahrenheit f": (1.0,)},
}
_LITRES = 1000.0  # in a cubic metre
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


class _Unit(NamedTuple):
    kind: str
    worth: tuple[float, ...]


def _units() -> dict[str, _Unit]:
    """The units by their names, the squares and cubes of lengths among them."""
    units = {name: _Unit(kind, worth) for kind, rows in _OTHERS.items() for name, worth in _by_name(rows)}
    for name, worth in _by_name(_LENGTHS):
        units[name] = _Unit("length", worth)
        units[f"sq {name}"] = _Unit("area", tuple(metres**2 for metres in worth))
        units[f"cu {name}"] = _Unit("volume", tuple(_LITRES * metres**3 for metres in worth))
        for hourly in (f"{name} per hour", f"{name} an hour"):
            units[hourly] = _Unit("speed", tuple(metres * 3.6 / 3600 for metres in worth))
    return units


def _by_name(rows: dict[str, tuple[float, ...]]) -> Iterator[tuple[str, tuple[float, ...]]]:
    return ((name, worth) for names, worth in rows.items() for name in names.split())


_UNITS = _units()
_NAMES = either(name for name in _UNITS if " " not in name)
_UNIT = (
    r"(?:(?P<power>sq(?:uare|\.)?|cu(?:bic|\.)?)[\s-])?(?:(?:degrees?|deg\.?)\s|[°º]\s?)?"
    rf"(?P<unit>{_NAMES})(?![\w²³])(?P<hourly>\s(?:per|an)\shour\b)?\.?"
)
_SCALE = rf"(?:[\s-](?P<scale>{'|'.join(_SCALES)}))?"
_ABOUT = r"(?:about|approximately|approx\.?|around|roughly|nearly|almost|some|just over|just under)"
_LEFT = re.compile(
    rf"(?<![\w$£€.,:/+−–-])(?P<number>\d{{1,3}}(?:,\d{{3}}){{1,4}}(?:\.\d{{1,4}})?|\d{{1,9}}(?:\.\d{{1,4}})?"
    rf"|{either(SPELLED)}){_SCALE}[\s-]?{_UNIT}"
    rf"(?:\s(?:long|wide|deep|high|tall|thick|away|north|south|east|west|apart|across|off))?"
    rf"(?:\s?\((?:{_ABOUT}\s)?|,\sor\s(?:{_ABOUT}\s)?)$",
    re.IGNORECASE,
)
_RIGHT = re.compile(rf"{_SCALE}[\s-]?{_UNIT}(?=\s?[),;]|\.?$|\.\s)", re.IGNORECASE | re.MULTILINE)
# Before a number that is but the end of what was said: "5 to 10 miles", "6 feet 2 inches", "twenty five".
_PARTLY = re.compile(
    rf"(?:\d[\s-]?(?:to|and|or|by|x|×)"
    rf"|\b(?:between|minus|point|half|{either((*SPELLED, *_SCALES))})(?:\s(?:to|and|or|by))?"
    rf"|(?:\d|\b(?:{either(SPELLED)}))[\s-]?(?:{_NAMES})[.,]?(?:\sand|\sby|\sto)?|['’′\"”])[\s-]$",
    re.IGNORECASE,
)
_REACH = 90  # characters before the second number that are looked at
_LETTERS = frozenset("MGLS")  # no unit is written with one of these capitals alone
_FIRST = WordList(" ".join(name for name in _UNITS if name.isalpha()) + " sq square cu cubic degrees degree deg")
_SCALED = WordList(" ".join(_SCALES))
_OR = WordList("or")
_ROUGHLY = WordList("about approximately approx around roughly nearly almost some over under")
_ROUGH = 0.05  # of a value, by which it may be off without a word
_ROUNDED = 0.15  # the same of one that ends in zeros, at most
_COARSE = 0.3  # the same of one with few digits
_DEGREES = 2.0


@dataclass(frozen=True)
class UnitConversion(Signal):
    """A quantity given in two units that don't agree.

    **Why it counts.** One of the two is wrong: a slip of the decimal point or a "million" that was left out, which
    anybody who reads both would see.

    **Flagged.** "40 million hectares (98.8 acres)"; "10 miles (61 km)"; "30 kilograms, or 66 ounces,".

    **Fine.** "10 miles (16 km)"; "about 100 feet (30 meters)"; "a rise of 2 degrees Celsius (3.6F)"; rounded figures.

    **Limits.** The second must stand in brackets or behind ", or". Ranges, heights in feet and inches, and rates other
    than an hour's aren't judged. Figures that are some 20 % apart may pass as rounded.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .141 [.000,
      .566], n = 7,085; recall of slips: the second quantity ten times as large: 1 [1, 1], n = 57
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - Reuters, AP, BBC and New York Times, hard: 1 of 1 flags read are right

    **Source.** The International System of Units; the United States and imperial units by their legal definitions.
    """

    id: ClassVar = "unit-conversion"
    group: ClassVar = "consistency"
    reads: ClassVar = (_FIRST, _SCALED, _OR, _ROUGHLY)

    def suspects(self, batch: Batch) -> Bools:
        return np.array(list(map(bool, batch.once(_converted))), dtype=np.bool_)

    def find(self, document: Document) -> Iterator[Finding]:
        for place in document.own(_converted):
            pair = _pair(document.text, document.numbers[place])
            if pair and not _agree(*pair):
                given, other = pair
                yield self.at(other.span, f"{other.told} and {given.told} aren't the same quantity.", given.span)


class _Quantity(NamedTuple):
    span: Span
    told: str
    value: float
    slack: float
    unit: str


def _converted(batch: Batch) -> list[list[int]]:
    """The numbers of each text, by place, that open a bracket or stand behind ", or", and that a unit follows."""
    numbers, listed, words = batch.numbers, batch.matches.listed, batch.reading.words
    before = np.maximum(numbers.first - 1, 0)
    begin = np.where(listed(_ROUGHLY, before), before, numbers.first)  # "(about 16 km)"
    before, folded = np.maximum(begin - 1, 0), batch.reading.folded
    bracket = folded[np.maximum(words.start[begin] - 1, 0)] == ord("(")
    comma = listed(_OR, before) & (folded[np.maximum(words.start[before] - 2, 0)] == ord(","))
    row = np.flatnonzero(bracket | comma)
    last = numbers.last[row]
    follows = np.minimum(last + 1, len(words) - 1)
    glued = words.end[last] > numbers.end[row]
    return by_text(row[glued | listed(_FIRST, follows) | listed(_SCALED, follows)], numbers.bounds)


def _pair(text: str, number: Number) -> tuple[_Quantity, _Quantity] | None:
    """The quantity that a number begins, and the one before it that it is said to be equal to."""
    start, end = number.span
    if isnan(number.value):
        return None
    right = _RIGHT.match(text, end) if text[start - 1 : start] in (" ", "(", "\xa0") else None
    if right is None:
        return None
    from_ = max(0, start - _REACH)
    left = _LEFT.search(text[from_:start])
    if left is None or _PARTLY.search(text[max(0, from_ + left.start() - _REACH) : from_ + left.start()]):
        return None
    given = _quantity(left, Span(from_ + left.start(), from_ + _end(left)), left["number"])
    other = _quantity(right, Span(start, _end(right)), number.span.of(text))
    return (given, other) if given and other else None


def _end(match: re.Match[str]) -> int:
    return max(match.end("unit"), match.end("hourly"))


def _quantity(match: re.Match[str], span: Span, written: str) -> _Quantity | None:
    unit = match["unit"]
    if unit in _LETTERS:
        return None
    power, scale, hourly = match["power"] or "", match["scale"] or "", match["hourly"] or ""
    told = " ".join(filter(None, (written, scale, power, unit))) + hourly
    name = f"{power[:2]} {unit}{hourly}"
    value, slack = _value(written)
    times = _SCALES.get(scale.lower(), 1.0)
    return _Quantity(span, told, value * times, slack * times, " ".join(name.lower().split()))


def _value(written: str) -> tuple[float, float]:
    """What a number is worth, and by how much it may be rounded."""
    if written.lower() in SPELLED:
        written = str(SPELLED[written.lower()])
    digits = plain_digits(written)
    value = float(digits)
    places = len(digits.partition(".")[2])
    zeros = 0 if places else len(digits) - len(digits.rstrip("0"))
    coarse, rounded = 0.5 * 10.0**-places, 0.5 * 10.0**zeros
    return value, max(min(coarse, _COARSE * value), min(rounded, _ROUNDED * value), _ROUGH * value)


def _agree(given: _Quantity, other: _Quantity) -> bool:
    """Whether two quantities may be the same, or can't be compared."""
    one, two = _UNITS.get(given.unit), _UNITS.get(other.unit)
    if one is None or two is None or one.kind != two.kind or one.worth == two.worth:
        return True
    if one.kind == "heat":
        return _same_heat(given, other)
    return any(_overlap(given, a, other, b) for a, b in product(one.worth, two.worth))


def _overlap(given: _Quantity, a: float, other: _Quantity, b: float) -> bool:
    return abs(given.value * a - other.value * b) <= given.slack * a + other.slack * b


def _same_heat(given: _Quantity, other: _Quantity) -> bool:
    """Whether two temperatures are the same, or two differences of temperature."""
    hot, cold = (given, other) if given.unit.startswith("f") else (other, given)
    slack = hot.slack / 1.8 + cold.slack + _DEGREES
    return abs((hot.value - 32) / 1.8 - cold.value) <= slack or abs(hot.value / 1.8 - cold.value) <= slack
