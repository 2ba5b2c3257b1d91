"""Recipes: cut-offs in a file, by which a corpus is filtered, and what they say of each article."""
