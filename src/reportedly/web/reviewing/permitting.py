"""Who may change the ledger in a browser: the one dependency of every route that does.

A change needs all of these, and each is looked at again here although the guard has seen some of them:
the server was started to review, the browser has the cookie that the token was exchanged for, the form
stood on a page of this very server, it brings the word of its session, and somebody has given a name.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, unquote, urlsplit

from fastapi import Depends, Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from reportedly.errors import UsageError
from reportedly.web.reviewing.sessions import Sessions
from reportedly.web.settings import Settings

LONGEST_NAME = 80
"""Characters of the longest name of a reviewer."""

LONGEST_ADDRESS = 2_000
FIELD, HEADER = "csrf", "x-csrf-token"
"""Where the word of the session comes: in a field of a form, or in a header from a script."""


class NotPermittedError(UsageError):
    """Somebody may not change the ledger, or not from there."""


class NamelessError(UsageError):
    """Nobody has said who reviews."""


@dataclass(frozen=True)
class Permit:
    """What a page needs to show forms that change the ledger; pages get None where nobody may.

    Attributes:
        csrf: the word of the session, for the hidden field of each form.
        reviewer: who reviews; empty where nobody has said so yet.
        here: address of the page, to come back to.
    """

    csrf: str
    reviewer: str
    here: str


def permit_of(request: Request) -> Permit | None:
    """What the templates need to show forms; None where the server was not started to review."""
    sessions, session = _session(request)
    if sessions is None or not session:
        return None
    query = request.url.query
    here = f"{request.url.path}?{query}" if query else request.url.path
    return Permit(sessions.form_word(session), reviewer_of(request), local(here))


OFFERED: ContextVar[Permit | None] = ContextVar("permit", default=None)
"""The permit of the request that is answered: every page offers review where it may be done."""


async def offer(request: Request) -> None:
    """Let the pages of this request show forms, where they may."""
    OFFERED.set(permit_of(request))


async def permitted(request: Request) -> str:
    """The reviewer's name, where this request may change the ledger.

    Raises:
        NotPermittedError: it may not; answered with status 403.
        NamelessError: nobody has said who reviews; answered by asking.
    """
    await known(request)
    name = reviewer_of(request)
    if not name:
        raise NamelessError("a review is somebody's: give your name first")
    return name


async def known(request: Request) -> None:
    """The same for somebody who has no name yet.

    Raises:
        NotPermittedError: this request may change nothing.
    """
    sessions, session = _session(request)
    if sessions is None:
        raise NotPermittedError(
            "this ledger is shown to be read; start the server with --review to change it"
        )
    if not session:
        raise NotPermittedError("open the address with the token first")
    foreign = from_elsewhere(request.headers)
    if foreign:
        raise NotPermittedError(foreign)
    shown = request.headers.get(HEADER)
    if shown is None:
        shown = await _form_word(request)
    if not sessions.is_form_word(session, shown):
        raise NotPermittedError(
            "this form was not given out in this session; open the page again and repeat it there"
        )


PermitOf = Annotated[Permit | None, Depends(permit_of)]
Reviewer = Annotated[str, Depends(permitted)]
Known = Annotated[None, Depends(known)]


def from_elsewhere(headers: Headers) -> str | None:
    """Why a request does not come from a page of this server; None where it does.

    Browsers say where a form stood by `Sec-Fetch-Site` (W3C Fetch Metadata) and `Origin` (RFC 6454).
    One of them must be there, and neither may name another place. An origin is `null` also where pages
    tell nobody where they are, so that it counts for nothing unless the other header vouches for it.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site != "same-origin":
        return "the form stands on a page of another site"
    if origin is None or (origin == "null" and site is not None):
        return None if site is not None else "the request does not say from which page it comes"
    try:
        parts = urlsplit(origin)
    except ValueError:
        return "the form stands on a page of another site"
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != _host(headers):
        return "the form stands on a page of another site"
    return None


def name_cookie(settings: Settings) -> str:
    """The cookie that keeps the reviewer's name."""
    return f"reportedly_reviewer_{settings.port}"


def reviewer_of(request: Request) -> str:
    """The name that the reviewer gave in this browser; empty where there is none."""
    settings: Settings = request.app.state.settings
    kept = request.cookies.get(name_cookie(settings), "")
    if len(kept) > LONGEST_NAME * 12:
        return ""
    try:
        return checked_name(unquote(kept, errors="strict"))
    except (UsageError, UnicodeDecodeError):
        return ""


def checked_name(name: str) -> str:
    """A name that can be kept and shown in a line.

    Raises:
        UsageError: it is empty, too long, or has characters that are not seen.
    """
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(
            f"write the name in a line, without control characters, in {LONGEST_NAME} characters at most"
        )
    if not name.strip():
        raise UsageError("a review needs the name of the reviewer")
    return " ".join(name.split())


def as_cookie(name: str) -> str:
    """A name as the value of a cookie."""
    return quote(name, safe="")


def local(address: str) -> str:
    """An address of this server to go on to; the first page where it leads elsewhere, or is none."""
    bad = not address.startswith("/") or address.startswith("//") or "\\" in address
    if bad or len(address) > LONGEST_ADDRESS or not address.isprintable():
        return "/"
    return address


def _host(headers: Headers) -> str:
    return headers.get("host", "").lower()


def _session(request: Request) -> tuple[Sessions | None, str]:
    """The sessions of a server that reviews, and that of a request."""
    sessions: Sessions | None = request.app.state.sessions
    session = getattr(request.state, "session", "")
    return sessions, session


async def _form_word(request: Request) -> str:
    try:
        form = await request.form(max_fields=200, max_files=50)
    except HTTPException:
        return ""
    given = form.get(FIELD)
    return given if isinstance(given, str) else ""
