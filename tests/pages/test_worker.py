"""A page that breaks its parser costs one page, and nothing of the parent."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.errors import InputError, SkippedInputError, UsageError
from reportedly.pages import ReadOptions, expand
from reportedly.pages.worker import Parser

HOSTILE = "tests.pages.hostile_parsing"
OPTIONS = ReadOptions(worker_seconds=20, worker_cpu_seconds=20, worker_bytes=300_000_000)


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser(OPTIONS, parsing=HOSTILE) as parser:
        yield parser


def parsed(parser: Parser, page: str) -> str:
    return parser.parse(page.encode(), location="page.html").text


def failure(parser: Parser, page: str) -> InputError:
    with pytest.raises(InputError, match=r"page\.html") as caught:
        parsed(parser, page)
    return caught.value


def process_of(parser: Parser) -> int:
    return int(parsed(parser, "process"))


def alive(process: int) -> bool:
    """Whether there is such a process, or for a number below zero anything of that group."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_process_parses_many_pages_and_it_is_not_this_one(parser: Parser) -> None:
    processes = {process_of(parser) for _ in range(5)}
    assert len(processes) == 1
    assert processes != {os.getpid()}


def test_what_is_known_about_a_page_reaches_the_parser(parser: Parser) -> None:
    article = parser.parse(b"forty", location="page.html", media="text/html")
    assert article.title == "text/html"
    assert article.blocks[0].span.of(article.text) == "forty"
    article = parser.from_text("forty", published="2025-01-05", url="https://ordal.example")
    assert (article.published, article.url) == ("2025-01-05", "https://ordal.example")


@pytest.mark.parametrize("text", ["a\r\nb\u2028c\x00d\x85", "🜚" * 1000, "x" * 5_000_000, ""])
def test_a_text_comes_back_exactly(parser: Parser, text: str) -> None:
    assert parser.from_text(text).text == text


def test_a_text_that_comes_back_changed_is_noticed(parser: Parser) -> None:
    with pytest.raises(InputError, match="came back changed"):
        parser.from_text("change")


def test_half_a_surrogate_pair_is_no_text(parser: Parser) -> None:
    with pytest.raises(InputError) as caught:
        parser.from_text("\ud83d")
    assert caught.value.reason == "encoding"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("segfault", "crashed"),
        ("exit", "crashed"),
        ("killed", "memory"),
        ("close", "memory"),  # ended by us, but who can tell
        ("hoard", "memory"),
        ("recurse", "too_deep"),
        ("fail", "crashed"),
        ("send nonsense", "crashed"),
        ("send too much", "crashed"),
        ("send a wrong article", "crashed"),
        ("write a file", "crashed"),
    ],
)
def test_a_page_that_breaks_its_parser_is_one_failure(
    parser: Parser, page: str, reason: str
) -> None:
    assert failure(parser, page).reason == reason


def test_the_page_after_one_that_broke_its_parser_is_read(parser: Parser) -> None:
    failure(parser, "exit")
    assert parsed(parser, "the next page") == "the next page"


@pytest.mark.parametrize("page", ["hang", "leave a child"])
def test_a_page_that_takes_for_ever_is_given_up_with_all_it_started(page: str) -> None:
    with Parser(ReadOptions(worker_seconds=1), parsing=HOSTILE) as parser:
        process = process_of(parser)
        assert failure(parser, page).reason == "timeout"
        assert not alive(process)
        assert ended(-process)
        assert process_of(parser) != process


def test_a_page_that_takes_too_much_of_the_processor_is_ended_by_the_system() -> None:
    with Parser(ReadOptions(worker_cpu_seconds=0.2), parsing=HOSTILE) as parser:
        error = failure(parser, "spin")
        assert error.reason == "timeout"
        assert "processor time" in str(error)
        assert parsed(parser, "the next page") == "the next page"


def test_what_earlier_pages_left_does_not_decide_about_a_later_one(parser: Parser) -> None:
    for _ in range(5):  # in one process, the fourth would be one too many
        assert parsed(parser, "hoard a little") == "hoard a little"


def test_refusals_come_through_cleaned(parser: Parser) -> None:
    error = failure(parser, "refuse")
    assert error.reason == "malformed"
    assert str(error).isprintable()
    assert len(str(error)) <= 500
    assert failure(parser, "lie about the reason").reason == "crashed"
    skipped = failure(parser, "skip")
    assert isinstance(skipped, SkippedInputError)
    assert skipped.reason == "language"


def test_what_a_library_prints_does_not_get_among_the_replies(parser: Parser) -> None:
    assert parsed(parser, "write noise") == "write noise"
    assert parsed(parser, "the next page") == "the next page"


def test_the_worker_does_not_get_the_secrets_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_PASSWORD", "hunter2")
    with Parser(OPTIONS, parsing=HOSTILE) as parser:
        names = parsed(parser, "environment").split(",")
    assert "DATABASE_PASSWORD" not in names
    assert "PATH" in names


def test_threads_may_share_a_parser(parser: Parser) -> None:
    results: dict[str, str] = {}

    def parse(page: str) -> None:
        results[page] = parsed(parser, page)

    pages = [f"page {number} " * 10_000 for number in range(8)]
    threads = [threading.Thread(target=parse, args=(page,)) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {page: page for page in pages}


def test_closing_ends_the_process_and_a_later_page_starts_another() -> None:
    parser = Parser(OPTIONS, parsing=HOSTILE)
    process = process_of(parser)
    parser.close()
    parser.close()
    assert not alive(process)
    assert process_of(parser) != process
    parser.close()


def test_a_parser_that_is_dropped_leaves_no_process() -> None:
    parser = Parser(OPTIONS, parsing=HOSTILE)
    process = process_of(parser)
    del parser
    assert not alive(process)


def test_a_worker_that_is_killed_between_pages_is_replaced(parser: Parser) -> None:
    process = process_of(parser)
    os.kill(process, signal.SIGKILL)
    assert process_of(parser) != process


def test_a_worker_that_cannot_start_says_why() -> None:
    parser = Parser(OPTIONS, parsing="reportedly.no_such_module")
    with parser, pytest.raises(UsageError, match="no_such_module"):
        parsed(parser, "a page")


PROGRAM = """
import os, signal, sys, time
from reportedly.pages import ReadOptions
from reportedly.pages.worker import Parser

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
with Parser(ReadOptions(), parsing="tests.pages.hostile_parsing") as parser:
    print(parser.parse(b"process", location="page.html").text, flush=True)
"""


def started(then: str) -> tuple["subprocess.Popen[str]", int]:
    """A program with a parser, and the number of its worker process."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM + textwrap.indent(textwrap.dedent(then), "    ")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        start_new_session=True,
    )
    assert program.stdout is not None
    return program, int(program.stdout.readline())


def ended(process: int) -> bool:
    """Whether the process ends within a few seconds; whoever inherits it has to notice."""
    for _ in range(100):
        if not alive(process):
            return True
        time.sleep(0.05)
    return False


def test_ctrl_c_in_the_middle_of_a_page_leaves_no_process_behind() -> None:
    program, process = started('parser.parse(b"hang", location="page.html")')
    time.sleep(0.2)
    os.killpg(program.pid, signal.SIGINT)
    _, said = program.communicate(timeout=20)
    assert "KeyboardInterrupt" in said
    assert ended(process)


def test_a_parent_that_is_killed_leaves_no_process_behind() -> None:
    program, process = started("time.sleep(600)")
    program.kill()
    program.communicate(timeout=20)
    assert ended(process)


def test_a_fork_of_the_parent_makes_its_own_worker_and_leaves_ours() -> None:
    then = """
        child = os.fork()
        if child == 0:
            print(parser.parse(b"process", location="page.html").text, flush=True)
            sys.exit()
        os.waitpid(child, 0)
        print(parser.parse(b"process", location="page.html").text, flush=True)
    """
    program, process = started(then)
    said, errors = program.communicate(timeout=30)
    assert errors == ""
    of_child, of_parent = map(int, said.split())
    assert of_parent == process != of_child
    assert ended(process)
    assert ended(of_child)


def test_a_loaded_input_becomes_an_article_with_what_was_given_winning(
    parser: Parser, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "x", "published": "2025-01-05"}\n'
        '{"html": "y", "published": "2025-01-06", "url": "https://ordal.example"}\n',
        encoding="utf-8",
    )
    text, html = (parser.read(item.load()) for item in expand([path], OPTIONS))
    assert (text.text, text.published) == ("x", "2025-01-05")
    assert (html.text, html.published, html.url) == ("y", "2025-01-06", "https://ordal.example")
