"""The evidence by which names are taken for one another, gathered while pages are reconciled."""

from collections import defaultdict
from dataclasses import dataclass

from reportedly.reconciling.names import plain
from reportedly.records import Evidence, EvidenceKind, NameDecision, day_of


@dataclass(frozen=True, order=True)
class Merge:
    """Why one name is taken for another.

    Attributes:
        form: the name as it stands on pages.
        name: the name that it is taken for.
        why: the evidence, in words.
        kind: what sort of evidence it is.
        identity: the spelling that stands for both in the end.
        pages: where the form is used so.
    """

    form: str
    name: str
    why: str
    kind: EvidenceKind = "spelling"
    identity: str = ""
    pages: tuple[str, ...] = ()

    def as_record(self) -> Evidence:
        """The evidence as it is shown."""
        return Evidence(
            kind=self.kind, form=self.form, name=self.name, why=self.why, pages=self.pages
        )


class Merging:
    """Gathers merges; what is found on several pages is one merge of several pages."""

    def __init__(self) -> None:
        self._pages: dict[Merge, set[str]] = defaultdict(set)

    def say(self, merge: Merge, *pages: str) -> None:
        """Add a merge with the pages where its form is used so, unless it takes a name for itself."""
        if plain(merge.form) != plain(merge.name) or merge.kind == "decision":
            self._pages[merge].update(pages)

    def merges(self) -> tuple[Merge, ...]:
        """All merges, in order."""
        return tuple(
            sorted(
                Merge(m.form, m.name, m.why, m.kind, m.identity, tuple(sorted(pages)))
                for m, pages in self._pages.items()
            )
        )


def said_by(decision: NameDecision) -> str:
    """A decision in words: who decided, when, and their note."""
    when = day_of(decision.at)
    note = f": {decision.note}" if decision.note else ""
    return f"{decision.by} said so on {when.day} {when:%b %Y}{note}"
