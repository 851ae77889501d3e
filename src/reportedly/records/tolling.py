"""Happenings, the stories that they belong to, and what the ledger gives as a story's toll.

These are of the whole ledger. `Toll`, in `claims`, is what one article gives for its event.
"""

import hashlib
from datetime import date
from typing import Literal, get_args

from pydantic import Field

from reportedly.records.accounts import Counting
from reportedly.records.values import Interval, Kind, Moment, Number, Record, Stretch


class Happening(Record):
    """A kind of event at a place in a span of days, grouped from statements."""

    id: str
    title: str = Field(description="a line that names it: 'flood, Oro, 3 Mar 2026'")
    event: str | None = Field(description="the kind of event that its pages name most: 'flood'")
    family: str | None = Field(
        description="what the kind of event is one of: 'disaster', 'violence' ..."
    )
    place: str | None = None
    country: str | None = None
    days: Stretch | None = Field(
        None, description="when it happened; where no page says, when it was first told of"
    )
    counting: Counting = Field(
        "happening", description="'running': what counts all until now; 'stretch': a span of days"
    )
    story: str = Field("", description="id of the story that it belongs to")
    within: tuple[str, ...] = Field(
        (), description="ids of happenings of the story whose place holds its place"
    )
    statements: tuple[str, ...] = Field((), description="ids, in order of when they were made")
    pages: int = 0


class Story(Record):
    """Happenings that belong together, by the program or by a person's decision."""

    id: str
    title: str = Field(description="the name that a person gave, else one made of its happenings")
    name: str | None = Field(None, description="the name that a person gave")
    by: str | None = Field(None, description="who gave it")
    days: Stretch | None = None
    places: tuple[str, ...] = ()
    pages: int = 0
    statements: int = 0
    happenings: tuple[Happening, ...] = ()


class HappeningKey(Record):
    """By what a person's decision finds its happening again after pages were read anew.

    First by its claims, whose identity is that of their words, whatever is read of them; where none of
    them is left, by the family of events, the place and the days.
    """

    family: str | None = None
    place: str | None = None
    country: str | None = None
    days: Stretch | None = None
    counting: Counting = "happening"
    claims: tuple[str, ...] = ()


StoryAction = Literal["name", "join", "part", "undo"]
StoryStanding = Literal["in force", "undone"]


class StoryDecision(Record):
    """What a person decided on stories: decisions are added, never changed, and apply in order."""

    number: int | None = Field(None, description="its place in the order; null: not yet stored")
    step: int = Field(
        0,
        ge=0,
        description="decisions that its ledger held before: the order of those of one moment",
    )
    action: StoryAction
    name: str | None = Field(None, description="of the story that is named or joined")
    happenings: tuple[HappeningKey, ...]
    by: str
    at: Moment
    note: str | None = None
    undoes: str | None = Field(None, description="id of the decision that is taken back")

    def said(self) -> str:
        """All that it says, as JSON: the same in every ledger."""
        # What takes nothing back says so in no word: ledgers of before know it by the same id.
        silent = {"number"} if self.undoes else {"number", "undoes"}
        return self.model_dump_json(exclude=silent)

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits of what it says: the same in every ledger."""
        return hashlib.sha256(self.said().encode("utf-8", "surrogatepass")).hexdigest()[:12]


class AppliedDecision(Record):
    """A person's decision, and what of it fits the ledger as it is now."""

    decision: StoryDecision
    found: tuple[str, ...] = Field((), description="ids of the happenings that it speaks of")
    astray: tuple[HappeningKey, ...] = Field(
        (), description="keys that no happening fits any more; they wait for one that does"
    )
    standing: StoryStanding = Field(
        "in force", description="'undone': somebody took it back, and it changes nothing"
    )


Policy = Literal["range", "latest", "majority", "trusted"]
POLICIES: tuple[Policy, ...] = get_args(Policy)
"""How a toll is made of the figures that stand."""

CivilStatus = Literal["civilians", "combatants", "unknown"]


class Voice(Interval):
    """A figure with who gave it and the words that show it, for one origin and all its pages."""

    origin: str
    figure: str
    best: Number | None = None
    stated: date | None = Field(None, description="the day that it counts from")
    statement: str
    claim: str = Field(description="id of the claim whose words are quoted: `reportedly show`")
    page: str
    publisher: str | None = None
    start: int = Field(ge=0, description="where the figure stands in the page's text")
    end: int
    text_hash: str | None = None
    quote: str
    pages: tuple[str, ...] = Field((), description="all pages that print it, copies among them")
    rests_on: str | None = Field(
        None, description="an origin of the same line that it cites: no voice of its own"
    )


class Aside(Voice):
    """A figure that is not counted, with why."""

    why: str
    contests: tuple[str, ...] = Field(
        (), description="of what is denied or doubted: the counted figures that it contests"
    )


class TollEnd(Record):
    """The least, the greatest or the best number of a toll, with the words it rests on."""

    value: Number
    open: bool = Field(
        False,
        description="whether the words leave this end open: of 'more than 80' the greatest number, "
        "of 'nearly 400' the least",
    )
    rests_on: tuple[Voice, ...] = Field(description="the voices that give it, the first one first")


class Share(Record):
    """A share of a stated total as a number: derived by the program, said by nobody."""

    words: Voice = Field(description="the share: 'two-thirds'")
    percent_low: Number | None
    percent_high: Number | None
    total: Voice = Field(description="the total that it was taken of")
    low: Number | None
    high: Number | None
    derived: Literal[True] = True


class Assumption(Record):
    """A range of people for units of a formation, by the vocabulary: assumed, said by nobody."""

    unit: str
    low: Number | None
    high: Number | None
    each_low: Number
    each_high: Number
    basis: str = Field(description="what the vocabulary says of where the range comes from")
    derived: Literal[True] = True


class TollLine(Record):
    """One quantity of one happening: whom or what, and how many, by a policy."""

    id: str
    happening: str = Field(description="id of the happening")
    counting: Counting
    kind: Kind
    counts: str = Field(description="whom or what it counts, in the words of its pages")
    side: str | None = Field(None, description="the party or nation of those affected, where said")
    group: str = Field(description="whom or what, folded: 'forces', 'civilians', 'people'")
    status: CivilStatus | None = Field(
        None, description="civil status where said; null for what is not people"
    )
    unit: str | None = Field(None, description="what one is, where it is not one of them")
    place: str | None = None
    days: Stretch | None = None
    minimum: TollEnd | None = None
    maximum: TollEnd | None = None
    best: TollEnd | None = Field(None, description="where the policy's figures all name one number")
    voices: int = Field(ge=0, description="origins that stand behind the range, copies as one")
    within: tuple[str, ...] = Field(
        (), description="ids of lines that hold it already: it is a part of them"
    )
    standing: tuple[Voice, ...] = ()
    apart: tuple[Aside, ...] = ()
    shares: tuple[Share, ...] = ()
    assumption: Assumption | None = None


class TollSum(Record):
    """Distinct happenings of a story added up: derived by the program, said by nobody."""

    kind: Kind
    counts: str
    side: str | None = None
    group: str
    status: CivilStatus | None = None
    unit: str | None = None
    minimum: Number
    maximum: Number
    open: bool = Field(description="whether the greatest number of some line is open")
    lines: tuple[str, ...] = Field(description="ids of the lines that were added")
    left_out: tuple[str, ...] = Field(
        (),
        description="ids of lines that were not: they lie in one that was, name no place, or were long over "
        "when their pages looked back on them",
    )
    derived: Literal[True] = True


class StoryToll(Record):
    """The toll of one story by one policy: ranges with their words, and never a verdict."""

    story: Story
    policy: Policy
    lines: tuple[TollLine, ...] = ()
    sums: tuple[TollSum, ...] = ()
