"""Joined: groups by pairs, in whatever order they come."""

from scorer.across.joined import Joined


def test_what_hangs_together():
    joined = Joined()
    for one, other in ((4, 2), (1, "x"), (3, "x"), (2, 0)):
        joined.add(one, other)

    assert joined.groups(range(6)) == [[0, 2, 4], [1, 3], [5]]
