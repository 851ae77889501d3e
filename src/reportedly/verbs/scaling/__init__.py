"""`scale`: archives by the thousand into Parquet, by many processes or a cluster, each exactly once."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from reportedly.errors import UsageError
from reportedly.pages import ReadOptions
from reportedly.publishing import parquet
from reportedly.records import ScaleSummary
from reportedly.verbs.scaling.folder import Checkpoint, Counts, Folder, program_version, total
from reportedly.verbs.scaling.planning import Archive, plan
from reportedly.verbs.scaling.running import Here, Processes, Runner
from reportedly.verbs.scaling.units import Work

Workers = Literal["processes", "ray"]

Progress = Callable[[int, int, int], None]
"""Called with pages and bytes gone through since the last call, and the bytes of all that is to do."""


def scale(
    archives: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    jobs: int = 1,
    workers: Workers = "processes",
    options: ReadOptions | None = None,
    report: Progress | None = None,
) -> ScaleSummary:
    """Read archives into a folder of Parquet: claims, pages, failures, and which pages are copies.

    Each archive is read exactly once: its parts take their names when they are whole, a checkpoint
    last, so that a run that was killed goes on where it was when it is called again, and the folder
    has the same bytes as that of an unbroken run, by any number of workers.

    Args:
        archives: files, folders or patterns such as `news/*.warc.gz`.
        out: the folder to write; one that an earlier run began, or a new one.
        jobs: how many workers. More than one start the program again, so that a script of yours
            needs its `if __name__ == "__main__":`.
        workers: `processes` of this machine, or those of a cluster by `ray`.
        options: limits of reading a page.
        report: told of the progress.

    Raises:
        UsageError: pyarrow is not installed, nothing is named to read, or the folder is another's or
            cannot be written.
        InputError: an archive cannot be opened.
    """
    from reportedly.verbs.scaling.copying import find_copies

    parquet.check_installed()
    given = [archives] if isinstance(archives, str | Path) else list(archives)
    planned = plan(given)
    folder = Folder(Path(out))
    runner = _runner(jobs, workers)
    folder.begin(program_version())
    with folder.alone():
        todo = [one for one in planned if folder.checkpoint(one.id) is None]
        done, crashed = _run(runner, Work(folder.path, options or ReadOptions()), todo, report)
        copies = find_copies(folder)
    counts = total(one.counts for one in done.values())
    return ScaleSummary(
        archives=len(planned),
        done=len(done),
        unchanged=len(planned) - len(todo),
        crashed=tuple(one.name for one in crashed),
        copies=copies,
        **counts.model_dump(),
    )


def _runner(jobs: int, workers: Workers) -> Runner:
    if workers == "ray":
        from reportedly.verbs.scaling.clusters import OnRay

        return OnRay(jobs)
    if workers != "processes":
        raise UsageError(f"--workers {workers!r} is unknown: they are processes and ray")
    return Here() if jobs == 1 else Processes(jobs)


def _run(
    runner: Runner, work: Work, todo: list[Archive], report: Progress | None
) -> tuple[dict[str, Checkpoint], list[Archive]]:
    size = sum(archive.size for archive in todo)

    def tell(pages: int, gone_through: int) -> None:
        if report is not None:
            report(pages, gone_through, size)

    done: dict[str, Checkpoint] = {}
    crashed: list[Archive] = []
    if todo:
        for archive, checkpoint in runner.run(work, todo, tell):
            if checkpoint is None:
                crashed.append(archive)
            else:
                done[archive.id] = checkpoint
    return done, sorted(crashed, key=lambda archive: archive.id)


def totals(folder: Folder) -> Counts:
    """What a folder holds, over all archives that are done."""
    return total(one.counts for one in folder.checkpoints())
