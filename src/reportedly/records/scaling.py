"""What reading archives into Parquet did."""

from pydantic import Field

from reportedly.records.values import Record


class ScaleSummary(Record):
    """What one run of `scale` did; pages are those of the archives that it read now."""

    archives: int = Field(description="archives that were named, each once")
    done: int = Field(description="archives read now")
    unchanged: int = Field(description="archives that an earlier run had read")
    crashed: tuple[str, ...] = Field(
        (), description="archives that their workers died of, again and again: not read"
    )
    pages: int = Field(description="pages gone through")
    read: int = Field(description="pages read for claims")
    passed_over: dict[str, int] = Field(
        default_factory=dict, description="pages counted and not read, by reason"
    )
    failed: int = Field(description="pages that failed: rows of `failures`")
    claims: int
    copies: int = Field(
        description="groups of pages that print one report, or are one page at several times"
    )
