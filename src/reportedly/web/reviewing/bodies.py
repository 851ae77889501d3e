"""How much somebody may send, and for how long: read whole, and bounded, before anything looks at it."""

from asyncio import timeout
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import Message, Receive

LARGEST = 256 * 1024
"""Bytes of the largest form."""

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes of the largest form with a file."""

LARGER: Mapping[str, int] = {"/reviews/import": LARGEST_FILE, "/read": LARGEST_FILE}
"""Bytes of the largest form of some addresses."""

SECONDS = 60.0
"""So long may the sending take."""


class TooLargeError(Exception):
    """More is sent than is taken."""


class TooSlowError(Exception):
    """The sending does not end."""


async def read_whole(headers: Headers, path: str, receive: Receive) -> Receive:
    """Read what is sent, and give it to the application in one piece.

    Raises:
        TooLargeError: it is larger than an address takes.
        TooSlowError: it takes too long, or ends before it is whole.
    """
    most = LARGER.get(path, LARGEST)
    length = headers.get("content-length", "0")
    if not length.isdecimal() or len(length) > 18 or int(length) > most:
        raise TooLargeError(f"{most:,} bytes at most can be sent here")
    data = bytearray()
    try:
        async with timeout(SECONDS):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    raise TooSlowError("the connection was closed before all was sent")
                data += message.get("body", b"")
                if len(data) > most:
                    raise TooLargeError(f"{most:,} bytes at most can be sent here")
                if not message.get("more_body", False):
                    break
    except TimeoutError as error:
        raise TooSlowError(f"what is sent must arrive within {SECONDS:.0f} seconds") from error
    return _again(bytes(data), receive)


def _again(data: bytes, receive: Receive) -> Receive:
    """What was read, then whatever else comes."""
    left = [data]

    async def given() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return given
