"""About this ledger: what it holds, by which versions it was read, and how to cite it."""

from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.desk import Desk

router = APIRouter()

MEANS = {
    "pages": "pages, each kept as it came",
    "captures": "times that a page was fetched or opened",
    "readings": "readings that are current",
    "superseded": "readings that a newer version of the program has replaced",
    "claims": "claims: mentions of a reported figure",
    "statements": "statements: a figure of one page by one source",
    "series": "series: one quantity over many reports",
    "conflicting": "series with figures that cannot both hold",
    "failed": "inputs that failed",
    "skipped": "inputs that were skipped with a reason",
    "reviews": "decisions of people on claims",
}


@router.get("/about", response_class=HTML, summary="About this ledger")
def about(desk: DeskOf) -> Response:
    """Show what the ledger holds and how to cite it."""
    found = _about(desk)
    return answers.page(
        "about",
        edition=desk.edition,
        title="About this ledger",
        here="about",
        found=found,
        means=MEANS,
        twins="/about",
    )


@router.get("/about.json", summary="About this ledger, as JSON")
def as_json(desk: DeskOf) -> Response:
    """Give the same as a record."""
    return answers.as_json(_about(desk))


@router.get("/about.csv", summary="About this ledger, as CSV")
def as_csv(desk: DeskOf) -> Response:
    """Give the counts as a table."""
    counts = _about(desk)["counts"]
    rows = [{"what": name, "count": count} for name, count in counts.items()]
    return answers.as_csv(("what", "count"), rows, "about")


def _about(desk: Desk) -> dict[str, Any]:
    def found() -> dict[str, Any]:
        counts = asdict(desk.ledger.counts())
        browsed = desk.browsed
        counts |= {
            "series": browsed.listed().total,
            "conflicting": browsed.listed(conflicting=True).total,
        }
        return {
            "counts": {name: counts[name] for name in MEANS},
            "ledger": _name(desk.ledger.location),
            "latest": desk.ledger.latest_day(),
            "program": _version(),
            "versions": [
                {"version": name, "readings": count}
                for name, count in desk.ledger.versions_of_program()
            ],
        }

    return desk.remembered("about", found)


def _name(location: str) -> str:
    """The name of a ledger, without where it lies: that is nobody's business."""
    return Path(location).name if "://" not in location else location.rpartition("/")[2]


def _version() -> str:
    try:
        return version("reportedly")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "0"
