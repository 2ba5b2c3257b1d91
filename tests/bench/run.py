"""Time scorer beside other tools, on one core, in one run: `make bench`.

Each contender works in a process of its own, in turn, several times; what counts is the ratio of documents a
second of CPU time, turn by turn. A turn during which others disturbed the machine is repeated. The other tools live in
environments of their own, made at the first run; one that can't be installed is left out, with the reason.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq
from timing import fixed_work

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CORPUS = ROOT.parent / "shared" / "bench" / "corpus5k.parquet"
CACHE = ROOT / ".bench"
REPORT = ROOT / "reports" / "bench.md"
ENOUGH, ENOUGH_OF_COMPARABLE, ENOUGH_OF_FILES = 70.0, 7.0, 0.7
QUIET = 1.12  # times the least that the fixed work ever took
TRIES = 3  # of a turn, until it is quiet
TIMEOUT = 900


@dataclass(frozen=True)
class Contender:
    """One tool: what it is called, what it does, what is installed for it."""

    name: str
    does: str
    needs: tuple[str, ...] = ()
    comparable: bool = False  # computes signals of whole documents, as scorer does
    heavy: bool = False
    absent: str = ""  # why it can't be installed


CONTENDERS = (
    Contender("scorer", "all signals, spans, measures, scores; the records made"),
    Contender("scorer_files", "the same from Parquet file to Parquet file, exactly once"),
    Contender(
        "datatrove",
        "the four filters of the FineWeb chain",
        ("datatrove[processing,io]==0.10.1", "spacy>=3.8,<4"),
        True,
    ),
    Contender("dolma", "gopher_v2, c4_v2, pii_fast_v2", ("dolma==1.2.1",), True),
    Contender("curator", "28 heuristic filters", ("nemo-curator==1.4.0",), True, heavy=True),
    Contender(
        "textdescriptives", "quality measures, blank English", ("textdescriptives==2.8.4", "spacy>=3.8,<4"), True
    ),
    Contender("textstat", "8 readability figures without a dictionary", ("textstat==0.7.13",)),
    Contender("fasttext", "one classifier, pairs of words", ("fasttext-wheel==0.9.2", "numpy<2")),
    Contender("redpajama", "RedPajama-v2 signals", absent="its signals are not on the package index"),
)


@dataclass
class Measured:
    """The turns of a contender."""

    contender: Contender
    turns: list[dict[str, float]] = field(default_factory=list)
    why: str = ""  # it was left out

    @property
    def rates(self) -> list[float]:
        """Documents a second of CPU time, turn by turn."""
        return [turn["rate"] for turn in self.turns]


def interpreter(contender: Contender) -> Path:
    """The interpreter of a contender's own environment, made if it isn't there."""
    if not contender.needs:
        return Path(sys.executable)
    folder = CACHE / contender.name
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "uv"]
        subprocess.run(install, check=True)
        subprocess.run(
            [str(folder / "bin" / "uv"), "pip", "install", "--quiet", "--python", str(python), *contender.needs],
            check=True,
        )
        (folder / "ready").touch()
    return python


def turn(python: Path, contender: Contender, corpus: Path, options: argparse.Namespace) -> dict[str, float]:
    """One timed turn of a contender in a fresh process on one core."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    command = [str(python), "-W", "ignore", str(HERE / f"bench_{contender.name}.py"), str(corpus), str(options.seconds)]
    pinned = ["taskset", "-c", str(options.core), *command]
    done = subprocess.run(
        pinned, capture_output=True, text=True, check=False, env={**os.environ, **threads}, timeout=TIMEOUT
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit {done.returncode}")
    return json.loads(done.stdout.splitlines()[-1])


def quiet_turn(python: Path, contender: Contender, corpus: Path, options: argparse.Namespace) -> dict[str, float]:
    """A turn that nobody disturbed, or the least disturbed of some."""
    tried = []
    for _ in range(TRIES):
        tried.append(turn(python, contender, corpus, options))
        if tried[-1]["disturbance"] <= QUIET * options.calm:
            break
    return min(tried, key=lambda one: one["disturbance"])


def prepared(corpus: Path) -> Path:
    """The corpus as lines of JSON, which every contender can read, and beside it what is read to warm up."""
    CACHE.mkdir(exist_ok=True)
    lines = CACHE / f"{corpus.stem}.jsonl"
    table = pq.read_table(corpus)
    pq.write_table(table, lines.with_suffix(".parquet"), compression="zstd")
    pq.write_table(table.slice(0, 512), CACHE / "warm-up.parquet")
    with lines.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": row["text"], "title": row["title"]}) + "\n" for row in table.to_pylist())
    return lines


def ratios(measured: dict[str, Measured], ours: str, theirs: str) -> list[float]:
    """How many times as fast, turn by turn."""
    return [mine / other for mine, other in zip(measured[ours].rates, measured[theirs].rates, strict=True)]


def rows(measured: dict[str, Measured]) -> list[str]:
    """The table, fastest of ours first."""
    lines = []
    for name, one in measured.items():
        if not one.turns:
            lines.append(f"| {name} | {one.contender.does} | left out: {one.why} | | | | |")
            continue
        ratio = statistics.median(ratios(measured, "scorer", name))
        cells = [
            f"{name} {one.turns[0]['version']}",
            one.contender.does,
            f"{statistics.median(one.rates):,.0f}" if min(one.rates) > 100 else f"{statistics.median(one.rates):,.1f}",
            f"{min(one.rates):,.0f}-{max(one.rates):,.0f}",
            f"{ratio:,.1f}",
            f"{statistics.median(turn['documents'] for turn in one.turns):,.0f}",
            f"{max(turn['memory_mb'] for turn in one.turns):,.0f}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def verdicts(measured: dict[str, Measured]) -> list[str]:
    """What was aimed at, and what was reached."""
    told = []
    if measured["datatrove"].turns:
        each = ratios(measured, "scorer", "datatrove")
        listed = ", ".join(f"{ratio:.0f}" for ratio in each)
        told.append(
            f"scorer : datatrove, turn by turn: {listed}; median **{statistics.median(each):.0f}** (aim {ENOUGH:.0f})."
        )
    peers = [one for one in measured.values() if one.contender.comparable and one.turns]
    if peers:
        fastest = max(peers, key=lambda one: statistics.median(one.rates))
        ratio = statistics.median(ratios(measured, "scorer", fastest.contender.name))
        told.append(
            f"The fastest that computes comparable signals is {fastest.contender.name}; scorer is **{ratio:.1f}** "
            f"times as fast (aim {ENOUGH_OF_COMPARABLE:.0f})."
        )
    share = statistics.median(ratios(measured, "scorer_files", "scorer"))
    told.append(f"From file to file at **{share:.0%}** of the rate in memory (aim {ENOUGH_OF_FILES:.0%}).")
    return told


TEXT = """# Benchmark

Written by `make bench`. One core, CPU time, contenders in turn, each turn in a fresh process after a warm-up; a turn
that was disturbed (fixed work beside it took {quiet:.0%} of its least time) is repeated.
Corpus: {corpus}, {count:,} articles.

| contender | does | documents/s | least-most | scorer is so many times as fast | documents a turn | peak memory, MB |
|---|---|---|---|---|---|---|
{rows}

{verdicts}
"""


def main() -> int:
    """Run the contenders in turn, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="Parquet with columns text and title")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=8.0, help="CPU seconds a turn may take")
    parser.add_argument("--core", type=int, default=1)
    parser.add_argument("--only", nargs="*", help="names of contenders")
    parser.add_argument("--heavy", action="store_true", help="install what takes gigabytes, too")
    options = parser.parse_args()
    if not options.corpus.exists():
        print(f"no benchmark: the corpus is not at {options.corpus}; give --corpus FILE.parquet")
        return 0
    options.calm = min(fixed_work() for _ in range(20))
    corpus = prepared(options.corpus)
    measured = {one.name: Measured(one) for one in CONTENDERS if not options.only or one.name in options.only}
    pythons = {}
    for name, one in measured.items():
        try:
            one.why = one.contender.absent or (
                "it takes gigabytes; --heavy installs it"
                if one.contender.heavy and not options.heavy and not (CACHE / name / "ready").exists()
                else ""
            )
            if not one.why:
                pythons[name] = interpreter(one.contender)
        except (subprocess.CalledProcessError, OSError) as error:
            one.why = f"can't be installed: {error}"
    for _ in range(options.turns):
        for name, python in pythons.items():
            try:
                measured[name].turns.append(quiet_turn(python, measured[name].contender, corpus, options))
                print(f"{name}: {measured[name].rates[-1]:,.1f} documents/s", flush=True)
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                measured[name].why, measured[name].turns = str(error), []
                print(f"{name} is left out: {error}", flush=True)
        pythons = {name: python for name, python in pythons.items() if not measured[name].why}
    told = verdicts(measured)
    text = TEXT.format(
        quiet=QUIET,
        corpus=options.corpus.name,
        count=pq.read_metadata(options.corpus).num_rows,
        rows="\n".join(rows(measured)),
        verdicts="\n".join(told),
    )
    if not options.only:
        kept = REPORT.read_text(encoding="utf-8").partition("\n## ")
        REPORT.write_text(text + "".join(kept[1:]), encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
