"""Training: labels in, a model and its card out. The only place that imports scikit-learn."""
