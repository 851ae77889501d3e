"""The worker's side of `worker`: parses what it is sent until its input ends.

The protocol, over standard input and output. A request is the lengths of its two parts (4 and 8
bytes, big-endian), a JSON object that says what to do, and the page's bytes. A reply is one letter,
the length of the rest (8 bytes), and JSON: `R` ready, `A` an article, `E` an error, `F` an error
after which the worker ends, `M` that the page needs more than was loaded, after which it ends as well.
"""

import json
import os
import signal
import struct
import sys
from collections.abc import Collection
from importlib import import_module
from typing import BinaryIO, Protocol, cast

from reportedly.errors import InputError, SkippedInputError
from reportedly.pages import limiting
from reportedly.pages.languages import UnpreparedError
from reportedly.records import Article

REQUEST = struct.Struct(">IQ")
REPLY = struct.Struct(">cQ")


class Parsing(Protocol):
    """What the module that the worker runs has to offer: `reportedly.pages.parsing` does."""

    def prepare(self, parts: Collection[str]) -> None:
        """Load these parts of parsing, while files may still be written and memory had."""

    def parse(
        self, data: bytes, *, location: str, media: str | None = None, charset: str | None = None
    ) -> Article:
        """Read the bytes of a page."""

    def from_text(
        self,
        text: str,
        *,
        published: str | None = None,
        url: str | None = None,
        whole: bool = False,
    ) -> Article:
        """Read a text that is text already."""


def serve(parsing: str, parts: Collection[str], cpu_seconds: float, memory_bytes: int) -> None:
    """Answer requests until there are no more.

    Args:
        parsing: name of the module whose `parse` and `from_text` are run.
        parts: what of it is loaded before the limits hold, as its `prepare` calls them.
        cpu_seconds: processor time that one request may take.
        memory_bytes: memory that requests may take beyond what the process has once it is ready.
    """
    # Ctrl-C reaches the whole terminal; the parent decides what becomes of the page under way.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(0), "rb") as requests, os.fdopen(os.dup(1), "wb") as replies:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)  # what a library prints must not get among the replies
        try:
            module = cast("Parsing", import_module(parsing))
            module.prepare(parts)
        except Exception as error:  # whatever it is, the parent has to hear of it
            _send(replies, b"F", {"message": f"{type(error).__name__}: {error}"})
            return
        memory = limiting.limit(memory_bytes)
        _send(replies, b"R", {})
        while (request := _receive(requests)) is not None:
            limiting.limit_time(cpu_seconds)
            letter, reply = _answer(module, *request)
            if memory is not None and (limiting.most_memory() or 0) > memory:
                letter, reply = b"F", _json({"reason": "memory", "message": ""})
            replies.write(REPLY.pack(letter, len(reply)) + reply)
            replies.flush()
            if letter in (b"F", b"M"):
                return


def _send(replies: BinaryIO, letter: bytes, fields: dict[str, object]) -> None:
    payload = _json(fields)
    replies.write(REPLY.pack(letter, len(payload)) + payload)
    replies.flush()


def _json(fields: dict[str, object]) -> bytes:
    return json.dumps(fields).encode("ascii")


def _receive(requests: BinaryIO) -> tuple[dict[str, str | bool | None], bytes] | None:
    lengths = requests.read(REQUEST.size)
    if len(lengths) < REQUEST.size:
        return None
    for_fields, for_data = REQUEST.unpack(lengths)
    fields = json.loads(requests.read(for_fields))
    return fields, requests.read(for_data)


def _answer(
    parsing: Parsing, fields: dict[str, str | bool | None], data: bytes
) -> tuple[bytes, bytes]:
    """Run one request; whatever goes wrong in it becomes a reply."""
    try:
        article = _article(parsing, fields, data)
        return b"A", article.model_dump_json().encode("utf-8")
    except InputError as error:
        skipped = isinstance(error, SkippedInputError)
        return b"E", _json({"reason": error.reason, "message": str(error), "skipped": skipped})
    except UnpreparedError as error:
        return b"M", _json({"part": error.part})
    except MemoryError:
        return b"F", _json({"reason": "memory", "message": ""})
    except RecursionError:
        return b"E", _json({"reason": "too_deep", "message": "its elements are nested too deep"})
    except Exception as error:
        what = f"the parser failed on it ({type(error).__name__}: {error})"
        return b"F", _json({"reason": "crashed", "message": what})


def _article(parsing: Parsing, fields: dict[str, str | bool | None], data: bytes) -> Article:
    given = {name: cast("str | None", fields.get(name)) for name in ("published", "url")}
    if fields["do"] == "from_text":
        text = data.decode("utf-8")
        return parsing.from_text(text, **given, whole=bool(fields["whole"]))
    return parsing.parse(
        data,
        location=str(fields["location"]),
        media=cast("str | None", fields.get("media")),
        charset=cast("str | None", fields.get("charset")),
    )


def main() -> None:
    """Start from the arguments that `worker` gives: one JSON object."""
    given = json.loads(sys.argv[1])
    serve(given["parsing"], given["parts"], given["cpu_seconds"], given["memory_bytes"])
