"""The same bytes, whatever the number of workers, the size of batches, the seed of hashes and the arithmetic kernel.

Usage::

    python -m tests.endurance.same --rows 300
"""

import argparse
import os
import sys
import tempfile
from hashlib import sha256
from itertools import product
from pathlib import Path

from tests.conftest import ROOT
from tests.endurance.made_up import begun, corpus, scoring

WORKERS, BATCHES, SEEDS = (1, 2, 4), (1, 7, 64), (0, 1, 2)
KERNELS = ("Nehalem", "Haswell")  # of OpenBLAS; another machine has another


def written(folder, workers, batch, seed, kernel=None):
    """What a run writes of the corpus in a folder, as a hash."""
    output = folder / "scores.jsonl"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(seed)}
    if kernel:
        env["OPENBLAS_CORETYPE"] = kernel
    process = begun(scoring(folder / "corpus", output, workers, batch), env=env)
    _, err = process.communicate()
    if process.returncode:
        raise SystemExit(err.decode())
    return sha256(output.read_bytes()).hexdigest()


def main(words=None):
    """Run all combinations; 1 if two differ."""
    parser = argparse.ArgumentParser(description="Score one corpus in many ways, compare.")
    parser.add_argument("--rows", type=int, default=300)
    options = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as name:
        corpus(Path(name) / "corpus", options.rows)
        ways = [*product(WORKERS, BATCHES, SEEDS), *((2, 64, 0, kernel) for kernel in KERNELS)]
        hashes = {written(Path(name), *way) for way in ways}
    sys.stdout.write(f"{len(ways)} ways, {len(hashes)} output: {' '.join(sorted(hashes))}\n")
    return int(len(hashes) != 1)


if __name__ == "__main__":
    sys.exit(main())
