"""Where the pages are served, and to whom."""

from dataclasses import dataclass
from ipaddress import ip_address

from reportedly.errors import UsageError

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PORT = 8321


@dataclass(frozen=True)
class Settings:
    """Where the pages are served, and to whom.

    Attributes:
        host: the address or name that is listened on.
        port: 0 for any that is free.
        token: what the first request must bring; None: nothing is asked.
        names: names by which the server may be called, beside the address itself.
        review: whether the ledger may be changed; that always needs a token.

    Raises:
        UsageError: a port that is none, or no token although others than this machine are let in, or
            the ledger may be changed.
    """

    host: str = "127.0.0.1"
    port: int = PORT
    token: str | None = None
    names: tuple[str, ...] = ()
    review: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise UsageError(f"--port {self.port} is not a port; give 0 to 65535")
        if not self.is_only_here(self.host) and not self.token:
            raise UsageError(f"--host {self.host} lets other machines in: that needs a token")
        if self.review and not self.token:
            raise UsageError("--review lets the ledger be changed: that needs a token")

    @staticmethod
    def is_only_here(host: str) -> bool:
        """Whether an address is heard by nobody but this machine."""
        if host.lower() in LOOPBACK:
            return True
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def is_wildcard(self) -> bool:
        """Whether all addresses of the machine are listened on."""
        return self.host in ("0.0.0.0", "::", "")  # noqa: S104 (compared, not bound)

    @property
    def allowed(self) -> frozenset[str]:
        """The names that a request may call the server by, in lower case."""
        return frozenset({name.lower() for name in (*LOOPBACK, self.host, *self.names) if name})
