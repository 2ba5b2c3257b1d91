"""Results: what a run wrote, read back, ranked, and held against another run's."""
