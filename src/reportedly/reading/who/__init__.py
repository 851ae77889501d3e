"""Who is affected by what a figure counts, and what it counts where its own words leave that out."""

from reportedly.reading.who.affected import Affected, Counted
from reportedly.reading.who.people import counted_of, who_of

__all__ = ["Affected", "Counted", "counted_of", "who_of"]
