"""A ledger that is reviewed in a browser, for tests of the pages that change it."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi.testclient import TestClient
from httpx import Response

from reportedly import verbs
from reportedly.ledger import Ledger
from reportedly.web.application import application
from reportedly.web.settings import Settings
from tests.web.conftest import PATIENCE, SAME_SITE, form_word

REVIEWED = Settings(token="right", review=True)


@contextmanager
def copied(ledger_path: Path, folder: Path) -> Iterator[Ledger]:
    """A copy of a ledger, opened for writing."""
    path = folder / "reviewed.db"
    with verbs.open(ledger_path) as ledger:  # what still stands beside the file is put into it
        ledger.counts()
    shutil.copy(ledger_path, path)
    with verbs.open(path) as ledger:
        yield ledger


def sent(client: TestClient, address: str, files: Any = None, **said: Any) -> Response:
    """The answer to a form that stands on a page of the server."""
    data = {"csrf": form_word(client), **said}
    answer: Response = client.post(address, data=data, files=files, headers=SAME_SITE)
    return answer


@contextmanager
def reviewed_at(ledger: Ledger) -> Iterator[str]:
    """The address of a server where a ledger is reviewed."""
    config = uvicorn.Config(
        application(ledger, REVIEWED, patience=PATIENCE), port=0, log_level="error", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    assert thread.is_alive()
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=60)
