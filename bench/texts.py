"""The texts that benchmarks run on: the measured data where it is present, else the examples."""

import json
import os
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("REPORTEDLY_DATA", ROOT.parent / "shared"))


def newswire() -> list[tuple[str, str | None]]:
    """Pairs (text, day of publication or None)."""
    documents = DATA / "gold" / "documents.jsonl"
    if documents.exists():
        lines = documents.read_text(encoding="utf-8").splitlines()
        read = [json.loads(line) for line in lines if line.strip()]
        return [(document["text"], document.get("published")) for document in read]
    return [
        (p.read_text(encoding="utf-8"), None) for p in sorted((ROOT / "examples").rglob("*.txt"))
    ]
