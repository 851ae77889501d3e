"""Lemmas from a table learned from a treebank: exceptions by word, else rules by ending."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# An ending longer than this says no more about a word than its last letters do.
LONGEST_ENDING = 5

# Names keep their letters as printed; every other lemma is in small letters.
_PROPER = ("NNP", "NNPS")


@dataclass(frozen=True, slots=True)
class Edit:
    """Cut ``cut`` characters off the end of a word and add ``add``."""

    cut: int
    add: str

    def apply(self, form: str) -> str:
        """The lemma of ``form`` by this edit."""
        return form[: len(form) - self.cut] + self.add


@dataclass(frozen=True)
class Lemmas:
    """The table: for each tag, whole words and endings with the edit that gives the lemma."""

    words: dict[str, dict[str, str]]
    endings: dict[str, dict[str, Edit]]

    def lemma(self, form: str, tag: str) -> str:
        """The lemma of a word as printed, given its Penn tag; never empty for a word."""
        key = form if tag in _PROPER else form.lower()
        known = self.words.get(tag, {}).get(key.lower())
        if known is not None:
            return known
        endings = self.endings.get(tag, {})
        for size in range(min(LONGEST_ENDING, len(key) - 1), -1, -1):
            edit = endings.get(key[len(key) - size :].lower())
            if edit is not None and edit.cut < len(key):
                return edit.apply(key)
        return key

    def to_disk(self, path: Path) -> None:
        """Write the table as JSON, sorted, so that the same table is the same bytes."""
        table = {
            "words": self.words,
            "endings": {
                tag: {ending: [edit.cut, edit.add] for ending, edit in edits.items()}
                for tag, edits in self.endings.items()
            },
        }
        text = json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        path.write_text(text + "\n", encoding="utf-8")

    @classmethod
    def from_disk(cls, path: Path) -> Lemmas:
        """Read a table that ``to_disk`` wrote."""
        table = json.loads(path.read_text(encoding="utf-8"))
        endings = {
            tag: {ending: Edit(cut, add) for ending, (cut, add) in edits.items()}
            for tag, edits in table["endings"].items()
        }
        return cls(table["words"], endings)


def learn(examples: Iterable[tuple[str, str, str]]) -> Lemmas:
    """Learn the table from (form, tag, lemma) triples.

    An ending gets the edit that most of its words (types, not tokens) take, unless a shorter
    ending already says the same; words that the endings get wrong are listed whole.
    """
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for form, tag, lemma in examples:
        key, wanted = (form, lemma) if tag in _PROPER else (form.lower(), lemma.lower())
        counts[tag, key][wanted] += 1
    best = {
        key: min(wanted.items(), key=lambda pair: (-pair[1], pair[0]))[0]
        for key, wanted in counts.items()
    }
    votes: dict[tuple[str, str], Counter[tuple[int, str]]] = defaultdict(Counter)
    for (tag, key), wanted in best.items():
        edit = _edit(key, wanted)
        for size in range(min(LONGEST_ENDING, len(key) - 1) + 1):
            votes[tag, key[len(key) - size :].lower()][edit.cut, edit.add] += 1
    endings: dict[str, dict[str, Edit]] = defaultdict(dict)
    for (tag, ending), edits in sorted(votes.items(), key=lambda item: (len(item[0][1]), item[0])):
        (cut, add), support = min(edits.items(), key=lambda pair: (-pair[1], pair[0]))
        shorter = [endings[tag].get(ending[start:]) for start in range(1, len(ending) + 1)]
        inherited = next((edit for edit in shorter if edit is not None), None)
        if (support >= 2 or not ending) and inherited != Edit(cut, add):
            endings[tag][ending] = Edit(cut, add)
    rules = Lemmas({}, dict(endings))
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, key), wanted in sorted(best.items()):
        if rules.lemma(key, tag) != wanted:
            words[tag][key.lower()] = wanted
    return Lemmas(dict(words), dict(endings))


def _edit(form: str, lemma: str) -> Edit:
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return Edit(len(form) - shared, lemma[shared:])
