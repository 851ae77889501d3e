"""Tables of invented places, with a mapping of their own."""

from pathlib import Path

from reportedly.importing import Mapping, Row, Sheet, Table, load_mapping, open_table

MAPPING = """
name = "river"
title = "losses on the river"

[number]
low = "least"
high = "most"
best = "number"
floor = { column = "end", when = ["floor"] }
ceiling = { column = "end", when = ["ceiling"] }

[claim]
kind = { column = "what", values = { dead = "killed", wounded = "injured", houses = "destroyed" } }
who = [{ column = "whose", values = { I = "Ilmerian", Z = "Zorvathi" } }, "soldiers"]
where = "Tavir"
window = { column = "total", values = { yes = "cumulative", no = "period", "" = "event" } }
source = { column = "said by", before = " (via " }
via = { column = "said by", between = ["(via ", ")"] }
url = { column = "link" }

[when]
end = { column = "day", format = "%Y-%m-%d" }
since = 2026-02-01

[stated]
column = "day"
format = "%Y-%m-%d"

[marks]
note = "our note"
"""

HEADER = "day,what,whose,least,most,number,end,total,said by,link,our note"

ROWS = (
    "2026-02-02,dead,I,,,9,,no,Ilmerian General Staff,https://example.org/1,",
    '2026-02-03,dead,I,30,50,,,yes,"officers, unnamed (via Meridian World)",,"a ""range"""',
    "2026-02-04,wounded,Z,,,1e+02,floor,yes,Zorvathi ministry,,",
    '2026-02-05,dead,Z,"1,200",,,,yes,Tollen Watch,,',
)


def write_mapping(folder: Path, text: str = MAPPING, name: str = "river.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def mapping(folder: Path, text: str = MAPPING) -> Mapping:
    return load_mapping(write_mapping(folder, text))


def write_table(
    folder: Path,
    rows: tuple[str, ...] = ROWS,
    *,
    header: str = HEADER,
    end: str = "\n",
    encoding: str = "utf-8",
    name: str = "losses.csv",
) -> Path:
    path = folder / name
    path.write_bytes("".join(line + end for line in (header, *rows)).encode(encoding))
    return path


def opened(path: Path, by: Mapping) -> tuple[Table, Sheet, list[Row]]:
    with open_table(path, by) as table:
        return table, Sheet.of(table, by), list(table.rows())
