"""What a caller may decide about reading pages: one value, built at the edge, passed down whole."""

from dataclasses import dataclass, field, fields

from reportedly.errors import UsageError

PROJECT_URL = "https://reportedly.readthedocs.io"
ROBOT_NAME = "reportedly"
"""The name that a site's robots.txt may address us by."""


def user_agent() -> str:
    """The user agent by which sites know the program: name, version, where to read about it."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  (slow to import)

    try:
        number = version("reportedly")
    except PackageNotFoundError:  # run from a source tree that was never installed
        number = "0"
    return f"{ROBOT_NAME}/{number} (+{PROJECT_URL})"


@dataclass(frozen=True)
class ReadOptions:
    """How far reading may go: sizes in bytes, times in seconds.

    Attributes:
        max_bytes: largest page, after decompression.
        connect_seconds: longest wait for a connection to one address.
        silence_seconds: longest wait for the next bytes of an answer.
        total_seconds: longest time for one page, from looking its host up to the last byte,
            redirects included. A server that sends a byte a minute ends here.
        redirects: how many redirects are followed.
        allow_private: whether private, loopback and other addresses that are not of the public
            internet may be fetched from.
        obey_robots: whether a site's robots.txt is asked first, and obeyed.
        user_agent: the name that is sent with every request.
        worker_cpu_seconds: processor time that parsing one page may take.
        worker_seconds: time by the clock that parsing one page may take. A wide margin over
            `worker_cpu_seconds`, so that a busy machine does not change what is read.
        worker_bytes: memory that parsing one page may take, beyond what the parser itself needs.
    """

    max_bytes: int = 10_000_000
    connect_seconds: float = 10.0
    silence_seconds: float = 20.0
    total_seconds: float = 60.0
    redirects: int = 5
    allow_private: bool = False
    obey_robots: bool = True
    user_agent: str = field(default_factory=user_agent)
    worker_cpu_seconds: float = 30.0
    worker_seconds: float = 120.0
    worker_bytes: int = 1_000_000_000

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, bool) or not isinstance(value, int | float):
                continue
            least = 0 if item.name == "redirects" else 1e-3
            if not least <= value < float("inf"):
                raise UsageError(f"{item.name} is {value}: give a positive number")
        if not self.user_agent.isascii() or not self.user_agent.isprintable():
            raise UsageError(f"user_agent is {self.user_agent!r}: give printable ASCII")
