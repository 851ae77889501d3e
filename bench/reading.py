"""Reading complete claims, beside the bare language pipeline that parses every sentence.

Both run on the same articles in one process, turn by turn; the median of the turns counts. Reading may
be faster than the bare pipeline because it parses only sentences in which there is something to find.
"""

import statistics
import time
from collections.abc import Callable

from bench.texts import newswire
from reportedly import language, pages, reading

TURNS = 5


def main() -> None:
    articles = [pages.from_text(text, published=day) for text, day in newswire()]
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} texts of {words / len(articles):.0f} words")
    bare = language.pipeline()

    def run_bare() -> None:
        for _ in bare.pipe(article.text for article in articles):
            pass

    def run_reading() -> None:
        for _ in reading.read_many(articles):
            pass

    def run_parsing() -> None:
        for text, day in newswire():
            pages.from_text(text, published=day)

    run_bare()
    run_reading()
    times: dict[str, list[float]] = {"bare pipeline": [], "reading": [], "from_text": []}
    for _ in range(TURNS):
        times["bare pipeline"].append(timed(run_bare))
        times["reading"].append(timed(run_reading))
        times["from_text"].append(timed(run_parsing))
    floor = statistics.median(times["bare pipeline"])
    for name, seconds in times.items():
        taken = statistics.median(seconds)
        print(
            f"{name:15} {len(articles) / taken:8.1f} texts/s   {floor / taken:5.2f} x bare pipeline"
        )


def timed(task: Callable[[], None]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
