"""The process that parses one feed: its bytes come on standard input, its listing goes out as JSON."""

import json
import os
import signal
import sys

from reportedly.errors import InputError
from reportedly.pages import limiting
from reportedly.pages.feeds import parsing


def main() -> None:
    """Start from the arguments that `confining` gives: one JSON object."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    given = json.loads(sys.argv[1])
    with os.fdopen(os.dup(1), "wb") as replies:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 1)  # what a library prints must not get among the reply
        limiting.limit(int(given["memory_bytes"]))
        limiting.limit_time(float(given["cpu_seconds"]))
        letter, words = _answer(given["location"])
        replies.write(letter + words.encode("utf-8", "backslashreplace"))


def _answer(location: str) -> tuple[bytes, str]:
    try:
        return b"L", parsing.parse(sys.stdin.buffer.read(), location=location).model_dump_json()
    except InputError as error:
        return b"X", json.dumps({"message": str(error), "reason": error.reason})
    except MemoryError:
        message = f"{location}: parsing it takes too much memory"
        return b"X", json.dumps({"message": message, "reason": "memory"})
