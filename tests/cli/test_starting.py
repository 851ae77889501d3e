"""What a command does not load, so that it starts at once."""

import subprocess
import sys

LOADED = """
import sys
from reportedly.cli.running import leave_out_commands_of_spacy
leave_out_commands_of_spacy()
import spacy
assert "spacy.cli" not in sys.modules and "requests" not in sys.modules
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import spacy.cli
assert spacy.cli.info is sys.modules["spacy.cli.info"].info
"""

HELP = """
import sys
import reportedly.cli
heavy = {"numpy", "pydantic", "rich", "spacy", "sqlalchemy", "trafilatura"}
assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()
"""

OPENED = """
import sys
import reportedly
reportedly.open(sys.argv[1]).close()
assert not {"alembic", "spacy"} & sys.modules.keys()
"""


def ran(program: str, *arguments: str) -> None:
    found = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


def test_spacy_comes_without_its_commands_and_still_has_them() -> None:
    ran(LOADED)


def test_help_waits_for_no_library() -> None:
    ran(HELP)


def test_a_new_ledger_needs_no_migrations(tmp_path: object) -> None:
    ran(OPENED, f"{tmp_path}/new.db")
