"""What the program has is documented, and what is documented exists."""

import ast
import importlib.metadata
import re
import tomllib
from collections.abc import Iterator
from typing import Any, get_args

import pytest
import typer.main

import reportedly
from reportedly import cli, records, vocabulary
from reportedly.publishing.annotations import LAYERS, LINE_KEYS
from tests.docs.blocks import ROOT, pages

DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "reportedly"
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def codes(text: str) -> set[str]:
    """Everything that a text sets as code."""
    return set(CODE.findall(text))


def section(text: str, title: str) -> str:
    """The part of a page under one heading, up to the next heading of any level."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"no section {title!r}"
    return found[1]


def first_cells(text: str) -> list[str]:
    """The first cells of the rows of a text's tables, heads left out."""
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    cells = [row.split("|")[1].strip() for row in rows]
    return [cell for cell in cells if cell.startswith(("`", "["))]


class TestTheClaim:
    def test_every_field_is_defined_and_no_other(self) -> None:
        defined = {
            name
            for cell in first_cells(section(page("figures.md"), "The fields"))
            for name in codes(cell)
        }
        assert defined == set(records.Claim.model_fields)

    @pytest.mark.parametrize(
        "choices",
        [records.Kind, records.Comparator, records.Stance, records.Window, records.RelationType],
    )
    def test_every_choice_is_explained(self, choices: Any) -> None:
        assert set(get_args(choices)) <= codes(page("figures.md"))

    def test_every_role_is_explained_and_no_other(self) -> None:
        rows = first_cells(section(page("pages.md"), "Roles of blocks"))
        assert {row.strip("`") for row in rows} == set(get_args(records.Role))


class TestAnnotate:
    def test_every_key_of_a_line_is_documented_and_no_other(self) -> None:
        documented = {name for cell in first_cells(page("annotate.md")) for name in codes(cell)}
        assert documented == set(LINE_KEYS)
        assert set(LAYERS) <= documented


class TestConstructions:
    def test_the_page_lists_every_construction_as_the_vocabulary_has_it_and_no_other(self) -> None:
        rows = [
            line[2:-2].split(" | ")
            for line in page("reading/constructions.md").splitlines()
            if line.startswith("| `")
        ]
        listed: list[tuple[str, str, str, str]] = []
        field = ""
        for name, what, example in rows:
            if what == "what it is":
                field = name.strip("`")
            else:
                listed.append((field, name.strip("`"), what, example))
        assert listed == [
            (field, name, cell(row["is"]), cell(row["example"]))
            for field, table in vocabulary.load("constructions").items()
            for name, row in table.items()
        ]


def cell(text: str) -> str:
    """Text as it stands in a cell of a table: on one line, its bars marked as its own."""
    return " ".join(text.replace("\n", " / ").split()).replace("|", "\\|")


def commands() -> dict[str, Any]:
    group = typer.main.get_command(cli.app)
    return dict(group.commands)  # type: ignore[attr-defined]


def options_of(command: Any) -> Iterator[str]:
    for parameter in command.params:
        yield from (name for name in parameter.opts if name.startswith("--"))
    for inner in getattr(command, "commands", {}).values():
        yield from options_of(inner)


class TestCommands:
    @pytest.mark.parametrize("name", sorted(commands()))
    def test_every_command_has_a_section_and_a_function(self, name: str) -> None:
        assert section(page("commands.md"), name)
        assert callable(getattr(reportedly, name))

    def test_every_option_is_documented_and_no_other(self) -> None:
        present = {option for command in commands().values() for option in options_of(command)}
        present |= {"--help", "--version"}
        everywhere = "".join(path.read_text(encoding="utf-8") for path in pages())
        assert present - {"--version"} <= set(OPTION.findall(page("commands.md")))
        known_elsewhere = {"--fix", "--check", "--strict", "--regenerate"}
        prose = re.sub(r"```.*?```", "", everywhere, flags=re.DOTALL)
        assert set(OPTION.findall(prose)) - known_elsewhere <= present

    def test_every_exit_status_is_documented(self) -> None:
        statuses = {cli.DONE, cli.NOTHING_FOUND, cli.WRONG_USE, cli.SOME_FAILED}
        table = section(page("commands.md"), "Exit status")
        assert statuses == {
            int(number) for number in re.findall(r"^\| (\d) \|", table, re.MULTILINE)
        }


def test_every_function_of_the_library_is_documented() -> None:
    missing = [
        name for name in reportedly.__all__ if f"reportedly.{name}" not in page("library.md")
    ]
    assert not [name for name in missing if name not in ("export", "schema")]
    assert {"export", "schema"} <= set(commands())


def requirements() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        lines += extra
    return {re.match(r"[\w.-]+", line)[0].lower() for line in lines}  # type: ignore[index]


def documented_dependencies() -> dict[str, str]:
    """Names with the rows that describe them."""
    rows = [line for line in page("dependencies.md").splitlines() if line.startswith("| ")]
    linked = [(re.search(r"\[([\w.-]+)\]\(http", row), row) for row in rows]
    return {match[1].lower(): row for match, row in linked if match}


class TestDependencies:
    def test_every_dependency_is_explained_and_no_other(self) -> None:
        assert set(documented_dependencies()) == requirements()

    @pytest.mark.parametrize("name", sorted(requirements()))
    def test_the_licence_is_that_of_the_package(self, name: str) -> None:
        try:
            metadata = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            pytest.skip(f"{name} is not installed here")
        licence = metadata.json.get("license_expression")
        if licence is None:
            pytest.skip(f"{name} names its licence in words only")
        assert str(licence) in documented_dependencies()[name]


def test_every_vocabulary_is_listed_and_no_other() -> None:
    present = {path.stem for path in (SOURCE / "vocabulary").glob("*.toml")}
    rows = first_cells(section(page("vocabulary.md"), "The subjects"))
    listed = {row.strip("`") for row in rows}
    assert listed == present, f"docs/vocabulary.md differs in {sorted(listed ^ present)}"


ERRORS = {"InputError", "SkippedInputError", "FetchError", "StatusError"}


def reasons_in_code() -> set[str]:
    """Codes that stand as literals where an error of an input is made."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in ERRORS:
                continue
            given = [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "reason")]
            found |= {
                constant.value
                for value in given
                for constant in ast.walk(value)
                if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
            }
    return found


def test_every_reason_of_a_failure_is_documented_and_no_other() -> None:
    documented = {row.strip("`") for row in first_cells(section(page("errors.md"), "Reasons"))}
    unknown = reasons_in_code() - documented
    assert not unknown, f"docs/errors.md lacks the reasons {sorted(unknown)}"
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    assert not [reason for reason in documented if f'"{reason}"' not in source]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "examples/README.md"])
def test_links_between_files_lead_somewhere(name: str) -> None:
    path = ROOT / name
    links = LINK.findall(path.read_text(encoding="utf-8"))
    local = [link for link in links if not link.startswith(("http:", "https:", "mailto:"))]
    assert not [link for link in local if not (path.parent / link).exists()]
