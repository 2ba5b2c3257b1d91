"""Writing: scored records in every format, and the places that they are written to."""
