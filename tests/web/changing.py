"""Forms that change a ledger, for tests of what they do."""

from typing import Any

from fastapi.testclient import TestClient
from httpx import Response

from tests.web.conftest import SAME_SITE, form_word


def sent(client: TestClient, address: str, files: Any = None, **said: Any) -> Response:
    """The answer to a form that stands on a page of the server."""
    data = {"csrf": form_word(client), **said}
    answer: Response = client.post(address, data=data, files=files, headers=SAME_SITE)
    return answer
