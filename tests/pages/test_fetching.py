"""Fetching from real servers on this computer, most of them bad ones."""

import gzip
import os
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import httpcore
import pytest

from reportedly.errors import FetchError
from reportedly.pages import ReadOptions, expand
from reportedly.pages.fetching import Fetched, Fetcher, StatusError, fetch
from tests.pages.servers import Connection, LocalServer, Page, answer, redirect

PAGE = b"<html><body><p>Forty people are missing in Ordal.</p></body></html>"
OPTIONS = ReadOptions(
    max_bytes=100_000,
    connect_seconds=10,
    silence_seconds=10,
    total_seconds=20,
    allow_private=True,
    user_agent="reportedly/test (+https://ordal.example)",
)
IMPATIENT = ReadOptions(silence_seconds=0.2, total_seconds=0.5, allow_private=True)


def here(_host: str, _port: int) -> Sequence[str]:
    """A name server for which every host is this computer."""
    return ["127.0.0.1"]


def fetched(page: Page, path: str = "/fire", options: ReadOptions = OPTIONS) -> Fetched:
    """Fetch the only page of a server."""
    with LocalServer({path: page}) as server:
        return fetch(server.url(path), options)


def failure(page: Page, options: ReadOptions = OPTIONS) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetched(page, options=options)
    assert str(caught.value).startswith("http://127.0.0.1:")
    return caught.value


def test_a_page_comes_with_its_capture() -> None:
    page = answer(PAGE, media="Text/HTML; charset=ISO-8859-2", set_cookie="secret=1", x_more="yes")
    with LocalServer({"/fire?day=2": page}) as server:
        got = fetch(server.url("/fire?day=2#comments"), OPTIONS)
        assert got.url == server.url("/fire?day=2")
    assert got.data == PAGE
    assert (got.media, got.charset) == ("text/html", "iso-8859-2")
    assert got.capture.status == 200
    assert got.capture.location.endswith("/fire?day=2#comments")
    assert got.capture.page_hash is not None
    assert got.capture.retrieved is not None
    assert ("x-more", "yes") in got.capture.headers
    assert not any(name == "set-cookie" for name, _ in got.capture.headers)


def test_the_request_names_the_program_and_says_what_it_reads() -> None:
    with LocalServer({"/fire": answer(PAGE)}) as server:
        fetch(server.url("/fire"), OPTIONS)
        head = server.requests[-1].lower()
    assert "user-agent: reportedly/test (+https://ordal.example)" in head
    assert "accept-encoding: gzip, deflate\r\n" in head
    assert "cookie" not in head


def test_an_address_is_an_input_like_any_other() -> None:
    with LocalServer({"/fire": answer(PAGE)}) as server:
        inputs = list(expand([server.url("/fire"), server.url("/gone")], OPTIONS))
        loaded = inputs[0].load()
        assert inputs[0].location == loaded.url == server.url("/fire")
        with pytest.raises(StatusError):
            inputs[1].load()
        assert server.paths().count("/robots.txt") == 1
    assert loaded.data == PAGE
    assert loaded.capture.status == 200


# Bodies


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("identity", PAGE),
    ],
)
def test_compressed_pages_are_unpacked(encoding: str, packed: bytes) -> None:
    assert fetched(answer(packed, content_encoding=encoding)).data == PAGE


def test_a_bomb_is_left_at_the_cap() -> None:
    bomb = gzip.compress(bytes(50_000_000), mtime=0)
    assert len(bomb) < OPTIONS.max_bytes
    assert failure(answer(bomb, content_encoding="gzip")).reason == "too_large"


def test_a_bomb_in_a_bomb_is_not_unpacked_twice() -> None:
    bomb = gzip.compress(gzip.compress(bytes(50_000_000), mtime=0), mtime=0)
    assert fetched(answer(bomb, content_encoding="gzip")).data.startswith(b"\x1f\x8b")
    error = failure(answer(bomb, content_encoding="gzip, gzip"))
    assert error.reason == "unsupported"


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress"])
def test_compression_that_was_not_asked_for_is_refused(encoding: str) -> None:
    assert failure(answer(PAGE, content_encoding=encoding)).reason == "unsupported"


def test_damaged_compression() -> None:
    assert failure(answer(PAGE, content_encoding="gzip")).reason == "malformed"
    cut = gzip.compress(PAGE, mtime=0)[:-5]
    assert failure(answer(cut, content_encoding="gzip")).reason == "malformed"


def test_a_page_above_the_cap() -> None:
    assert failure(answer(b"x" * 100_001)).reason == "too_large"


def test_an_announced_length_above_the_cap_is_believed() -> None:
    error = failure(answer(PAGE, content_length="10000000000"))
    assert error.reason == "too_large"
    assert "10,000,000,000 bytes" in str(error)


def test_an_announced_length_that_is_too_long_makes_the_page_incomplete() -> None:
    assert failure(answer(PAGE, content_length=str(len(PAGE) + 10))).reason == "incomplete"


def test_an_announced_length_that_is_too_short_ends_the_page() -> None:
    assert fetched(answer(PAGE, content_length="10")).data == PAGE[:10]


@pytest.mark.parametrize("length", ["-5", "many", "1\r\ncontent-length: 2"])
def test_an_announced_length_that_is_none(length: str) -> None:
    assert failure(answer(PAGE, content_length=length)).reason == "malformed"


def test_a_chunked_page_and_one_that_is_cut_short() -> None:
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n"
    whole = head + b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    assert fetched(whole).data == PAGE
    assert failure(head + b"ff\r\nFort").reason == "incomplete"


def _endless(connection: Connection) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n"
    with suppress(OSError):
        connection.sendall(head)
        while True:
            connection.sendall(b"<p>and another forty" * 500)


def test_a_body_that_never_ends() -> None:
    assert failure(_endless).reason == "too_large"


def _trickle(start: bytes) -> Callable[[Connection], None]:
    def serve(connection: Connection) -> None:
        with suppress(OSError):
            connection.sendall(start)
            for _ in range(200):
                connection.sendall(b"x")
                time.sleep(0.05)

    return serve


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nx-long: ",
        b"",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n900\r\n",
    ],
)
def test_a_server_that_trickles_for_ever_ends_with_the_time_for_the_page(start: bytes) -> None:
    assert failure(_trickle(start), IMPATIENT).reason == "timeout"


def test_a_server_that_says_nothing() -> None:
    assert failure(lambda _: time.sleep(1), IMPATIENT).reason == "timeout"


# Answers that are no pages


@pytest.mark.parametrize(
    "media", ["application/pdf", "image/png", "application/json", "video/mp4", "application/zip"]
)
def test_what_is_not_a_page_is_not_read(media: str) -> None:
    error = failure(answer(PAGE, media=media))
    assert error.reason == "unsupported"
    assert media in str(error)


@pytest.mark.parametrize("media", [None, "", "text/plain", "application/xhtml+xml;charset=utf-8"])
def test_what_may_be_a_page_is(media: str | None) -> None:
    assert fetched(answer(PAGE, media=media)).data == PAGE


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("404 Not Found", "gone"),
        ("410 Gone", "gone"),
        ("401 Unauthorized", "forbidden"),
        ("403 Forbidden", "forbidden"),
        ("451 Unavailable", "forbidden"),
        ("429 Too Many Requests", "busy"),
        ("500 Oops", "server_error"),
        ("503 Unavailable", "server_error"),
        ("204 No Content", "status"),
        ("304 Not Modified", "status"),
        ("418 Teapot", "status"),
        ("302 Found", "status"),  # to nowhere
    ],
)
def test_an_answer_without_a_page_keeps_its_status(status: str, reason: str) -> None:
    error = failure(answer(b"", status=status))
    assert isinstance(error, StatusError)
    assert error.reason == reason
    assert error.capture.status == int(status[:3])
    assert error.capture.page_hash is None
    assert status[:3] in str(error)


def test_an_empty_page() -> None:
    assert failure(answer(b" \n")).reason == "empty"


@pytest.mark.parametrize(
    "noise",
    [b"\0\1\2 no HTTP at all\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"", b"x" * 200_000],
)
def test_what_is_not_http(noise: bytes) -> None:
    assert failure(noise).reason == "malformed"


def test_a_port_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be reached") as caught:
        fetch(f"http://127.0.0.1:{port}/", OPTIONS)
    assert caught.value.reason == "unreachable"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://", "unsupported"),
        ("ftp://ordal.example/", "unsupported"),
        ("javascript:alert(1)", "unsupported"),
        ("http://[::1", "malformed"),
        ("http://ordal.example:99999999/", "malformed"),
        ("http://ordal.example\0/", "malformed"),
        ("http://reader:hunter2@ordal.example/", "unsupported"),
        ("http://reader@ordal.example/", "unsupported"),
    ],
)
def test_an_address_that_cannot_be_asked_for(address: str, reason: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(address, OPTIONS)
    assert caught.value.reason == reason
    assert "hunter2" not in str(caught.value)


# Redirects and the guard


def test_redirects_are_followed_to_the_page_and_carry_cookies_no_further() -> None:
    pages = {
        "/1": answer(status="301 Moved", location="2", set_cookie="seen=1"),
        "/2": answer(status="307 Moved", location="/3#part"),
        "/3": answer(PAGE),
    }
    with LocalServer(pages) as server:
        fetcher = Fetcher(OPTIONS)
        got = fetcher.fetch(server.url("/1"))
        assert got.url == server.url("/3")
        assert got.capture.location == server.url("/1")
        assert got.capture.canonical_url == server.url("/3")
        assert "seen=1" in server.requests[-1]
        fetcher.fetch(server.url("/3"))
        assert "seen=1" not in server.requests[-1]


def test_a_redirect_loop_ends() -> None:
    with LocalServer({"/1": redirect("/2"), "/2": redirect("/1")}) as server:
        with pytest.raises(FetchError, match="redirects more than 5 times") as caught:
            fetch(server.url("/1"), OPTIONS)
        assert len(server.requests) == 1 + 6
    assert caught.value.reason == "redirects"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("ftp://ordal.example/x", "unsupported"),
        ("file:///etc/passwd", "unsupported"),
        ("http://reader:hunter2@ordal.example/", "unsupported"),
        ("http://[::1", "malformed"),
    ],
)
def test_a_redirect_to_what_cannot_be_asked_for(target: str, reason: str) -> None:
    error = failure(redirect(target))
    assert error.reason == reason
    assert "hunter2" not in str(error)


class _ToThisComputer(httpcore.SyncBackend):
    """Connects to this computer instead of 8.8.8.8, and to no other address."""

    def __init__(self, connected: list[str]) -> None:
        self._connected = connected

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self._connected.append(host)
        assert host == "8.8.8.8", f"connected to {host}"
        return super().connect_tcp("127.0.0.1", port, timeout, local_address, socket_options)


class Rerouted:
    """A name server and a network in which a public address leads to a server of the tests.

    `names` are the answers of the name server; connections to `8.8.8.8`, and to no other address,
    are made to this computer.
    """

    def __init__(self, **names: Sequence[str]) -> None:
        self.names = {name.replace("_", "."): list(answers) for name, answers in names.items()}
        self.connected: list[str] = []

    def resolve(self, host: str, _port: int) -> Sequence[str]:
        answers = self.names[host]
        return [answers.pop(0) if len(answers) > 1 else answers[0]]

    def fetch(self, url: str) -> Fetched:
        options = ReadOptions(total_seconds=20)
        return Fetcher(
            options, resolver=self.resolve, backend=_ToThisComputer(self.connected)
        ).fetch(url)


def test_a_public_page_is_fetched_through_the_guard() -> None:
    network = Rerouted(ordal_example=["8.8.8.8"])
    with LocalServer({"/fire": answer(PAGE)}) as server:
        assert network.fetch(server.url("/fire", "ordal.example")).data == PAGE
        assert f"host: ordal.example:{server.port}" in server.requests[-1].lower()
    assert set(network.connected) == {"8.8.8.8"}


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/secret",
        "http://localhost.example:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://[::ffff:127.0.0.1]:{port}/secret",
        "http://2130706433:{port}/secret",
        "http://169.254.169.254/latest/meta-data",
    ],
)
def test_a_redirect_to_a_private_address_is_refused(target: str) -> None:
    network = Rerouted(
        ordal_example=["8.8.8.8"],
        localhost_example=["127.0.0.1"],
        **{"127_0_0_1": ["127.0.0.1"], "::1": ["::1"], "::ffff:127_0_0_1": ["::ffff:127.0.0.1"]},
        **{"2130706433": ["127.0.0.1"], "169_254_169_254": ["169.254.169.254"]},
    )
    with LocalServer({"/secret": answer(b"secret")}) as server:
        server.pages["/fire"] = redirect(target.format(port=server.port))
        with pytest.raises(FetchError) as caught:
            network.fetch(server.url("/fire", "ordal.example"))
        assert "/secret" not in server.paths()
    assert caught.value.reason == "private_address"


def test_an_answer_that_changes_between_two_connections_is_checked_again() -> None:
    """The name server says 8.8.8.8 for robots.txt and 127.0.0.1 for the page: no connection."""
    network = Rerouted(ordal_example=["8.8.8.8", "127.0.0.1"])
    with LocalServer({"/fire": answer(PAGE)}) as server:
        with pytest.raises(FetchError) as caught:
            network.fetch(server.url("/fire", "ordal.example"))
        assert server.paths() == ["/robots.txt"]
    assert caught.value.reason == "private_address"
    assert network.connected == ["8.8.8.8"]


def test_a_robots_txt_that_redirects_to_a_private_address_is_refused() -> None:
    network = Rerouted(ordal_example=["8.8.8.8"], inner_example=["10.0.0.1"])
    pages = {"/robots.txt": redirect("http://inner.example/"), "/fire": answer(PAGE)}
    with LocalServer(pages) as server, pytest.raises(FetchError) as caught:
        network.fetch(server.url("/fire", "ordal.example"))
    assert caught.value.reason == "private_address"


def test_proxies_and_passwords_of_the_environment_are_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login reader password hunter2", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", os.fspath(netrc))
    with LocalServer({"/fire": answer(PAGE)}) as server:
        assert fetch(server.url("/fire"), OPTIONS).data == PAGE
        assert "authorization" not in server.requests[-1].lower()


def test_a_host_in_another_alphabet_is_asked_for_by_its_ascii_name() -> None:
    asked = []
    name = "xn--zeitung-rd-lcb.example"

    def resolver(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with LocalServer({"/br%C3%A4nde": answer(PAGE)}) as server:
        fetcher = Fetcher(OPTIONS, resolver=resolver)
        got = fetcher.fetch(f"http://zeitung-örd.example:{server.port}/brände")
        assert f"host: {name}:{server.port}" in server.requests[-1].lower()
    assert got.data == PAGE
    assert set(asked) == {name}


# robots.txt


def robots(text: bytes) -> bytes:
    return answer(text, media="text/plain")


def test_robots_txt_is_obeyed_unless_told_not_to() -> None:
    pages = {
        "/robots.txt": robots(b"User-agent: reportedly\nDisallow: /fire"),
        "/fire": answer(PAGE),
        "/port": answer(PAGE),
    }
    with LocalServer(pages) as server:
        fetcher = Fetcher(OPTIONS)
        with pytest.raises(FetchError, match=r"robots\.txt asks") as caught:
            fetcher.fetch(server.url("/fire"))
        assert caught.value.reason == "robots"
        assert fetcher.fetch(server.url("/port")).data == PAGE
        assert server.paths() == ["/robots.txt", "/port"]
        bold = ReadOptions(allow_private=True, obey_robots=False)
        assert fetch(server.url("/fire"), bold).data == PAGE
        assert server.paths()[-2:] == ["/port", "/fire"]


def test_robots_txt_is_asked_before_a_redirect_is_followed() -> None:
    pages = {"/robots.txt": robots(b"User-agent: *\nDisallow: /fire"), "/1": redirect("/fire")}
    with LocalServer(pages) as server, pytest.raises(FetchError) as caught:
        fetch(server.url("/1"), OPTIONS)
    assert caught.value.reason == "robots"


@pytest.mark.parametrize("status", ["500 Oops", "503 Busy", "429 Too Many"])
def test_a_site_whose_robots_txt_fails_is_left_alone_for_now(status: str) -> None:
    pages = {"/robots.txt": answer(status=status), "/fire": answer(PAGE)}
    with LocalServer(pages) as server, pytest.raises(FetchError, match=status[:3]) as caught:
        fetch(server.url("/fire"), OPTIONS)
    assert caught.value.reason == "robots"


@pytest.mark.parametrize(
    "page",
    [
        answer(status="404 Not Found"),
        answer(status="403 Forbidden"),
        redirect("/robots.txt"),
        answer(b"\xff\xfe\x00\x01" * 50),
        answer(
            b"# a long comment\n" * 40_000 + b"User-agent: *\nDisallow: /"
        ),  # beyond what counts
    ],
)
def test_a_site_without_a_robots_txt_to_read_may_be_fetched(page: bytes) -> None:
    with LocalServer({"/robots.txt": page, "/fire": answer(PAGE)}) as server:
        assert fetch(server.url("/fire"), OPTIONS).data == PAGE


def test_an_endless_robots_txt_is_read_only_so_far() -> None:
    with LocalServer({"/robots.txt": _endless, "/fire": answer(PAGE)}) as server:
        assert fetch(server.url("/fire"), OPTIONS).data == PAGE


def test_a_robots_txt_that_trickles_is_waited_for_once() -> None:
    with LocalServer({"/robots.txt": _trickle(b""), "/fire": answer(PAGE)}) as server:
        fetcher = Fetcher(IMPATIENT)
        for _ in range(2):
            with pytest.raises(FetchError) as caught:
                fetcher.fetch(server.url("/fire"))
            assert caught.value.reason == "timeout"
        assert server.paths() == ["/robots.txt"]


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for ordal.example, signed by itself, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed: no certificate can be made to test with")
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = f"""{openssl} req -x509 -nodes -days 2 -subj /CN=ordal.example
        -newkey ec -pkeyopt ec_paramgen_curve:prime256v1
        -addext subjectAltName=DNS:ordal.example"""
    arguments = [*command.split(), "-out", os.fspath(certificate), "-keyout", os.fspath(key)]
    subprocess.run(arguments, check=True, capture_output=True)
    return certificate, key


def _serving(certificate: tuple[Path, Path], names: list[str]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    return context


def test_tls_goes_by_the_name_though_the_connection_goes_to_the_address(
    certificate: tuple[Path, Path],
) -> None:
    names: list[str] = []
    trusting = ssl.create_default_context(cafile=os.fspath(certificate[0]))
    with LocalServer({"/fire": answer(PAGE)}, tls=_serving(certificate, names)) as server:
        fetcher = Fetcher(OPTIONS, resolver=here, ssl_context=trusting)
        assert fetcher.fetch(server.url("/fire", "ordal.example")).data == PAGE
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(server.url("/fire", "other.example"))
    assert caught.value.reason == "tls"
    assert set(names) == {"ordal.example", "other.example"}


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: tuple[Path, Path]) -> None:
    fetcher = Fetcher(OPTIONS, resolver=here)
    server = LocalServer({"/fire": answer(PAGE)}, tls=_serving(certificate, []))
    with server, pytest.raises(FetchError, match="certificate") as caught:
        fetcher.fetch(server.url("/fire", "ordal.example"))
    assert caught.value.reason == "tls"


def test_a_server_that_speaks_no_tls() -> None:
    options = ReadOptions(connect_seconds=0.2, total_seconds=0.5, allow_private=True)
    with LocalServer({"/fire": answer(PAGE)}) as server, pytest.raises(FetchError) as caught:
        fetch(server.url("/fire").replace("http://", "https://"), options)
    assert caught.value.reason in ("tls", "timeout")
