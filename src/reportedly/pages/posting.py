"""Sending JSON to an address that the user names, through the same guard as everything that is fetched."""

from reportedly.errors import FetchError
from reportedly.pages.fetching import Asking, Fetcher, check_status

_JSON = {"Content-Type": "application/json", "Accept": "*/*"}


def post(fetcher: Fetcher, address: str, body: bytes) -> None:
    """Send JSON by POST. What is answered is not read; redirects are not followed.

    Args:
        fetcher: through whose guard, and under whose time-outs.
        address: where to.
        body: JSON in UTF-8.

    Raises:
        StatusError: the server does not take it; `capture` has its headers.
        FetchError: as `Fetcher.fetch`; `redirects` where it points elsewhere.
    """
    asking = Asking(headers=_JSON, body=body, obey_robots=False, follow=False)
    with fetcher.answer(address, asking) as response:
        if 200 <= response.status_code < 300:
            return
        if 300 <= response.status_code < 400:
            message = f"the server answers {response.status_code} and points elsewhere: give the \
address that takes what is sent"
            raise FetchError(message, "redirects")
        check_status(response)
