"""Engines: scorer inside other libraries' pipelines."""
