"""What a feed or a sitemap lists, as its document says it: nothing in it is to be trusted yet."""

from typing import Literal

from pydantic import Field

from reportedly.records import Moment
from reportedly.records.values import Record

MOST_ENTRIES = 50_000
"""Entries of one document that are kept: so many a sitemap may have, and no feed has a tenth of them."""

MOST_DOCUMENTS = 50_000
"""Further documents that one names and that are kept: so many a sitemap index may have."""

LONGEST_ADDRESS = 2_000
"""Characters of an address. Longer ones are no addresses of articles."""

LONGEST_VERSION = 100
"""Characters of what an entry says of when it was written or changed."""

Form = Literal["rss", "atom", "sitemap", "sitemap index"]


class Entry(Record):
    """One page that a document lists.

    `version` is what the entry says of when it was last changed, else of when it was published, as it
    stands there: another one means another version of the page. `at` is the moment that it names, in UTC.
    """

    address: str
    version: str | None = None
    at: Moment | None = None


class Further(Record):
    """A document that another one names: a sitemap of an index, or the next page of a feed."""

    address: str
    version: str | None = None


class Listing(Record):
    """What one document lists, in its order.

    `without` counts entries without an address; `over` and `documents_over`, those above the caps.
    """

    form: Form
    entries: tuple[Entry, ...] = ()
    further: tuple[Further, ...] = ()
    minutes: int | None = Field(None, description="so long a feed asks not to be asked again")
    without: int = 0
    over: int = 0
    documents_over: int = 0
