"""Fingerprints (SHA-256) of the shipped files, written by the training runs."""

SHIPPED = {
    "model.json": "92ce6bc8c7a8317ed8e828e085f83aa4a9d92efe07a56fe65c55180f436fd28b",
}
