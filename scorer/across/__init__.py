"""Across a corpus: what can only be seen in more articles than one."""

from scorer.across.across import Across, Event
from scorer.across.trace import Trace, trace_batch

__all__ = ["Across", "Event", "Trace", "trace_batch"]
