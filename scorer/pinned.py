"""The fingerprint of the shipped model, written by the training run."""

MODEL_SHA256 = ""
