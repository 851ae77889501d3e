"""Writes the outputs of the documentation's examples anew: `python -m tests.docs.regenerate [PAGE ...]`.

Look at the difference afterwards: what changed is what readers will be told. An output that a page
shortens by a line `...` stays shortened in the same way.
"""

import sys
import tempfile
from pathlib import Path

from tests.docs.blocks import ROOT, blocks, elided, matches, pages, rendered
from tests.docs.running import Session


def regenerate(page: Path) -> bool:
    """Run the examples of a page and write their outputs into it; return whether that changed it."""
    lines = page.read_text(encoding="utf-8").splitlines()
    found = blocks(page)
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder))
        for block in found:
            for step in block.steps:
                printed = session.run(block, step)
                if not matches(step.expected, printed):
                    gap = [""] if step.expected[-1:] == [""] else []
                    step.expected = elided(step.expected, printed) + gap
    for block in reversed(found):
        shown = rendered(block)
        lines[block.first : block.last] = [(block.indent + line).rstrip() for line in shown]
    written = "\n".join(lines) + "\n"
    changed = written != page.read_text(encoding="utf-8")
    if changed:
        page.write_text(written, encoding="utf-8")
    return changed


if __name__ == "__main__":
    for chosen in [Path(name).resolve() for name in sys.argv[1:]] or pages():
        state = "written anew" if regenerate(chosen) else "unchanged"
        sys.stdout.write(f"{chosen.relative_to(ROOT)}: {state}\n")
