"""What axe finds in a view."""

from typing import Any

import pytest


def serious(page: Any) -> list[tuple[str, str]]:
    """What axe finds that is serious: the rule, and the first element that breaks it.

    Only what breaks a rule is told in full: what keeps all of them is ten times as much, and takes as long
    to hand over as to find.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        (one["id"], one["nodes"][0]["html"][:200])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
