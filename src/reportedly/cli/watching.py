"""The command that reads news as it comes: watch."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import DEFAULT_LEDGER, AllowPrivate, LedgerPath
from reportedly.cli.reading import stoppable
from reportedly.cli.running import INTERRUPTED, SOME_FAILED, app, nothing, print_json

if TYPE_CHECKING:
    from reportedly.records import Watched, WatchedFeed
    from reportedly.verbs.watching import Event

EMPTY = "no feed is watched: give the address of one, as reportedly watch https://example.org/feed"

Every = Annotated[
    int | None,
    typer.Option(min=1, help="Minutes between two turns of the feeds given; 15 for new ones."),
]
Once = Annotated[bool, typer.Option("--once", help="Give each feed one turn, then end: for cron.")]
Pages = Annotated[int, typer.Option(min=1, help="Most pages that one turn of a feed reads.")]
Pause = Annotated[
    float, typer.Option(min=0, max=3600, help="Least seconds between requests to one server.")
]
Since = Annotated[
    str | None, typer.Option(help="First day of pages to read, as 2025-01-31, where dated.")
]


@app.command(
    short_help="Watch feeds and sitemaps; tell what new pages change.",
    epilog=(
        "Example: reportedly watch https://example.org/feed --every 10 --ledger war.db\n\n"
        "From cron: reportedly watch --once --rss changes.xml --ledger war.db"
    ),
)
def watch(
    feeds: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="URL...",
            help="RSS, Atom or sitemaps; none: those that the ledger watches already.",
        ),
    ] = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    every: Every = None,
    once: Once = False,
    pages: Pages = 100,
    pause: Pause = 1.0,
    since: Since = None,
    rss: Annotated[
        Path | None, typer.Option(help="File for the latest 100 changes, as RSS.")
    ] = None,
    webhook: Annotated[
        str | None, typer.Option(help="Address to which changes are sent, as JSON.")
    ] = None,
    list_feeds: Annotated[
        bool, typer.Option("--list", help="List the feeds that are watched, and leave.")
    ] = False,
    drop: Annotated[
        bool, typer.Option("--drop", help="Watch these feeds no more; what was read stays.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON an event.")] = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Watch feeds and sitemaps: read what they newly list, and tell what it changes in the series."""
    from reportedly import verbs

    if list_feeds or drop:
        _keep_books(feeds or [], ledger, drop=drop, as_json=as_json)
        return
    options = verbs.WatchOptions(
        every=None if every is None else 60 * every,
        once=once,
        pages=pages,
        pause=pause,
        since=since,
        rss=rss,
        webhook=webhook,
        reading=verbs.ReadOptions(allow_private=allow_private),
    )
    with verbs.open(ledger) as opened:
        if not feeds and not verbs.watched(opened):
            nothing(EMPTY, as_json=as_json)
        report = _print_line if as_json else _print_words
        with stoppable() as stopped:
            done = verbs.watch(feeds or [], opened, options=options, report=report, stopped=stopped)
    if as_json:
        typer.echo(_line("watched", done.model_dump(mode="json")))
    else:
        typer.echo(_summary(done))
    if done.interrupted:
        raise SystemExit(INTERRUPTED)
    if done.failed_turns or done.failed or done.undelivered:
        raise SystemExit(SOME_FAILED)


def _keep_books(feeds: list[str], ledger: str, *, drop: bool, as_json: bool) -> None:
    """List the feeds that are watched, some of them being dropped before."""
    from reportedly import verbs
    from reportedly.publishing.showing import one_line

    with verbs.open(ledger, read_only=not drop) as opened:
        for feed in feeds if drop else ():
            verbs.unwatch(opened, feed)
        found = verbs.watched(opened)
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
    else:
        for one in found:
            typer.echo(one_line(_in_words(one)))
    if not found:
        nothing(EMPTY, as_json=as_json)


def _in_words(feed: "WatchedFeed") -> str:
    parts = [f"every {feed.every // 60} min", f"next {feed.due}"]
    parts += [f"{feed.waiting} pages waiting"] if feed.waiting else []
    times = "once" if feed.failed == 1 else f"{feed.failed} times"
    parts += [f"failed {times}: {feed.trouble}"] if feed.failed else []
    return f"{feed.feed}: {', '.join(parts)}"


def _print_words(event: "Event") -> None:
    from reportedly.publishing.showing import one_line
    from reportedly.records import Failure, SeriesChange

    if isinstance(event, SeriesChange):
        typer.echo(f"changed   {one_line(event.line())}")
    elif isinstance(event, Failure):
        typer.echo(f"failed    {one_line(event.message)}", err=True)
    else:
        outcome, _, rest = event.line().partition(" ")
        typer.echo(f"{outcome:9} {one_line(rest)}")


def _print_line(event: "Event") -> None:
    from dataclasses import asdict

    from reportedly.records import Failure, FeedTurn, SeriesChange

    if isinstance(event, SeriesChange):
        typer.echo(_line("change", event.model_dump(mode="json") | {"line": event.line()}))
    elif isinstance(event, FeedTurn):
        typer.echo(_line("feed", event.model_dump(mode="json")))
    elif isinstance(event, Failure):
        typer.echo(_line("failure", event.model_dump(mode="json")))
    else:
        typer.echo(_line("page", asdict(event)))


def _line(event: str, fields: dict[str, object]) -> str:
    return json.dumps({"event": event} | fields, ensure_ascii=False)


def _summary(done: "Watched") -> str:
    def some(count: int, one: str, many: str) -> str:
        return f"{count:,} {one if count == 1 else many}"

    parts = [some(done.turns, "turn", "turns"), f"{done.read:,} pages read"]
    parts += [f"{done.failed:,} failed"] if done.failed else []
    parts += [f"{done.waiting:,} waiting"] if done.waiting else []
    parts += [some(done.changes, "change", "changes")]
    parts += [f"{done.undelivered:,} not taken by the webhook yet"] if done.undelivered else []
    return ", ".join(parts) + ("; stopped" if done.interrupted else "")
