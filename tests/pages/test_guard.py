"""Which addresses are of the public internet, and that no other is ever connected to."""

import ipaddress
import socket
import time
from collections.abc import Iterable, Sequence

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import FetchError
from reportedly.pages import guard
from reportedly.pages.guard import Deadline, GuardedBackend

PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:4700::6810:84e5", "64:ff9b::808:808", "::ffff:8.8.8.8"]
NOT_PUBLIC = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",  # where clouds answer questions about a machine's secrets
    "168.63.129.16",
    "100.64.0.1",
    "100.127.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "192.88.99.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
    "2002:7f00:1::",
    "2002:808:808::1",
    "2001:0:808:808::1",
    "2001:db8::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "100::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_fetched_from(address: str) -> None:
    assert guard.refusal(address) is None


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_all_others_may_not(address: str) -> None:
    assert guard.refusal(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_alike_however_it_is_wrapped(address: ipaddress.IPv4Address) -> None:
    plain = guard.refusal(str(address))
    assert guard.refusal(f"::ffff:{address}") == plain
    assert guard.refusal(str(ipaddress.ip_address("64:ff9b::") + int(address))) == plain


class RecordingBackend(httpcore.NetworkBackend):
    """Notes where it is asked to connect to, and cannot be reached unless told what to do."""

    def __init__(self, unreachable: Iterable[str] = ()) -> None:
        self.unreachable = set(unreachable)
        self.connected: list[tuple[str, int]] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.connected.append((host, port))
        if host in self.unreachable:
            raise httpcore.ConnectError(f"{host} is unreachable")
        return httpcore.MockStream([])


def connect(
    answers: Sequence[str], *, allow_private: bool = False, unreachable: Iterable[str] = ()
) -> list[tuple[str, int]]:
    """Connect to a host that is at the given addresses; returns where connections went."""
    inner = RecordingBackend(unreachable)
    backend = GuardedBackend(
        Deadline(5), allow_private=allow_private, resolver=lambda _host, _port: answers, inner=inner
    )
    try:
        backend.connect_tcp("ordal.example", 80, 1)
    finally:
        assert set(inner.connected) <= {(answer, 80) for answer in answers}
    return inner.connected


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    assert connect(["8.8.8.8"]) == [("8.8.8.8", 80)]


def test_a_second_answer_of_the_name_server_changes_nothing() -> None:
    answers = iter([["8.8.8.8"], ["127.0.0.1"], ["127.0.0.1"]])
    inner = RecordingBackend()
    backend = GuardedBackend(Deadline(5), resolver=lambda _host, _port: next(answers), inner=inner)
    backend.connect_tcp("ordal.example", 80, 1)
    assert inner.connected == [("8.8.8.8", 80)]
    with pytest.raises(FetchError) as caught:  # the second connection is checked like the first
        backend.connect_tcp("ordal.example", 80, 1)
    assert caught.value.reason == "private_address"
    assert inner.connected == [("8.8.8.8", 80)]


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1", "8.8.8.8"]])
def test_a_host_with_any_address_that_is_not_public_is_refused(answers: list[str]) -> None:
    with pytest.raises(FetchError, match="only public addresses") as caught:
        connect(answers)
    assert caught.value.reason == "private_address"


def test_private_addresses_are_connected_to_where_that_is_allowed() -> None:
    assert connect(["127.0.0.1"], allow_private=True) == [("127.0.0.1", 80)]


def test_the_next_address_is_tried_but_not_all_of_a_long_list() -> None:
    hosts = [f"8.8.8.{number}" for number in range(1, 100)]
    assert connect(hosts, unreachable=hosts[:2]) == [(host, 80) for host in hosts[:3]]
    with pytest.raises(httpcore.ConnectError):
        connect(hosts[:2], unreachable=hosts)
    with pytest.raises(httpcore.ConnectError):
        connect(hosts, unreachable=hosts)


def _not_found(_host: str, _port: int) -> Sequence[str]:
    raise socket.gaierror(-2, "Name or service not known")


def _no_host_name(host: str, _port: int) -> Sequence[str]:
    return [("x" * 70 + host).encode("idna").decode()]


@pytest.mark.parametrize("resolver", [_not_found, _no_host_name, lambda _host, _port: []])
def test_a_host_that_is_not_found_says_so(resolver: guard.Resolver) -> None:
    backend = GuardedBackend(Deadline(5), resolver=resolver, inner=RecordingBackend())
    with pytest.raises(FetchError, match=r"ordal\.example") as caught:
        backend.connect_tcp("ordal.example", 80, 1)
    assert caught.value.reason == "unresolved"


def test_a_name_server_that_never_answers_is_not_waited_for() -> None:
    def never(_host: str, _port: int) -> Sequence[str]:
        time.sleep(3)
        return ["8.8.8.8"]

    backend = GuardedBackend(Deadline(0.05), resolver=never, inner=RecordingBackend())
    with pytest.raises(httpcore.TimeoutException):
        backend.connect_tcp("ordal.example", 80, 10)


def test_numbers_in_disguise_are_resolved_before_they_are_checked() -> None:
    for host in ("2130706433", "0x7f.1", "017700000001", "127.1"):
        try:
            addresses = guard.resolve(host, 80)
        except OSError:
            continue  # this system does not read numbers so
        assert all(guard.refusal(address) for address in addresses)


def test_after_the_deadline_nothing_is_waited_for() -> None:
    deadline = Deadline(100)
    assert deadline.within(3) == 3
    assert 99 < deadline.within(None) <= 100
    assert deadline.within(1000) <= 100
    with pytest.raises(httpcore.ReadTimeout):
        Deadline(-1).within(3)
