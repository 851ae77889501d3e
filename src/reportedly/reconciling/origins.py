"""Origins: who spoke, as one identity over many pages, with the evidence of each merge.

A name is first read as its own page means it (an acronym, an office, a short form of a body named
there), then as the pages of its story do. Full names of persons and bodies with a nation's name are
one identity wherever they stand; "the police" are those of their story alone. Two persons are never
merged on a surname alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.reconciling.contexts import Context
from reportedly.reconciling.decisions import Decided, Meant
from reportedly.reconciling.evidence import Merge, Merging
from reportedly.reconciling.hearing import Heard, Hearing, Step, meant
from reportedly.reconciling.names import WORD, plain
from reportedly.reconciling.spellings import VOICE, Node, holders_of, spelled
from reportedly.reconciling.stories import Story
from reportedly.records import NameDecision, Statement

Key = tuple[str, str]
"""Id and page of a statement: the same text on two pages has the same ids."""


@dataclass(frozen=True)
class Origins:
    """Who spoke, for each statement, and why names were taken for one another.

    Attributes:
        of: the name of the origin of each statement.
        merges: the evidence for names that are one.
    """

    of: Mapping[Key, str]
    merges: tuple[Merge, ...] = ()


def key_of(statement: Statement) -> Key:
    """By what a statement of a page is told from others."""
    return statement.id, statement.page


def resolve(
    statements: Sequence[Statement],
    contexts: Mapping[str, Context] | None = None,
    stories: Mapping[str, Story] | None = None,
    decisions: Sequence[NameDecision] = (),
) -> Origins:
    """Find who spoke in each statement; the order of statements changes nothing.

    Args:
        statements: of any number of pages.
        contexts: what the pages' texts say beside figures, by text hash.
        stories: the stories of the pages, by text hash.
        decisions: what people decided of names, in the order in which they were recorded.
    """
    contexts, stories = contexts or {}, stories or {}
    scopes = scopes_of(statements, stories)
    decided = Decided(decisions, "actor", scopes)
    named = sorted((s for s in statements if s.source), key=_by_name)
    hearing = Hearing(named, contexts, stories, decided)
    heard = {key_of(s): hearing.heard(s) for s in named}
    publishers = {initials(s.publisher): s.publisher for s in named_by_publisher(statements)}
    for statement in statements:
        if not statement.source:
            scope = scopes.get(statement.page, statement.page)
            heard[key_of(statement)] = _own_voice(statement, scope, publishers, decided)
    counts = Counter(one.node for one in heard.values())
    called: dict[Node, set[Meant]] = defaultdict(set)
    for one in heard.values() if decided else ():
        called[one.node] |= one.names
    each = {story.id: story for story in stories.values()}
    names, merges = spelled(counts, called, holders_of(each.values()), decided)
    merging = Merging()
    pages: dict[str, set[str]] = defaultdict(set)
    for (_, page), one in heard.items():
        pages[plain(one.node.name)].add(page)
        pages[plain(one.form)].add(page)
    for merge in merges:
        merging.say(merge, *pages[plain(merge.form)])
    for (_, page), one in heard.items():
        for step in one.steps:
            identity = names[one.node]
            merging.say(Merge(step.form, step.name, step.why, step.kind, identity), page)
    return Origins({key: names[one.node] for key, one in heard.items()}, merging.merges())


def scopes_of(statements: Iterable[Statement], stories: Mapping[str, Story]) -> dict[str, str]:
    """The id of the story of each page that has one, by the page."""
    found = ((s.page, stories.get(s.text_hash or "")) for s in statements)
    return {page: story.id for page, story in found if story is not None}


def _by_name(statement: Statement) -> tuple[str, Key]:
    return plain(statement.source or ""), key_of(statement)


def _own_voice(
    statement: Statement, scope: str, publishers: Mapping[str, str | None], decided: Decided
) -> Heard:
    """Where a page states a figure itself: its agency, else its publisher."""
    agency = statement.via[-1] if statement.via else None
    form = agency or statement.publisher or statement.page
    name = publishers.get(form) or form
    if form == name or decided.parted(meant(form, scope), meant(name, scope)):
        return Heard(Node(form, VOICE), form, scope)
    step = Step(form, name, "an agency signs by its initials", "acronym")
    return Heard(Node(name, VOICE), form, scope, (step,))


def named_by_publisher(statements: Iterable[Statement]) -> list[Statement]:
    """Statements of pages with a known publisher, in an order that no order of pages changes."""
    return sorted((s for s in statements if s.publisher), key=key_of)


def initials(name: str | None) -> str:
    """`SNA` for Strait News Agency: agencies sign so."""
    return "".join(word[0] for word in WORD.findall(name or "") if word[0].isupper())
