"""What the tests of the corpus share: examples that are the same on every machine."""

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


@pytest.fixture
def fast_disk(monkeypatch):
    """Files aren't synced: these tests end no machine."""
    monkeypatch.setattr("os.fsync", lambda _: None)
