"""A corpus: many articles read, scored in parallel, ranked and written, none lost silently."""
