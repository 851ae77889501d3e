"""The examples of a documentation page: fenced blocks of commands and of Python, in order.

A `console` block holds commands, each behind `$ `, with the output expected below it. A `python` block
with `>>>` holds statements with what they print; one without is run for its effect. A line `...` of an
expected output stands for any number of lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)[^\n]*$")
RUN = ("console", "python")
ELLIPSIS = "..."


@dataclass
class Step:
    """One command or statement, with the output that the page shows for it."""

    source: str
    expected: list[str]


@dataclass
class Block:
    """One fenced block: its lines stand at `first` to `last` (excluded) of the page's lines."""

    page: Path
    language: str
    first: int
    last: int
    indent: str
    steps: list[Step] = field(default_factory=list)
    prompted: bool = True

    @property
    def place(self) -> str:
        """Where the block stands, as an editor opens it."""
        return f"{self.page.relative_to(ROOT)}:{self.first + 1}"


def pages() -> list[Path]:
    """Every page whose examples are run."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path) -> list[Block]:
    """The blocks of a page that are run."""
    lines = page.read_text(encoding="utf-8").splitlines()
    return [block for block in _fenced(page, lines) if block.language in RUN]


def _fenced(page: Path, lines: list[str]) -> Iterator[Block]:
    opened: tuple[int, str, str] | None = None
    for number, line in enumerate(lines):
        match = FENCE.match(line)
        if match is None:
            continue
        if opened is None:
            opened = number + 1, match["language"], match["indent"]
            continue
        first, language, indent = opened
        opened = None
        inside = [text.removeprefix(indent) for text in lines[first:number]]
        split = {"console": console_steps, "python": python_steps}.get(language)
        steps = split(inside) if split else []
        prompted = bool(inside) and inside[0].startswith(("$ ", ">>> "))
        yield Block(page, language, first, number, indent, steps, prompted)


def console_steps(lines: list[str]) -> list[Step]:
    """Split a console block into commands and their outputs."""
    steps: list[Step] = []
    for line in lines:
        if line.startswith("$ "):
            steps.append(Step(line[2:], []))
        elif steps and not steps[-1].expected and line.startswith("> "):
            steps[-1].source += "\n" + line[2:]
        elif steps:
            steps[-1].expected.append(line)
    return steps


def python_steps(lines: list[str]) -> list[Step]:
    """Split a Python block into statements and their outputs."""
    if not lines or not lines[0].startswith(">>> "):
        return [Step("\n".join(lines), [])]
    steps: list[Step] = []
    in_statement = False
    for line in lines:
        if line.startswith(">>> "):
            steps.append(Step(line[4:], []))
            in_statement = True
        elif in_statement and (line.startswith("... ") or line == "..."):
            steps[-1].source += "\n" + line[4:]
        elif steps:
            in_statement = False
            steps[-1].expected.append(line)
    return steps


def rendered(block: Block) -> list[str]:
    """Write the steps of a block back as its lines."""
    if not block.prompted:
        return block.steps[0].source.splitlines()
    first, further = ("$ ", "> ") if block.language == "console" else (">>> ", "... ")
    lines: list[str] = []
    for step in block.steps:
        start, *rest = step.source.splitlines()
        lines += [first + start, *((further + line).rstrip() for line in rest), *step.expected]
    return lines


def matches(expected: list[str], actual: list[str]) -> bool:
    """Whether an output is the one expected, `...` lines standing for any number of lines."""
    wanted = [line.rstrip() for line in _trimmed(expected)]
    given = [line.rstrip() for line in _trimmed(actual)]
    parts = [[]] if not wanted else _split_at_ellipses(wanted)
    if len(parts) == 1:
        return wanted == given
    head, *middle, tail = parts
    if len(given) < sum(map(len, parts)) or given[: len(head)] != head:
        return False
    if tail and given[len(given) - len(tail) :] != tail:
        return False
    at, end = len(head), len(given) - len(tail)
    for part in middle:
        places = (i for i in range(at, end - len(part) + 1) if given[i : i + len(part)] == part)
        found = next(places, None)
        if found is None:
            return False
        at = found + len(part)
    return True


def elided(expected: list[str], actual: list[str]) -> list[str]:
    """An output shortened in the way that the expected one was.

    As many lines are kept at the start and at the end. What stands between two `...` is looked for by
    its first line and kept up to the next empty line; it is left out where that line is gone.
    """
    parts = _split_at_ellipses(_trimmed(expected))
    if len(parts) == 1:
        return actual
    head, *middle, tail = parts
    if len(actual) <= len(head) + len(tail):
        return actual
    kept, at, end = actual[: len(head)], len(head), len(actual) - len(tail)
    for part in middle:
        if part and part[0] in actual[at:end]:
            start = actual.index(part[0], at, end)
            at = next((i for i in range(start, end) if not actual[i].strip()), end)
            kept += [ELLIPSIS, *actual[start:at]]
    return [*kept, ELLIPSIS, *actual[end:]]


def _trimmed(lines: list[str]) -> list[str]:
    """Lines without empty ones at the end."""
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _split_at_ellipses(lines: list[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in lines:
        if line == ELLIPSIS:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts
