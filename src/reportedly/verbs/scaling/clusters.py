"""The same work by the workers of a cluster, through Ray, which is an extra.

All workers have to see the archives and the folder by the same paths: a shared file system. A worker that
is lost is replaced, and its archive begun again; what it had half written never took its name.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from reportedly.errors import ReportedlyError, UsageError
from reportedly.verbs.scaling.planning import Archive
from reportedly.verbs.scaling.running import ATTEMPTS, Doing, Done
from reportedly.verbs.scaling.units import Tell
from reportedly.verbs.working import check_jobs

ENDED = (
    "the tasks of Ray are refused: see that every machine has this version of reportedly and sees "
    "the folders by the same paths"
)

_OBJECTS = 100_000_000
"""Bytes for what tasks give back on this machine, which are checkpoints; Ray's own choice is a third of
the memory."""


class OnRay:
    """Does the work on Ray: on the cluster that `RAY_ADDRESS` names, else on one of this machine.

    Args:
        jobs: archives at a time, of which each takes a core.

    Raises:
        UsageError: fewer than one, or Ray is not installed.
    """

    def __init__(self, jobs: int) -> None:
        check_jobs(jobs)
        try:
            self._ray: Any = import_module("ray")
        except ImportError as error:
            raise UsageError(
                "--workers ray needs Ray, which is not installed; run: pip install 'reportedly[ray]'"
            ) from error
        self.jobs = jobs

    def run(self, work: Doing, archives: Sequence[Archive], tell: Tell) -> Iterator[Done]:
        """The archives by tasks of Ray, in the order in which they are done."""
        ray = self._ray
        begun = not ray.is_initialized()
        if begun:
            self._begin()
        try:
            yield from self._done(work, archives, tell)
        finally:
            if begun:
                ray.shutdown()

    def _begin(self) -> None:
        import os

        quiet = {"log_to_driver": False, "logging_level": "ERROR"}
        if os.environ.get("RAY_ADDRESS"):
            self._ray.init(**quiet)
            return
        # Ray tells its makers how it is used unless it is asked not to.
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        self._ray.init(
            num_cpus=self.jobs,
            include_dashboard=False,
            object_store_memory=_OBJECTS,
            **quiet,
        )

    def _done(self, work: Doing, archives: Sequence[Archive], tell: Tell) -> Iterator[Done]:
        ray = self._ray
        task = ray.remote(num_cpus=1, max_retries=ATTEMPTS - 1)(_do)
        waiting = list(reversed(archives))
        running: dict[Any, Archive] = {}
        while waiting or running:
            while waiting and len(running) < self.jobs:
                archive = waiting.pop()
                running[task.remote(work, archive)] = archive
            (ready, *_), _ = ray.wait(list(running), num_returns=1)
            archive = running.pop(ready)
            try:
                said = ray.get(ready)
            except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError):
                yield archive, None
                continue
            except ray.exceptions.RayError as error:
                raise UsageError(f"{ENDED} ({error})") from error
            if isinstance(said, str):
                raise UsageError(said)
            tell(said.counts.pages, archive.size)
            yield archive, said


def _do(work: Doing, archive: Archive) -> Any:
    """One archive; what refuses it is a value, so that it is not tried again."""
    try:
        return work(archive, lambda _pages, _size: None)
    except ReportedlyError as error:
        return str(error)
