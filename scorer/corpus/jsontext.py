"""JSON text: strict JSON read and written without loss."""

import json
import re
from collections.abc import Iterable
from typing import Any

import orjson

DEEPEST = 200
"""How deep a row may nest; writers stop not much deeper."""

# So many digits may be more than the fast parser keeps; it would round them.
_LONG_NUMBER = re.compile(rb"[0-9]{19}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def json_text(value: object) -> str:
    """Plain data as strict JSON on one line; NaN becomes null, half surrogate pairs U+FFFD."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # an integer of more than 64 bits, half a surrogate pair, a name that is no string
        finite = json.loads(json.dumps(value, default=str), parse_constant=lambda _: None)
        return _LONE_SURROGATE.sub("\ufffd", json.dumps(finite, ensure_ascii=False, separators=(",", ":")))


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
        value = _whole_characters(_slowly(data))
    else:
        value = _slowly(data) if _may_be_rounded(value) and _LONG_NUMBER.search(data) else value
    if data.count(b"[") + data.count(b"{") > deepest and _nests_deeper(value, deepest):
        raise ValueError(f"lists and objects nest more than {deepest} deep")
    return value


def _may_be_rounded(value: Any) -> bool:
    """Whether numbers may stand in ``value`` that are more than 64 bits; most rows hold strings only."""
    return any(isinstance(member, (float, dict, list)) for member in _members(value)) or isinstance(value, float)


def _slowly(data: bytes) -> Any:
    try:
        return json.loads(data.decode(), parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("lists and objects nest too deeply") from error


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _whole_characters(value: Any) -> Any:
    if _nests_deeper(value, DEEPEST):
        raise ValueError(f"lists and objects nest more than {DEEPEST} deep")
    return json.loads(_LONE_SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False, allow_nan=False)))


def _nests_deeper(value: Any, limit: int) -> bool:
    level, depth = [value], 0
    while level and depth <= limit:
        level = [member for outer in level for member in _members(outer)]
        depth += 1
    return bool(level)


def _members(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
