"""Writes small PDF reports by hand: text at places, and tables with rules."""

from collections.abc import Sequence

Row = Sequence[str]


def pdf(pages: Sequence[Sequence[str | Sequence[Row]]], *, info: str = "") -> bytes:
    """A PDF file; each page is lines of text, and tables as rows of cells, from top to bottom."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    numbers = []
    for page in pages:
        stream = _drawn(page).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        numbers.append(len(objects))
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(numbers))
    objects.append(b"<< %s >>" % info.encode("latin-1"))
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<< /Size %d /Root 1 0 R /Info %d 0 R >>" % (len(objects) + 1, len(objects))
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return data + head + table + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(data))


def _drawn(page: Sequence[str | Sequence[Row]]) -> str:
    drawn, height = [], 780
    for item in page:
        if isinstance(item, str):
            drawn.append(_text(60, height, item))
            height -= 15 if item else 20
            continue
        top = height
        for row in item:
            drawn += [_text(64 + 150 * at, height - 14, cell) for at, cell in enumerate(row)]
            height -= 20
        right = 60 + 150 * len(item[0])
        drawn += [_line(60, top - 20 * at, right, top - 20 * at) for at in range(len(item) + 1)]
        drawn += [
            _line(60 + 150 * at, top, 60 + 150 * at, height) for at in range(len(item[0]) + 1)
        ]
        height -= 25
    return "\n".join(drawn)


def _text(left: int, height: int, words: str) -> str:
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 11 Tf {left} {height} Td ({escaped}) Tj ET"


def _line(left: int, top: int, right: int, bottom: int) -> str:
    return f"{left} {top} m {right} {bottom} l S"
