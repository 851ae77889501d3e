"""The same archives by a local Ray of two workers, one of which is killed: the same bytes."""

import importlib.util
import os
import sys
import threading
from pathlib import Path

import pytest

import reportedly
from bench import archived
from reportedly.errors import UsageError
from reportedly.verbs.scaling.clusters import OnRay
from tests.verbs.dying import kill_one

pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")


def test_without_ray_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"reportedly\[ray\]"):
        OnRay(2)


@pytest.fixture
def ray_is_here() -> None:
    """CI installs Ray; elsewhere what needs it may be passed over."""
    if importlib.util.find_spec("ray") is None:
        reason = "the extra `ray` is not installed"
        if os.environ.get("REPORTEDLY_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.mark.usefixtures("ray_is_here")
def test_two_workers_of_which_one_is_killed_write_the_bytes_of_one_process(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    invented = list(archived.pages(6))
    for number in range(3):
        some = invented[2 * number : 2 * number + 2]
        archived.write_warc(news / f"CC-NEWS-{number}.warc.gz", some)
    alone, out = tmp_path / "alone", tmp_path / "parquet"
    reportedly.scale(news, alone)
    killed: list[int] = []
    threading.Thread(target=kill_one, args=(out, killed), daemon=True).start()
    done = reportedly.scale(news, out, jobs=2, workers="ray")
    assert killed
    assert (done.done, done.crashed) == (3, ())

    def written(folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    assert written(out) == written(alone)
