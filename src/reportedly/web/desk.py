"""The ledger as the views see it: opened for reading, with what is costly kept until it changes."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as OutOfPatienceError
from contextlib import suppress
from threading import Lock, Thread
from time import sleep
from typing import Any, TypeVar, cast

from reportedly import verbs
from reportedly.errors import LedgerError
from reportedly.ledger import Ledger
from reportedly.reconciling.names import people_of, place_of
from reportedly.reconciling.voices_found import Heard
from reportedly.records import (
    AppliedDecision,
    Estimate,
    Identity,
    JudgedDecision,
    JudgedReview,
    Policy,
    Series,
    SeriesExplanation,
    Story,
    StoryToll,
)
from reportedly.verbs.browsing import Browsed
from reportedly.verbs.tolling import Tolled
from reportedly.web.covering import CoveredBrowsed
from reportedly.web.edition import LIVE, Edition
from reportedly.web.estimates import estimated
from reportedly.web.sources import Stand, heard_in
from reportedly.web.summaries import Summary, summary_of
from reportedly.web.texts import Texts
from reportedly.web.tolls import covered, hashes_of

MOST_REMEMBERED = 50_000
"""So many answers are kept, most of them a line of a list; the one that was used longest ago goes first."""

LARGE = frozenset(
    {
        "series",
        "rows",
        "drawing",
        "why",
        "stands",
        "heard in",
        "conflicts",
        "groups",
        "reasons",
        "pages",
        "listed",
    }
)
"""Answers, by the first word of their keys, of which one can hold thousands of statements, or of ids."""

MOST_LARGE = 300
"""So many of those are kept."""

MOST_WEIGHT = 100_000
"""So many statements are in those that are kept, but for the one that was asked for last."""

WARMED = 50
"""So many lines of the list of series are made before anybody asks for them."""

FIRST_PAGE = 2.0
"""Seconds after the start that belong to whoever opens the first page: then what takes long is worked out."""

HELD = 200_000
"""What tolls are made of is held in memory where a ledger has no more statements; else it is read anew."""
MOST_TOLD = 100_000
"""Statements of a ledger whose stories are worked out. All of them are held in memory for that, some
kilobytes each, and while they are, everybody else waits."""

AT_ONCE = 50
"""Series that are looked through at a time."""

PATIENCE = 0.05
"""Seconds that a page waits for what is worked out behind it, before it is shown without."""

Value = TypeVar("Value")


def weight_of(value: object) -> int:
    """How many statements an answer holds, about."""
    if isinstance(value, Series):
        return len(value.statements) + len(value.apart)
    if isinstance(value, Stand):
        return weight_of(value.series)
    if isinstance(value, SeriesExplanation):
        return len(value.inside) + len(value.near)
    return sum(map(weight_of, value)) if isinstance(value, list | tuple) else 1


class NotYet:
    """What is being worked out in the background."""


class Desk:
    """One ledger, opened for reading, and answers that hold until it changes.

    Args:
        ledger: that is shown.
        patience: seconds that a page waits for what is worked out behind it; None: until it is there.
        edition: what of the ledger is shown.
        most: so many answers are kept.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        patience: float | None = PATIENCE,
        edition: Edition = LIVE,
        most: int = MOST_REMEMBERED,
    ) -> None:
        self.ledger = ledger
        self.edition = edition
        self.texts = Texts(ledger, edition)
        self._most = most
        self.reading = Lock()
        """Held by whoever lets the language model read: it reads one text at a time."""
        self.deciding = Lock()
        """Held by whoever changes the ledger: one decision after the other."""
        self._patience = patience
        self._lock = Lock()
        self._turn = Lock()
        self._mark = ""
        self._small: OrderedDict[object, Future[Any]] = OrderedDict()
        self._large: OrderedDict[object, Future[Any]] = OrderedDict()
        self._weights: dict[object, int] = {}

    @property
    def browsed(self) -> Browsed:
        """The ledger as it is now."""
        made = CoveredBrowsed if self.edition.redact else Browsed
        return self.remembered("browsed", lambda: made(self.ledger))

    def remembered(self, key: object, make: Callable[[], Value]) -> Value:
        """What is known by a key, made where the ledger has changed since; never twice at once."""
        future, mine = self._future(key)
        if mine:
            self._fill(key, future, make)
        return cast("Value", future.result())

    def soon(
        self, key: object, make: Callable[[], Value], patience: float | None = None
    ) -> Value | None:
        """The same, made in the background; None where it is not there in a moment."""
        future, mine = self._future(key)
        if mine:
            Thread(target=self._fill, args=(key, future, make), daemon=True).start()
        try:
            own = self._patience
            return cast("Value", future.result(own if own is None else max(own, patience or 0)))
        except OutOfPatienceError:
            return None

    def _behind(self, key: object, make: Callable[[], Any]) -> Future[Any]:
        """Let something be made in the background, one after the other."""
        future, mine = self._future(key)
        if mine:
            Thread(target=self._fill_in_turn, args=(key, future, make), daemon=True).start()
        return future

    def _fill_in_turn(self, key: object, future: Future[Any], make: Callable[[], Any]) -> None:
        with self._turn:
            self._fill(key, future, make)

    def _future(self, key: object) -> tuple[Future[Any], bool]:
        mark = self.ledger.change_mark()
        with self._lock:
            if mark != self._mark:
                self._small.clear()
                self._large.clear()
                self._weights.clear()
                self._mark = mark
            known = self._known(key)
            found = known.get(key)
            if found is not None:
                known.move_to_end(key)
                return found, False
            made: Future[Any] = Future()
            known[key] = made
            if len(known) > (MOST_LARGE if known is self._large else self._most):
                self._weights.pop(known.popitem(last=False)[0], None)
            return made, True

    def _known(self, key: object) -> OrderedDict[object, Future[Any]]:
        """Where the answer of a key is kept."""
        return self._large if isinstance(key, tuple) and key[0] in LARGE else self._small

    def _fill(self, key: object, future: Future[Any], make: Callable[[], Any]) -> None:
        try:
            value = make()
            self._weigh(key, future, value)
            future.set_result(value)
        except BaseException as error:
            with self._lock:
                if self._known(key).get(key) is future:
                    del self._known(key)[key]
            future.set_exception(error)

    def _weigh(self, key: object, future: Future[Any], value: object) -> None:
        """Let go of what was used longest ago, where with this answer too many statements are held."""
        with self._lock:
            if self._large.get(key) is not future:
                return
            self._weights[key] = weight_of(value)
            while len(self._large) > 1 and sum(self._weights.values()) > MOST_WEIGHT:
                self._weights.pop(self._large.popitem(last=False)[0], None)

    def series(self, identity: str) -> Series | None:
        """One series by its id."""

        def found() -> Series | None:
            series = self.browsed.series([identity])
            return series[0] if series else None

        return self.remembered(("series", identity), found) if identity else None

    def summaries(self, ids: Sequence[str]) -> list[Summary]:
        """The lines of some series in a list, in the order of their ids."""
        browsed = self.browsed
        made: dict[str, Summary] = {}
        unknown = [one for one in ids if not self._has(("summary", one))]
        for one, (line, conflicts) in (browsed.lines(unknown) if unknown else {}).items():
            made[one] = summary_of(line, conflicts)
        found = (self.remembered(("summary", one), lambda one=one: made.get(one)) for one in ids)  # type: ignore[misc]
        return [one for one in found if one is not None]

    def _has(self, key: object) -> bool:
        with self._lock:
            return key in self._known(key)

    def stories(self, patience: float | None = None) -> list[Story] | None:
        """The stories of the ledger; None while they are being worked out, none where it is too large."""
        return [] if self.is_too_large else self.soon("stories", self._stories, patience)

    @property
    def is_too_large(self) -> bool:
        """Whether the ledger tells so much that its stories are not worked out while people wait."""

        def found() -> bool:
            return self.browsed.statements > MOST_TOLD

        return self.remembered("is too large", found)

    def _stories(self) -> list[Story]:
        return verbs.stories(self.ledger)

    def story_decisions(self) -> list[AppliedDecision] | None:
        """What people decided on stories, in order; None while it is being worked out."""
        if not self.remembered("told stories", self.ledger.story_decisions):
            return []
        return self.soon("story decisions", lambda: verbs.story_decisions(self.ledger))

    def series_decisions(self) -> list[JudgedReview]:
        """What people decided on series, in the order of deciding."""

        def found() -> list[JudgedReview]:
            if not self.ledger.has_reviews("join", "part"):
                return []
            return [one for one in self.ledger.reviews() if one.decision in ("join", "part")]

        return self.remembered("series decisions", found)

    def identities(self, patience: float | None = None) -> list[Identity] | None:
        """Actors, places and groups by all their names; None while they are being worked out."""
        return self.soon("identities", self._identities, patience)

    def _identities(self) -> list[Identity]:
        found = self.browsed.names() if self.is_too_large else None
        return verbs.names(self.ledger) if found is None else found

    def with_reasons(self, found: Sequence[Identity]) -> list[Identity]:
        """Names as their own pages show them: with why they are one, where the list leaves it out."""
        if not self.is_too_large or not self.browsed.is_kept:
            return list(found)
        key = "reasons", *((one.sort, one.name) for one in found)
        return self.remembered(key, lambda: [self.browsed.with_reasons(one) for one in found])

    def name_decisions(self) -> list[JudgedDecision]:
        """What people decided of names, in the order of deciding."""
        return self.remembered("name decisions", lambda: verbs.name_decisions(self.ledger))

    def toll(self, story: str, policy: Policy) -> StoryToll | NotYet | None:
        """The toll of a story; None where it has none, `NotYet` while it is being worked out."""
        key = ("toll", story, policy)
        return self._in_turn(key, lambda: self._toll(story, policy))

    def _toll(self, story: str, policy: Policy) -> StoryToll | None:
        few = self.edition.still or self.ledger.counts().statements <= HELD
        tolled = self.remembered("tolled", self._tolled) if few else self._tolled()
        found = tolled.toll(story, policy)
        if found is None or not self.edition.redact:
            return found
        return covered(found, self.texts.cover_of(hashes_of(found)))

    def _tolled(self) -> Tolled:
        return Tolled(self.ledger)

    def estimate(self, series: Series) -> Estimate | str | NotYet:
        """A model's estimate of a running total, or why there is none."""
        return self._in_turn(("estimate", series.id), lambda: estimated(self.browsed, series))

    def _in_turn(self, key: object, make: Callable[[], Value]) -> Value | NotYet:
        """What is made in the background, one after the other; `NotYet` where it is not there in a moment."""
        try:
            return cast("Value", self._behind(key, make).result(self._patience))
        except OutOfPatienceError:
            return NotYet()

    def heard(self) -> list[Heard] | None:
        """Who is heard in the ledger; None while that is being worked out."""
        return self.soon("heard", self._heard)

    def heard_now(self) -> list[Heard]:
        """The same, however long it takes."""
        return self.remembered("heard", self._heard)

    def _heard(self) -> list[Heard]:
        heard = self.browsed.heard()
        return heard_in(self._each_series()) if heard is None else heard

    def _each_series(self) -> Iterator[Series]:
        browsed = self.browsed
        ids = browsed.ids()
        for at in range(0, len(ids), AT_ONCE):
            yield from browsed.series(ids[at : at + AT_ONCE])

    def _warm_list(self) -> None:
        """Make the first lines of the list of series."""
        self.summaries(self.browsed.listed().part(0, WARMED))

    def warm(self, ready: Callable[[], None]) -> None:
        """Work out in the background what the first pages show.

        Args:
            ready: what is to be made ready for every page.
        """
        Thread(target=self._warm, args=(ready,), daemon=True).start()

    def _warm(self, ready: Callable[[], None]) -> None:
        with suppress(LedgerError):  # whoever asks is told
            self._warm_list()
            sleep(FIRST_PAGE)
            ready()
            place_of("nowhere"), people_of("nobody")
            self.remembered("counts", self.ledger.counts)
            self.browsed.look_up_places()
        self._behind("heard", self._heard)
        self._behind("stories", lambda: [] if self.is_too_large else self._stories())
