"""What `watch` tells: what changed in the ledger's series with a page, and what became of a feed's turn."""

from typing import Literal

from pydantic import Field

from reportedly.records.values import Kind, Moment, Record

SeriesChangeType = Literal[
    "first figure", "new figure", "new origin", "correction", "new conflict", "withdrawn"
]


class SeriesChange(Record):
    """One thing that a page changed in a series. It says what was reported, never what is true."""

    id: str = Field(description="the same for the same change of the same moment")
    type: SeriesChangeType
    at: Moment = Field(description="when it was noticed")
    series: str = Field(description="id of the series, as it was then")
    title: str = Field(description="of the series: 'killed: people, Tollen Strait'")
    kind: Kind
    before: str | None = Field(
        None, description="the figure that stood before, in its words; of a conflict, the other one"
    )
    figure: str = Field(description="the figure in its words")
    origin: str | None = Field(None, description="who spoke; null: the page in its own voice")
    before_origin: str | None = Field(None, description="whose figure `before` is")
    new_origin: bool = Field(False, description="whether who spoke was not heard in the series yet")
    page: str
    publisher: str | None = None
    published: Moment | None = None
    version: bool = Field(False, description="whether the page had been read in an earlier version")
    statement: str = Field(description="id of the statement")
    sentence: str | None = Field(None, description="the words that it stands in")
    text_hash: str | None = None
    against: str | None = Field(None, description="of a conflict: text hash of the other page")
    why: str | None = Field(None, description="of a conflict or a withdrawal, in words")

    def line(self) -> str:
        """One line for a person."""
        where = self.publisher or self.page
        who = self.origin or "in the page's own voice"
        speaker = f"new origin: {who}" if self.new_origin and self.origin else who
        if self.type == "new conflict":
            other = self.before_origin or "another page"
            said = f"{self.figure} ({who}) against {self.before} ({other}): {self.why}"
        elif self.type == "withdrawn":
            said = f"{self.figure} ({who}) withdrawn: {self.why}"
        elif self.type == "new origin":
            said = f"{self.figure}, {speaker}"
        elif self.before is None:
            said = (
                f"{self.figure}, {'first figure, ' if self.type == 'first figure' else ''}{speaker}"
            )
        else:
            corrected = "corrected, " if self.type == "correction" else ""
            said = f"{self.before} → {self.figure}, {corrected}{speaker}"
        version = ", page changed" if self.version and self.type != "withdrawn" else ""
        return f"{self.title}: {said} ({where}{version})"


class FeedFault(Record):
    """What a feed has that is not as it should be: how often, under its reason, with the first example."""

    reason: str
    count: int = Field(ge=1)
    example: str


class FeedTurn(Record):
    """What one turn of one feed came to."""

    feed: str
    at: Moment
    outcome: Literal["listed", "unchanged", "failed", "waits", "held"] = Field(
        description="'waits': its server is left alone; 'held': another watcher has it in hand"
    )
    message: str | None = None
    entries: int = Field(0, ge=0, description="pages that it lists, in what of it had changed")
    new: int = Field(0, ge=0, description="of them never listed before")
    changed: int = Field(0, ge=0, description="of them listed before with another date")
    gone: int = Field(0, ge=0, description="pages taken out of the feed while older ones stay")
    read: int = Field(0, ge=0, description="pages that were read")
    failed: int = Field(0, ge=0, description="pages that could not be had or read")
    waiting: int = Field(0, ge=0, description="pages that wait for a later turn")
    faults: tuple[FeedFault, ...] = ()
    due: Moment | None = Field(None, description="when it is asked again")

    def line(self) -> str:
        """One line for a person."""
        if self.message is not None:
            return f"{self.outcome:9} {self.feed}: {self.message.removeprefix(f'{self.feed}: ')}"
        parts = [f"{self.new} new"]
        parts += [f"{self.changed} changed"] if self.changed else []
        parts += [f"{self.gone} taken out"] if self.gone else []
        parts += [f"{self.waiting} waiting"] if self.waiting else []
        parts += [f"{one.count} {one.reason}, such as {one.example}" for one in self.faults]
        return f"{self.outcome:9} {self.feed}: {'; '.join(parts)}"


class WatchedFeed(Record):
    """A feed that a ledger watches."""

    feed: str
    every: int = Field(ge=1, description="seconds between two turns")
    due: Moment
    asked: Moment | None = Field(None, description="when it was last asked")
    failed: int = Field(0, ge=0, description="turns in a row that failed")
    trouble: str | None = Field(None, description="why the last one did")
    waiting: int = Field(0, ge=0, description="pages that wait to be read")


class Watched(Record):
    """What one call of `watch` came to."""

    feeds: int = 0
    turns: int = 0
    failed_turns: int = 0
    read: int = Field(0, description="pages that were read")
    failed: int = Field(0, description="pages that could not be had or read")
    waiting: int = Field(0, description="pages that wait for a later turn")
    changes: int = 0
    undelivered: int = Field(0, description="changes that the webhook has not taken yet")
    interrupted: bool = False
