"""The wheel with the reading stage compiled reads as plain Python does, and the plain wheel is the default."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from bench.reading import COMPILED, lacks

ROOT = Path(__file__).parent.parent.parent
CODE = "from reportedly.cli import main; main()"


def environment(package: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(package), "OPENBLAS_NUM_THREADS": "1"}


def run(package: Path, *arguments: str) -> bytes:
    """What a Python that finds the package in a folder prints."""
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, env=environment(package), cwd=ROOT / "examples", capture_output=True, check=True
    )
    return done.stdout


def wheel(folder: Path, **variables: str) -> list[str]:
    """Build a wheel; the names of what is in it."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    done = subprocess.run(
        [*command, "--directory", str(folder)],
        cwd=ROOT,
        env={**os.environ, "REPORTEDLY_COMPILE": "", **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    [built] = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return [built.name, *archive.namelist(), done.stdout + done.stderr]


@pytest.fixture(scope="module")
def compiled() -> Path:
    """The folder that `make compiled` installed its wheel in; CI makes it before the tests."""
    lacking = lacks()
    if lacking is None:
        return COMPILED
    if os.environ.get("REPORTEDLY_REQUIRE_ALL") == "1":
        pytest.fail(lacking)
    pytest.skip(lacking)


def test_example_pages_are_annotated_the_same(compiled: Path) -> None:
    arguments = ("-c", CODE, "annotate", "border", "ferry")
    plain = run(ROOT / "src", *arguments)
    assert plain.count(b"\n") > 5
    assert run(compiled, *arguments) == plain


def test_the_compiled_stage_is_what_runs(compiled: Path) -> None:
    script = "import reportedly.reading.tokens as tokens; print(tokens.__file__)"
    found = Path(run(compiled, "-c", script).decode().strip())
    assert found.parent == compiled / "reportedly" / "reading"
    assert found.suffix != ".py"


def test_nothing_compiled_lies_beside_the_sources() -> None:
    assert not [*(ROOT / "src").rglob("*.so"), *(ROOT / "src").rglob("*.pyd")]


def test_the_wheel_is_plain_where_nobody_asks(tmp_path: Path) -> None:
    name, *inside, _ = wheel(tmp_path)
    assert name.endswith("py3-none-any.whl")
    assert not [path for path in inside if path.endswith(".so")]


def test_without_a_compiler_the_wheel_is_plain_and_says_so(tmp_path: Path) -> None:
    name, *_, said = wheel(tmp_path, REPORTEDLY_COMPILE="1", CC="no-such-compiler")
    assert name.endswith("py3-none-any.whl")
    assert "no C compiler here (no-such-compiler" in said
