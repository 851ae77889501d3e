"""Pictures of every view, light, dark and as on a phone, of a ledger of the example pages.

Run `python -m tests.web.screenshots --output FOLDER`; the tests of the browser take them too.
"""

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from reportedly import verbs
from reportedly.ledger import Ledger
from reportedly.web.application import application

LOOKS: dict[str, Any] = {
    "light": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 375, "height": 800}, "color_scheme": "light"},
}
"""How a view is looked at, by the name of the look."""

TALLEST = 2_400
"""Pixels of the tallest picture: what is further down looks like what is above it."""


@contextmanager
def served(ledger: Ledger, patience: float) -> Iterator[str]:
    """The address of a server that shows a ledger, as long as it is wanted."""
    with running(application(ledger, patience=patience)) as address:
        yield address


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """The address of an application, as long as it is wanted."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    assert thread.is_alive()
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=30)


def take(page: Any, folder: Path, name: str) -> Path:
    """A picture of what a page of the browser shows, from its top."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    size = page.viewport_size
    tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    clip = {"x": 0, "y": 0, "width": size["width"], "height": max(tall, size["height"])}
    page.screenshot(path=path, clip=clip, full_page=True, animations="disabled", caret="hide")
    return path


def take_all(browser: Any, site: str, places: Mapping[str, str], folder: Path) -> list[Path]:
    """Pictures of all views in all looks, as `FOLDER/VIEW-LOOK.png`, and of some on paper."""
    taken = []
    for look, options in LOOKS.items():
        with browser.new_context(**options, reduced_motion="reduce") as context:
            page = context.new_page()
            page.set_default_timeout(120_000)
            for view, address in places.items():
                page.goto(site + address)
                taken.append(take(page, folder, f"{view}-{look}"))
            if look == "light":
                page.emulate_media(media="print")
                for view in ("series", "claim", "story"):
                    page.goto(site + places[view])
                    taken.append(take(page, folder, f"{view}-print"))
    return taken


def main() -> None:
    """Read the example pages, and take pictures of every view of their ledger."""
    from playwright.sync_api import sync_playwright

    from tests.web.conftest import PATIENCE, chromium, client_of, places_of

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, required=True, help="folder of the pictures")
    parser.add_argument("--ledger", type=Path, help="another ledger than that of the examples")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as beside:
        path = asked.ledger or Path(beside) / "examples.db"
        if asked.ledger is None:
            # Pages show where they were read: from a place that is the same on every machine.
            with verbs.open(path) as ledger, chdir(Path(__file__).parents[2]):
                verbs.read("examples", ledger)
        with verbs.open(path, read_only=True) as ledger, served(ledger, PATIENCE) as site:
            places = places_of(client_of(ledger))
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
                taken = take_all(browser, site, places, asked.output)
                browser.close()
    sys.stdout.write(f"{len(taken)} pictures in {asked.output}\n")


if __name__ == "__main__":
    main()
