"""The fingerprint of the shipped model, written by the training run."""

MODEL_SHA256 = "0269144023eecb959b582b302ad54fea84c02792e25e0b3234a2ea535a0cb455"
