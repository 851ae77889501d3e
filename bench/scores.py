"""Reading scores on the measured data, against the floors on record: `make scores`.

Runs `annotate` over each development set and its scorer over the result, prints every measure beside its
floor, and ends with status 1 where one is lower by more than the tolerance. Floors are in
`bench/floors.toml`; `--record` raises them to what was measured, and a drop that is meant is accepted
with `--accept REASON`, which is kept there too. Without the data it says so and ends with status 0.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.texts import DATA
from reportedly.records import Failure
from reportedly.verbs import annotate_lines

FLOORS = Path(__file__).with_name("floors.toml")

# Other processors round the network's sums otherwise; a word or two then gets another tree.
TOLERANCE = 0.5
"""Points of a hundred that a score may lie below its floor."""

Documents = Iterator[dict[str, Any]]


@dataclass(frozen=True)
class Benchmark:
    """One development set: its gold, what of it is read, and which scores of its scorer count.

    `measures` are paths into the scorer's JSON by the names to print.
    """

    gold: str
    documents: str
    scorer: str
    measures: dict[str, tuple[str, ...]]
    day: str = "published"


def _f1(*names: str) -> dict[str, tuple[str, ...]]:
    return {f"{name} F1": (name, "f1") for name in names}


def _fields(*names: str, measure: str = "accuracy") -> dict[str, tuple[str, ...]]:
    shown = measure.replace("_", " ").replace("f1", "F1")
    return {f"{name} {shown}": ("fields", name, measure) for name in names}


_CLAIMS = {
    **_f1("detection", "figure", "claim"),
    **_fields("source", "where", "when", "who"),
    **_fields("window", "stance", measure="macro_f1"),
}

BENCHMARKS = {
    "claims": Benchmark("gold/dev.jsonl", "gold/documents.jsonl", "score_claims.py", _CLAIMS),
    "seeds": Benchmark("gold/seeds.jsonl", "gold/documents.jsonl", "score_claims.py", _CLAIMS),
    "tolls": Benchmark(
        "data/wad/dev.jsonl",
        "data/wad/dev.jsonl",
        "score_tolls.py",
        {"killed exact": ("killed", "exact"), "injured exact": ("injured", "exact")},
    ),
    "quantities": Benchmark(
        "data/newsquant/dev.json",
        "data/newsquant/dev.documents.jsonl",
        "score_quantities.py",
        {
            f"{name} F1": ("published", name, "f1")
            for name in ("value", "value+unit", "value+change", "value+concept")
        },
    ),
    "attributions": Benchmark(
        "data/polnear/dev.jsonl.gz",
        "data/polnear/dev.jsonl.gz",
        "score_attributions.py",
        _f1("joint"),
    ),
    "times": Benchmark(
        "data/times/dev.jsonl.gz",
        "data/times/dev.jsonl.gz",
        "score_times.py",
        _f1("value", "relaxed"),
        day="dct",
    ),
}


def measure(name: str, data: Path) -> dict[str, float]:
    """The scores of one development set, in points of a hundred."""
    benchmark = BENCHMARKS[name]
    with tempfile.TemporaryDirectory() as folder:
        read, found = Path(folder) / "documents.jsonl", Path(folder) / "layers.jsonl"
        write_lines(read, documents_of(data / benchmark.documents, benchmark.day))
        write_lines(found, layers_of(read))
        done = subprocess.run(
            [
                sys.executable,
                str(data / "bench" / benchmark.scorer),
                str(data / benchmark.gold),
                str(found),
                "--json",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        sys.exit(f"{benchmark.scorer} failed on {name}: {done.stderr.strip()}")
    scores = json.loads(done.stdout)
    return {shown: round(100 * _at(scores, path), 1) for shown, path in benchmark.measures.items()}


def _at(scores: Any, path: Sequence[str]) -> float:
    for key in path:
        scores = scores[key]
    return float(scores)


def documents_of(path: Path, day: str) -> Documents:
    opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            yield {
                "id": document["id"],
                "text": document["text"],
                "published": document.get(day),
            }


def layers_of(path: Path) -> Documents:
    for line in annotate_lines([str(path)]):
        if isinstance(line, Failure):
            sys.exit(f"a document of the measured data could not be read: {line.message}")
        yield json.loads(line)


def write_lines(path: Path, lines: Documents) -> None:
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, compare; the exit status says whether a floor was broken."""
    options = _arguments(arguments)
    if not (options.data / "gold" / "documents.jsonl").exists():
        print(f"the measured data is not at {options.data}; set REPORTEDLY_DATA to its folder")
        return 0
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    broken: list[str] = []
    for name in options.names or BENCHMARKS:
        print(f"\n== {name}", flush=True)
        kept = floors["floors"].setdefault(name, {})
        for shown, score in measure(name, options.data).items():
            floor = kept.get(shown, 0.0)
            short = score < floor - TOLERANCE
            print(f"{shown:24} {score:6.1f}   floor {floor:6.1f}{'   LOWER' * short}")
            if short:
                broken.append(f"{name}, {shown}: {floor} -> {score}")
            if options.accept and short:
                kept[shown] = score
            elif options.record:
                kept[shown] = max(floor, score)
    if broken and options.accept:
        floors.setdefault("accepted", []).append({"reason": options.accept, "scores": broken})
    if options.record or options.accept:
        FLOORS.write_text(_toml(floors), encoding="utf-8")
    elif broken:
        print("\nlower than on record: " + "; ".join(broken))
        print("if that is meant: python -m bench.scores --accept 'REASON'")
    return int(bool(broken) and not options.accept)


def _toml(floors: dict[str, Any]) -> str:
    lines = ["# Scores on the development data that later work must keep: `make scores`."]
    for name, kept in floors["floors"].items():
        lines += ["", f"[floors.{name}]", *(f'"{shown}" = {kept[shown]}' for shown in kept)]
    for drop in floors.get("accepted", []):
        lines += ["", "[[accepted]]", f"reason = {json.dumps(drop['reason'])}"]
        lines += [f"scores = {json.dumps(drop['scores'])}"]
    return "\n".join(lines) + "\n"


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.scores",
        description="Score reading on the development sets and compare with the floors on record.",
        epilog="Example: python -m bench.scores claims tolls",
    )
    parser.add_argument(
        "names", nargs="*", choices=[*BENCHMARKS, []], help="some sets, else all", metavar="SET"
    )
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the measured data")
    parser.add_argument("--record", action="store_true", help="raise floors to what is measured")
    parser.add_argument("--accept", metavar="REASON", help="accept a drop, and keep the reason")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
