"""The engine: batches of items scored exactly once, in one process or several, however often a run is stopped."""
