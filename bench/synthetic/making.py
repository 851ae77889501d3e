"""Pages of an invented press, in order of printing."""

import heapq
import random
from collections.abc import Iterator

from bench.synthetic.events import events
from bench.synthetic.pages import Page, Press
from bench.synthetic.world import make_world

SEED = 7


def made_pages(claims: int, seed: int = SEED) -> Iterator[Page]:
    """So many claims, on pages in the order in which they were printed; the same for the same seed.

    Args:
        claims: ends with the page that brings the number up to this.
        seed: of everything that is left to chance.
    """
    chance = random.Random(seed)  # noqa: S311 (invents figures, keeps no secret)
    press, count = Press(world := make_world(chance), chance), 0
    waiting: list[tuple[object, str, Page]] = []
    for event in events(world, chance):
        # Nothing of an event is printed before it begins, so that earlier pages can go out.
        while waiting and waiting[0][0] < event.start.replace(hour=0, minute=0):  # type: ignore[operator]
            page = heapq.heappop(waiting)[2]
            yield page
            count += len(page.reading.claims)
            if count >= claims:
                return
        for page in press.pages(event):
            heapq.heappush(waiting, (page.at, page.capture.location, page))
