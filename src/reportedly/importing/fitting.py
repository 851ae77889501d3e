"""Which of the shipped mappings fits a table."""

from pathlib import Path

from reportedly.errors import UsageError
from reportedly.importing.files import columns_of
from reportedly.importing.mappings import Mapping, load_mapping, shipped_mappings

_SHOWN = 12


def fitting_mapping(
    target: str | Path, *, encoding: str | None = None, delimiter: str | None = None
) -> Mapping:
    """The first shipped mapping all of whose columns a table has.

    Args:
        target: the path of a CSV file; standard input can be read once only, so it has none.
        encoding: of the file; None to find out.
        delimiter: what stands between cells; None for what each mapping says.

    Raises:
        InputError: there is no such table, or it is none.
        UsageError: no mapping fits.
    """
    if str(target) == "-":
        raise UsageError("a table from standard input: say what its columns mean with --mapping")
    columns: tuple[str, ...] = ()
    for name in shipped_mappings():
        mapping = load_mapping(name)
        columns = columns_of(target, encoding=encoding, delimiter=delimiter or mapping.delimiter)
        if set(mapping.columns()) <= set(columns):
            return mapping
    raise UsageError(
        f"{target}: none of the mappings {', '.join(shipped_mappings())} fits its columns "
        f"{', '.join(repr(column) for column in columns[:_SHOWN])}; say what they mean in a file, and "
        "name it with --mapping (`reportedly mappings --show NAME` prints one to copy)"
    )
