"""Value: what a published definition gives."""

from typing import TypeAlias

Value: TypeAlias = float | list[list[float | None]] | None
"""A number (None where it divides by nothing), or one ``[start, end, number]`` a line."""
