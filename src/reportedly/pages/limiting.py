"""Limits that a process sets for itself before it looks at bytes that it does not trust."""

import math
import re
import resource
from contextlib import suppress
from pathlib import Path

_MARGIN = 64_000_000  # above the largest piece that the HTML parser asks for at once


def limit(memory_bytes: int, *, files: int = 64) -> int | None:
    """Set the limits that hold for the process's whole life, as far as the system knows them.

    Args:
        memory_bytes: memory that may be taken beyond what the process has by now.
        files: how many files may be open at a time.

    Returns:
        The address space in bytes above which a result is not believed, where the system tells how
        much there is. The HTML parser does not say that memory failed it: it goes on with half a
        page.
    """
    most = most_memory()
    limits = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, files),
    ]
    if most is not None:
        limits.append((resource.RLIMIT_AS, most + memory_bytes))
    for one, value in limits:
        with suppress(ValueError, OSError):  # macOS does not know all of them
            resource.setrlimit(one, (value, value))
    return None if most is None else most + memory_bytes - min(_MARGIN, memory_bytes // 4)


def may_write() -> bool:
    """Whether this process may still write files: `limit` forbids it."""
    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0


def most_memory() -> int | None:
    """The most address space that the process has had, in bytes; None where nobody tells."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    found = re.search(r"^VmPeak:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else None


def limit_time(cpu_seconds: float) -> None:
    """Let the system end the process once what it now begins has taken its processor time."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    end = math.ceil(usage.ru_utime + usage.ru_stime + cpu_seconds)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (end, resource.RLIM_INFINITY))
