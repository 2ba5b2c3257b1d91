"""Score articles for quality, rate their sources, and say why."""
