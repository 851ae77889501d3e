"""The views, a module each: what a page shows, with its CSV and JSON twins."""

from reportedly.web.views import (
    about,
    claim,
    conflicts,
    failures,
    home,
    names,
    page,
    question,
    series,
    source,
    story,
)

VIEWS = (home, question, series, claim, page, source, names, story, conflicts, failures, about)
