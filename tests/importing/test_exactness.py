"""A table that could not be written again as it is, is not taken."""

from pathlib import Path

import pytest

from reportedly import verbs
from reportedly.errors import InputError
from tests.importing.invented import ROWS, write_mapping, write_table


def test_an_encoding_that_writes_one_text_in_two_ways(tmp_path: Path) -> None:
    # "+AC0-" is a hyphen in UTF-7, which has a plainer way to write one.
    path = write_table(tmp_path, (ROWS[0].replace("General Staff", "Staff+AC0-One"),))
    by = write_mapping(tmp_path)
    with pytest.raises(InputError, match="could not be written again as it is in utf-7"):
        verbs.import_(path, None, by, encoding="utf-7")
    assert verbs.import_(path, None, by, encoding="latin-1").claims == 1


def test_a_table_is_looked_at_without_a_ledger(tmp_path: Path) -> None:
    done = verbs.import_(write_table(tmp_path), None, write_mapping(tmp_path))
    assert not done.stored
    assert [claim.best for claim in done.first] == [9, None, 100, 1200]
