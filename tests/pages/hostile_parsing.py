"""A parser that does to its process what its page says: for the tests of `worker`."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from reportedly.errors import InputError, SkippedInputError
from reportedly.records import Article, Block

KEPT: list[bytearray] = []


def spin() -> None:
    while True:
        pass


def recurse() -> None:
    recurse()


def leave_a_child() -> None:
    os.fork()
    time.sleep(600)


def close() -> None:
    os.closerange(3, 20)
    time.sleep(600)


def fail() -> None:
    raise KeyError("fail")


def refuse() -> None:
    raise InputError("page.html is malformed\x1b[31m\n" + "x" * 10_000, "malformed")


def skip() -> None:
    raise SkippedInputError("page.html is in French", "language")


def lie_about_the_reason() -> None:
    raise InputError("page.html is no good", "'; drop table")


def write_noise() -> None:
    print("noise among the replies" * 100)  # noqa: T201
    sys.stdout.flush()
    os.write(1, b"more noise")


def send(reply: bytes) -> None:
    """Answer in the protocol's place, as a page could that has taken the process over."""
    for descriptor in range(3, 20):
        with suppress(OSError):
            os.write(descriptor, reply)
    time.sleep(600)


DEEDS: dict[str, Callable[[], object]] = {
    "hang": lambda: time.sleep(600),
    "spin": spin,
    "segfault": lambda: ctypes.string_at(0),
    "exit": lambda: os._exit(7),
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "close": close,
    "hoard": lambda: KEPT.append(bytearray(4_000_000_000)),
    "hoard a little": lambda: KEPT.append(bytearray(100_000_000)),
    "leave a child": leave_a_child,
    "recurse": recurse,
    "fail": fail,
    "refuse": refuse,
    "skip": skip,
    "lie about the reason": lie_about_the_reason,
    "write noise": write_noise,
    "send nonsense": lambda: send(b"A\0\0\0\0\0\0\0\x03abc"),
    "send too much": lambda: send(b"A\xff\xff\xff\xff\xff\xff\xff\xffabc"),
    "send a wrong article": lambda: send(_framed(b'{"text": "x", "blocks": [[0, 9, "body"]]}')),
    "write a file": lambda: Path("/tmp/reportedly-hostile").write_text("x", encoding="utf-8"),
}


def _framed(payload: bytes) -> bytes:
    return b"A" + len(payload).to_bytes(8, "big") + payload


def parse(
    data: bytes, *, location: str, media: str | None = None, charset: str | None = None
) -> Article:
    text = data.decode("utf-8")
    if text in DEEDS:
        DEEDS[text]()
    if text == "environment":
        text = ",".join(sorted(os.environ))
    if text == "process":
        text = str(os.getpid())
    return Article(text=text, blocks=(Block(start=0, end=len(text), role="body"),), title=media)


def prepare(parts: Collection[str]) -> None:
    """Nothing to load."""


def from_text(
    text: str, *, published: str | None = None, url: str | None = None, whole: bool = False
) -> Article:
    if text == "change":
        text = "changed"
    return Article(text=text, published=published, url=url)
