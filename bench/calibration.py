"""Confidence beside what was right: `python -m bench.calibration`.

The claims of the development gold in order of their confidence, in five parts of equal size: the mean
confidence of each, and the share of its claims whose value, kind and source are right.
"""

import importlib.util
import json
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from bench.scores import BENCHMARKS, documents_of, layers_of, write_lines
from bench.texts import DATA

PARTS = 5


def main() -> None:
    if not (DATA / "gold" / "dev.jsonl").exists():
        sys.exit(f"the measured data is not at {DATA}; set REPORTEDLY_DATA to its folder")
    judged = sorted(judgements())
    size = len(judged) / PARTS
    print(f"{len(judged)} claims\nclaims  confidence  right")
    for part in range(PARTS):
        own = judged[round(part * size) : round((part + 1) * size)]
        confidence = sum(given for given, _ in own) / len(own)
        right = sum(correct for _, correct in own) / len(own)
        print(f"{len(own):6} {confidence:11.2f} {right:6.2f}")


def judgements() -> list[tuple[float, bool]]:
    """The confidence of every claim in scope of the development gold, and whether it is right."""
    scorer = _scorer()
    benchmark = BENCHMARKS["claims"]
    lines = (DATA / benchmark.gold).read_text(encoding="utf-8").splitlines()
    read = [json.loads(line) for line in lines if line.strip()]
    gold = {document["doc"]: document for document in read}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "documents.jsonl"
        write_lines(path, documents_of(DATA / benchmark.documents, benchmark.day))
        texts = {item["id"]: item["text"] for item in documents_of(path, "published")}
        found = {line["id"]: line for line in layers_of(path) if line["id"] in gold}
    judged: list[tuple[float, bool]] = []
    for name, line in found.items():
        theirs = scorer.read_claims(gold[name], name, texts[name])
        ours = scorer.read_claims(line, name, texts[name])
        partner = {mine: other for other, mine in scorer.match(theirs, ours)}
        for index, claim in enumerate(ours):
            pair = theirs[partner[index]] if index in partner else None
            if claim["kind"] == "other" and (pair is None or pair["kind"] == "other"):
                continue
            right = scorer.judge(pair, claim) if pair else {}
            correct = all(right.get(field) for field in ("value", "kind", "source"))
            judged.append((claim["raw"]["confidence"], correct))
    return judged


def _scorer() -> ModuleType:
    sys.path.insert(0, str(DATA / "bench"))  # it imports its neighbour
    found = importlib.util.find_spec("score_claims")
    if found is None or found.loader is None:
        sys.exit(f"score_claims.py is not in {DATA / 'bench'}")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
