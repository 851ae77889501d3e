"""What an import of a hand-kept table did, as a terminal shows it."""

from collections.abc import Iterator, Sequence

from rich.table import Table

from reportedly.publishing.tables import safe, stretch
from reportedly.records import Claim, ImportedTable


def claims_table(claims: Sequence[Claim]) -> Table:
    """One row a claim: figure, interval, what it counts, of when, on whose word."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("figure", style="bold")
    table.add_column("low, high")
    table.add_column("what", ratio=3)
    table.add_column("when", ratio=3)
    table.add_column("source", ratio=3)
    for claim in claims:
        ends = f"{_number(claim.low)}, {_number(claim.high)}"
        what = ", ".join(part for part in (claim.kind, claim.who or claim.counted) if part)
        source = claim.source or ""
        via = f" (via {', '.join(claim.via)})" if claim.via else ""
        table.add_row(safe(claim.figure), ends, safe(what), stretch(claim.when), safe(source + via))
    return table


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:,}"


def lines(done: ImportedTable) -> Iterator[str]:
    """What was done or would be done, what is odd about the table, and which rows failed."""
    read = f"{done.table}, read as {done.mapping}: {_count(done.rows, 'row')}, "
    if done.stored:
        yield read + _count(done.claims, "new claim")
    else:
        yield read + f"{_count(done.claims, 'claim')} to import; nothing is stored"
    if done.guessed:
        yield f"  its encoding was taken for {done.encoding}; if that is wrong, name it: --encoding"
    if done.unchanged:
        yield f"  {_count(done.unchanged, 'row')} already in the ledger"
    if done.gone:
        yield (
            f"  {_count(done.gone, 'row')} of the earlier table no longer there: marked withdrawn"
        )
    for oddity in done.oddities:
        where = ""
        if oddity.rows:
            cases = "; ".join(" and ".join(str(row) for row in rows) for rows in oddity.rows)
            more = ", ..." if len(oddity.rows) < oddity.count else ""
            where = f" (rows {cases}{more})"
        yield f"  {oddity.note}{where}"
    if done.failed:
        yield f"  {_count(done.failed, 'row')} failed:"
        for failure in done.failures:
            yield f"    {failure.message}"
        if done.failed > len(done.failures):
            yield f"    and {done.failed - len(done.failures):,} more"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
