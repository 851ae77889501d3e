"""Archives of a store that speaks S3: found, fetched and read as if they lay on a disk."""

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import reportedly
from bench import archived
from reportedly.errors import UsageError
from reportedly.verbs.scaling import stores
from reportedly.verbs.scaling.planning import plan
from tests.verbs.storing import Store, store_on_loopback

pytest.importorskip("pyarrow.fs", reason="the extra `parquet` is not installed")

NAMED = "CC-NEWS-20240501-1.warc.gz", "CC-NEWS-20240502-2.warc.gz", "lines.jsonl.gz"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two archives of invented pages."""
    folder = tmp_path_factory.mktemp("news")
    invented = list(archived.pages(4))
    archived.write_warc(folder / NAMED[0], invented[:2])
    archived.write_warc(folder / NAMED[1], invented[2:])
    return folder


@pytest.fixture
def store(news: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The archives in a bucket, in a folder a month, beside a list of them."""
    objects = {
        f"news/2024/05/{NAMED[0]}": (news / NAMED[0]).read_bytes(),
        f"news/2024/06/{NAMED[1]}": (news / NAMED[1]).read_bytes(),
        "news/2024/05/warc.paths": b"a list\n",
        "news/readme.txt": b"what this is\n",
    }
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL_S3", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    with store_on_loopback({"gazette": objects, "private": {}}) as opened:
        opened.closed.add("private")
        monkeypatch.setenv("AWS_ENDPOINT_URL", opened.address)
        monkeypatch.setenv("AWS_REGION", "us-east-1")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "orla")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        monkeypatch.setattr(stores, "_ATTEMPTS", 1)
        stores._store.cache_clear()
        yield opened
        stores._store.cache_clear()


def found(target: str) -> list[str]:
    return sorted(archive.name for archive in plan([target]))


@pytest.mark.parametrize(
    ("target", "names"),
    [
        (f"s3://gazette/news/2024/05/{NAMED[0]}", [NAMED[0]]),
        ("s3://gazette/news/2024/05/*.warc.gz", [NAMED[0]]),
        ("s3://gazette/news/*/*/*.warc.gz", [*NAMED[:2]]),
        ("s3://gazette/news/2024/0[67]/*", [NAMED[1]]),
        ("s3://gazette/**/*-2.warc.gz", [NAMED[1]]),
        ("s3://gazette/news", [*NAMED[:2]]),
        ("s3://gazette", [*NAMED[:2]]),
    ],
)
def test_an_address_stands_for_an_archive_a_folder_or_what_fits_a_pattern(
    store: Store, target: str, names: list[str]
) -> None:
    assert found(target) == names


def test_what_is_read_has_the_bytes_of_what_is_read_from_a_disk(
    store: Store, news: Path, tmp_path: Path
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    reportedly.scale(news, here)
    done = reportedly.scale("s3://gazette/news/**/*.warc.gz", there)
    assert (done.done, done.read, done.failed) == (2, 4, 0)
    assert all(store.signed)

    def written(folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    assert written(there) == written(here)
    assert reportedly.scale(news, there).unchanged == 2


def test_without_keys_the_requests_of_a_public_bucket_are_not_signed(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert found("s3://gazette/news/2024/05/*") == [NAMED[0]]
    assert not any(store.signed)


def test_documents_are_unpacked_as_their_names_say(store: Store, tmp_path: Path) -> None:
    lines = archived.lines(list(archived.pages(2)))
    store.buckets["gazette"][f"more/{NAMED[2]}"] = gzip.compress(lines)
    done = reportedly.scale(f"s3://gazette/more/{NAMED[2]}", tmp_path / "out")
    assert (done.done, done.read) == (1, 2)


def test_a_listing_of_several_pages_is_gone_through(store: Store) -> None:
    data = b"WARC/1.0\r\n"
    store.buckets["many"] = {f"n/{number:04}.warc": data for number in range(1_100)}
    assert len(list(stores.listed("s3://many/n/*.warc"))) == 1_100


class TestWhatIsRefused:
    def test_a_pattern_that_stands_for_nothing(self, store: Store) -> None:
        with pytest.raises(UsageError, match="stands for no archive"):
            plan(["s3://gazette/news/2031/*.warc.gz"])

    def test_a_bucket_that_may_not_be_read(self, store: Store) -> None:
        with pytest.raises(UsageError, match="may not be read: set AWS_ACCESS_KEY_ID"):
            plan(["s3://private/*.warc.gz"])

    def test_a_bucket_that_there_is_not(self, store: Store) -> None:
        with pytest.raises(UsageError, match=r"no such bucket|stands for no archive"):
            plan(["s3://nowhere/*.warc.gz"])

    def test_a_store_that_cannot_be_reached(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        with pytest.raises(UsageError, match="cannot be reached"):
            plan(["s3://gazette/*.warc.gz"])

    @pytest.mark.parametrize("target", ["s3://", "s3://*/a.warc", "s3://orla:word@gazette/a.warc"])
    def test_an_address_of_no_one_bucket(self, store: Store, target: str) -> None:
        with pytest.raises(UsageError, match="the name of one bucket") as refused:
            plan([target])
        assert "word" not in str(refused.value)
        assert not store.asked

    def test_more_names_than_are_gone_through(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(stores, "MOST_LISTED", 3)
        with pytest.raises(UsageError, match="more than 3 names"):
            plan(["s3://gazette/**/*.warc.gz"])

    def test_an_archive_that_grew_since_it_was_found(self, store: Store) -> None:
        (archive,) = plan([f"s3://gazette/news/2024/05/{NAMED[0]}"])
        store.buckets["gazette"][f"news/2024/05/{NAMED[0]}"] += b"more"
        with (
            pytest.raises(UsageError, match="has others now"),
            stores.fetched(archive.location, archive.size),
        ):
            pass

    def test_no_room_for_it(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        def full() -> Any:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(tempfile, "TemporaryFile", full)
        with (
            pytest.raises(UsageError, match=r"No space left on device.*TMPDIR"),
            stores.fetched("s3://gazette/news/readme.txt", 13),
        ):
            pass
