"""Strict JSON, whatever the data holds."""

import json
import re

import orjson

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def strict_json(value: object) -> bytes:
    """Plain data as strict JSON on one line; NaN becomes null, half surrogate pairs U+FFFD."""
    try:
        return orjson.dumps(value)
    except TypeError:  # an integer of more than 64 bits, half a surrogate pair, a name that is no string
        finite = json.loads(json.dumps(value, default=str), parse_constant=lambda _: None)
        text = json.dumps(finite, ensure_ascii=False, separators=(",", ":"))
        return without_halves(text).encode()


def without_halves(text: str) -> str:
    """``text`` with U+FFFD for each half of a surrogate pair, which no file can hold; positions stay."""
    return _LONE_SURROGATE.sub("\ufffd", text)
