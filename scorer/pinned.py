"""The fingerprint of the shipped model, written by the training run."""

MODEL_SHA256 = "733fa713d4bb6af187784fbcb2091e5fb9c1fbceb5d92b2bfc88613760fe4a0f"
