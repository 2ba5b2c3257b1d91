"""Time scorer beside datatrove's FineWeb chain, on one core, in one run: `make bench`.

Each contender works in a process of its own, in turn, several times; what counts is the ratio of documents a
second of CPU time, turn by turn. datatrove lives in an environment of its own, made at the first run. A
contender that can't be installed is left out, with the reason.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CORPUS = ROOT.parent / "shared" / "bench" / "corpus5k.parquet"
CACHE = ROOT / ".bench"
REPORT = ROOT / "reports" / "bench.md"
PEERS = {"datatrove": ["datatrove[processing,io]==0.10.1", "spacy>=3.8,<4"]}
ENOUGH = 20.0  # times datatrove's rate
TEXT = """# Benchmark

Written by `make bench`. One core, CPU time, contenders in turn, each turn in a fresh process after a warm-up.
Corpus: {corpus}. scorer: every signal, span, measure and score, and the records made; datatrove: the filters of
its FineWeb chain, all four on every document.

| contender | documents/s | least-most | documents a turn | peak memory, MB |
|---|---|---|---|---|
{rows}

Ratio scorer : datatrove, turn by turn: {ratios}; median **{median:.0f}** (the aim is {enough:.0f}).
"""


def environment(peer: str) -> Path:
    """The interpreter of a peer's own environment, made if it isn't there."""
    folder = CACHE / peer
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEERS[peer]], check=True)
        (folder / "ready").touch()
    return python


def turn(python: Path, contender: str, corpus: Path, seconds: float, core: int) -> dict[str, float]:
    """One timed turn of a contender in a fresh process on one core."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    command = [str(python), "-W", "ignore", str(HERE / f"{contender}.py"), str(corpus), str(seconds)]
    pinned = ["taskset", "-c", str(core), *command]
    done = subprocess.run(pinned, capture_output=True, text=True, check=False, env={**os.environ, **threads})
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit {done.returncode}")
    return json.loads(done.stdout.splitlines()[-1])


def report(turns: dict[str, list[dict[str, float]]], ratios: list[float], corpus: Path) -> str:
    """The figures as Markdown."""
    rows = []
    for name, measured in turns.items():
        rates = [one["rate"] for one in measured]
        documents = int(statistics.median(one["documents"] for one in measured))
        memory = max(one["memory_mb"] for one in measured)
        span = f"{min(rates):,.1f}-{max(rates):,.1f}"
        median = f"{statistics.median(rates):,.1f}"
        rows.append(f"| {name} {measured[0]['version']} | {median} | {span} | {documents:,} | {memory:,.0f} |")
    listed = ", ".join(f"{ratio:.0f}" for ratio in ratios)
    return TEXT.format(
        corpus=corpus.name, rows="\n".join(rows), ratios=listed, median=statistics.median(ratios), enough=ENOUGH
    )


def main() -> int:
    """Run the contenders in turn, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="Parquet with columns text and title")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=8.0, help="CPU seconds a turn may take")
    parser.add_argument("--core", type=int, default=1)
    options = parser.parse_args()
    if not options.corpus.exists():
        print(f"no benchmark: the corpus is not at {options.corpus}; give --corpus FILE.parquet")
        return 0
    pythons = {"scorer": Path(sys.executable)}
    try:
        pythons["datatrove"] = environment("datatrove")
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"datatrove is left out: {error}")
    turns: dict[str, list[dict[str, float]]] = {name: [] for name in pythons}
    for _ in range(options.turns):
        for name, python in pythons.items():
            turns[name].append(turn(python, f"bench_{name}", options.corpus, options.seconds, options.core))
            print(f"{name}: {turns[name][-1]['rate']:,.1f} documents/s", flush=True)
    if "datatrove" not in turns:
        return 0
    ratios = [ours["rate"] / theirs["rate"] for ours, theirs in zip(turns["scorer"], turns["datatrove"], strict=True)]
    text = report(turns, ratios, options.corpus)
    REPORT.write_text(text, encoding="utf-8")
    print(text)
    return 0 if statistics.median(ratios) >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
