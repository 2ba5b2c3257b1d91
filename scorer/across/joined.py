"""Joined: things that hang together by pairs, in groups."""

from collections import defaultdict
from collections.abc import Hashable, Iterable


class Joined:
    """Things joined to groups, each known by any of its members."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def add(self, one: Hashable, other: Hashable) -> None:
        """Join two things, and all that each is joined with."""
        self._above[self._top(one)] = self._top(other)

    def groups(self, members: Iterable[int]) -> list[list[int]]:
        """Those members that are joined, together."""
        found: dict[Hashable, list[int]] = defaultdict(list)
        for member in members:
            found[self._top(member)].append(member)
        return list(found.values())

    def _top(self, thing: Hashable) -> Hashable:
        while (above := self._above.get(thing, thing)) != thing:
            self._above[thing] = self._above.get(above, above)
            thing = above
        return thing
