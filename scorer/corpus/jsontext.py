"""JSON text: strict JSON read and written without loss."""

import json
from collections.abc import Iterable
from typing import Any

import orjson

from scorer.strict import strict_json, without_halves

DEEPEST = 200
"""How deep a row may nest; writers stop not much deeper."""

# The fast parser rounds integers beyond 64 bits, and so gives floats that are as large as this.
_ROUNDED = 2.0**63


def json_text(value: object) -> str:
    """Plain data as strict JSON on one line; NaN becomes null, half surrogate pairs U+FFFD."""
    return strict_json(value).decode()


def parse(data: bytes, *, deepest: int = DEEPEST) -> Any:
    """A JSON value, with integers of any length; half surrogate pairs become U+FFFD.

    Raises:
        ValueError: if it is no JSON: NaN, a number beyond all bounds, bad UTF-8; or if lists and objects nest more
            than ``deepest`` deep.
    """
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        if "surrogate" not in str(error):
            raise
        return _whole_characters(_slowly(data), min(deepest, DEEPEST))
    too_deep, rounded = _looked_over(value, deepest)
    if too_deep:
        raise ValueError(f"lists and objects nest more than {deepest} deep")
    return _slowly(data) if rounded else value


def parse_written(data: bytes) -> Any:
    """As :func:`parse`, for what was written here: a row that nests as deep as it may stands in its record."""
    return parse(data, deepest=2 * DEEPEST)


def _slowly(data: bytes) -> Any:
    try:
        return json.loads(data.decode(), parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("lists and objects nest too deeply") from error


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _whole_characters(value: Any, deepest: int) -> Any:
    if _looked_over(value, deepest)[0]:
        raise ValueError(f"lists and objects nest more than {deepest} deep")
    return json.loads(without_halves(json.dumps(value, ensure_ascii=False, allow_nan=False)))


def _looked_over(value: Any, deepest: int) -> tuple[bool, bool]:
    """Whether lists and objects nest deeper than that, and whether a number may have been rounded."""
    level, depth, rounded = [value], 0, False
    while level and depth <= deepest:
        rounded = rounded or any(isinstance(member, float) and abs(member) >= _ROUNDED for member in level)
        level = [member for outer in level if isinstance(outer, (dict, list)) for member in _members(outer)]
        depth += 1
    return bool(level), rounded


def _members(value: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value
