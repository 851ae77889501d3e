"""WARC and WET files as entries, going on behind what is damaged.

The reader library stops at the first byte that it cannot make sense of. Crawlers are killed and disks
fill, so that archives have such bytes in the middle: then the next record is looked for by its mark,
and what stood between is a fault with its offset. Runs in the process that opens archives.
"""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from fastwarc.stream_io import ZstdReader
from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, WarcRecordType

from reportedly.errors import InputError
from reportedly.pages.archives.entries import (
    KEPT_HEADERS,
    KEPT_LENGTH,
    LONGEST_URL,
    Entry,
    Fault,
    Head,
)
from reportedly.pages.archives.http import Readable, plain, taken
from reportedly.pages.compression import DamagedError, TooLargeError, decompressed

_GZIP, _ZSTD, _MARK = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/"
_STEP, _PACKED = 1 << 20, 1 << 14
_OVERLAP = 16
_PLAIN_MARK = re.compile(rb"(?<![^\n])WARC/1\.[01]\r?\n")
_ANY_MARK = re.compile(rb"\x1f\x8b\x08|\x28\xb5\x2f\xfd|" + _PLAIN_MARK.pattern)
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
MOST_DAMAGES = 1000
"""Places of one archive at which reading is taken up again: each costs a search for the next record."""

_LONGEST_HEADER = 65_536
_MEDIA = re.compile(r"\s*(text/html|application/xhtml\+xml|text/plain)\b", re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True)
class _Damage:
    """The record at or behind which the reader stopped, and what it said."""

    offset: int
    record: str | None
    message: str
    behind: bool
    """Whether that record is whole, and the damage stands behind it."""


def entries(
    stream: BinaryIO, start: int, cap: int, begun: Callable[[], None]
) -> Iterator[Entry | Fault]:
    """The pages of a WARC or WET file from an offset on, and what could not be read.

    Args:
        stream: the file; it can be sought in.
        start: 0, or an offset from which on the next record is looked for.
        cap: the most bytes that a page may have.
        begun: called before each record: the next one gets its time.
    """
    position = start if start == 0 else _next_record(stream, start)
    for _ in range(MOST_DAMAGES):
        if position is None:
            return
        damage: _Damage | None = None
        for item in _from(stream, position, cap, begun):
            if isinstance(item, _Damage):
                damage = item
            else:
                yield item
        if damage is None:
            return
        begun()
        position = _next_record(stream, max(damage.offset, position) + 1)
        yield _fault(damage, rest=position is None)
    message = f"damaged in {MOST_DAMAGES} places: what stands behind the last is not read"
    yield Fault(offset=position or 0, reason="malformed", message=message, rest=True)


def _fault(damage: _Damage, *, rest: bool) -> Fault:
    where = "damaged behind this record" if damage.behind else "damaged, or its length is wrong"
    next_is = "no further record was found" if rest else "reading goes on at the next record"
    message = f"{where} ({damage.message[:200]}); {next_is}"
    return Fault(
        offset=damage.offset,
        record=damage.record,
        reason="malformed",
        message=message,
        rest=rest,
    )


def _from(
    stream: BinaryIO, position: int, cap: int, begun: Callable[[], None]
) -> Iterator[Entry | Fault | _Damage]:
    """The entries up to the first damage; each is held back until the reader finds what follows it."""
    stream.seek(position)
    last, name = position, None
    held: Entry | Fault | None = None
    message = ""
    try:
        for record in ArchiveIterator(
            stream,
            record_types=WarcRecordType.any_type,
            parse_http=False,
            max_header_len=_LONGEST_HEADER,
        ):
            if held is not None:
                yield held
            begun()
            last, held = record.stream_pos, None
            name = (record.record_id or "")[:200] or None
            if "Content-Length" not in record.headers:
                message = "its header is cut short"
                break
            held = _entry(record, cap)
            if isinstance(held, Fault) and held.reason == "too_large":
                yield held  # told before it is passed over, which may take long
                held = None
    except OSError as error:
        message = str(error)
    if not message and _is_cut(stream, position, last):
        message = "the file ends in the middle of it"
    behind = bool(message) and _end(stream, last) == b"\r\n\r\n"
    if held is not None and (behind or not message):
        yield held
    if message:
        yield _Damage(last, name, message, behind)


def _entry(record: WarcRecord, cap: int) -> Entry | Fault | None:
    """The page of a record, why it gives none, or None where it is of no kind that holds pages."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")[:LONGEST_URL] or None
    where = {
        "offset": record.stream_pos,
        "reached": record.stream_pos,
        "record": (record.record_id or "")[:200] or None,
        "url": url,
    }
    try:
        return _page(record, where, cap)
    except TooLargeError:
        message = f"more than {cap:,} bytes, decompressed"
        return Fault(**where, reason="too_large", message=message)
    except InputError as error:
        return Fault(**where, reason=error.reason, message=str(error)[:500])


def _page(record: WarcRecord, where: Mapping[str, object], cap: int) -> Entry | None:
    moment = _MOMENT.match((record.headers.get("WARC-Date") or "").strip())
    said: dict[str, object] = {**where, "retrieved": f"{moment[1]}Z" if moment else None}
    if record.record_type == WarcRecordType.conversion:
        media = (record.headers.get("Content-Type") or "text/plain").partition(";")[0].strip()
        if media.lower() != "text/plain":
            return None
        data = taken(record.reader, cap)
        return Entry(Head(**said, media="text/plain", charset="utf-8"), data)
    if record.record_type != WarcRecordType.response or not record.is_http:
        return None
    if record.content_length > cap + _LONGEST_HEADER:
        raise TooLargeError
    answer = _answer(record)
    if answer is None or answer.status_code not in (200, 203):
        return None
    pairs = [(name.lower(), value) for name, value in answer.astuples()]
    headers = dict(reversed(pairs))
    media = headers.get("content-type", "")
    if media and not _MEDIA.match(media):
        return None
    data = plain(taken(record.reader, cap), headers, cap)
    charset = _CHARSET.search(media)
    head = Head(
        **said,
        status=answer.status_code,
        headers=_kept(pairs),
        media=media.partition(";")[0].strip().lower() or None,
        charset=charset[1] if charset else None,
    )
    return Entry(head, data)


def _answer(record: WarcRecord) -> HeaderMap | None:
    try:
        record.parse_http()
    except (OSError, ValueError) as error:
        raise InputError(f"its HTTP header cannot be read ({error})", "malformed") from error
    return record.http_headers


def _kept(pairs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    shown = ((name, value) for name, value in pairs if name != "set-cookie")
    clean = ((_printable(name), _printable(value)) for name, value in shown)
    return tuple(clean)[:KEPT_HEADERS]


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:KEPT_LENGTH])


def _pieces(stream: BinaryIO, position: int) -> Iterator[bytes]:
    """The bytes from a position on, unpacked; of gzip, to the end of the member that begins there."""
    stream.seek(position)
    start = stream.read(4)
    stream.seek(position)
    if start.startswith(_GZIP):
        yield from _member(stream)
    else:
        reader: Readable = ZstdReader(stream) if start.startswith(_ZSTD) else stream
        while piece := reader.read(_STEP):
            yield piece


def _member(stream: BinaryIO) -> Iterator[bytes]:
    decoder = zlib.decompressobj(31)
    while not decoder.eof:
        packed = decoder.unconsumed_tail or stream.read(_PACKED)
        piece = decoder.decompress(packed, _STEP)
        if piece:
            yield piece
        elif not packed:
            return


def _end(stream: BinaryIO, position: int) -> bytes | None:
    """The four bytes behind the record at a position, which should be two line ends.

    None where the file ends, or is damaged, before the record is as long as it says.
    """
    pieces = _pieces(stream, position)
    try:
        rest = b""
        while b"\r\n\r\n" not in rest:
            if len(rest) > _STEP:
                return None
            rest += next(pieces)
        head, _, rest = rest.partition(b"\r\n\r\n")
        found = _LENGTH.search(head)
        if found is None:
            return None
        left = int(found[1])
        while left > len(rest):
            left -= len(rest)
            rest = next(pieces)
        rest = rest[left:]
        while len(rest) < 4 and (piece := next(pieces, b"")):
            rest += piece
    except (StopIteration, OSError, zlib.error):
        return None
    return rest[:4]


def _is_cut(stream: BinaryIO, first: int, last: int) -> bool:
    """Whether the file ends in the middle of a record.

    `first` is where reading began, at a mark, `last` where the last record stands that was found.
    """
    stream.seek(first)
    start = stream.read(4)
    if not start:
        return False
    if start.startswith(_ZSTD):
        return False  # its reader tells
    if not start.startswith(_GZIP):
        return _end(stream, last) is None
    stream.seek(last)
    own = stream.read(3) == _GZIP  # else one member holds all records
    if own and _end(stream, last) is None:
        return True
    stream.seek(last if own else first)
    try:
        for _ in decompressed(iter(partial(stream.read, _PACKED), b""), "gzip"):
            pass
    except DamagedError:
        return True
    return False


def _next_record(stream: BinaryIO, start: int) -> int | None:
    """The offset of the first record at or behind an offset, by the mark with which records begin."""
    stream.seek(0)
    first = stream.read(4)
    marks = _PLAIN_MARK if first.startswith(_MARK[:4]) else _ANY_MARK
    at, window = start, b""
    stream.seek(start)
    while chunk := stream.read(_STEP):
        window += chunk
        for found in marks.finditer(window):
            offset = at + found.start()
            if window.startswith(_MARK, found.start()) or _unpacks_to_record(stream, offset):
                return offset
        at += max(0, len(window) - _OVERLAP)
        window = window[-_OVERLAP:]
        stream.seek(at + len(window))
    return None


def _unpacks_to_record(stream: BinaryIO, offset: int) -> bool:
    try:
        return next(_pieces(stream, offset), b"").startswith(_MARK)
    except (OSError, zlib.error):
        return False
