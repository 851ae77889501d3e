"""What stands before every view: who may ask, by which name, and what a browser may do with the answer.

- A request must call the server by a name that is allowed: a page of a stranger that has its own name
  point at this machine (DNS rebinding) gets nothing.
- Where a token is asked for, it comes once, in the address that was printed at the start; the answer
  keeps it in a cookie of this site alone and sends the browser on to the same address without it.
- Where the ledger may be changed, what changes it must come from a page of this server itself, and is
  bounded in size and time, before anything looks at it (`reviewing.permitting` asks for more).
- Answers may load nothing from elsewhere, run no inline script, be shown in no frame of others, and
  tell no site that is followed from them where it was.
"""

from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.web.reviewing.bodies import TooLargeError, TooSlowError, read_whole
from reportedly.web.reviewing.permitting import from_elsewhere
from reportedly.web.reviewing.sessions import Sessions
from reportedly.web.settings import Settings

LONGEST_QUERY = 8_000
"""Characters of the longest query: each parameter has a limit of its own."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""Methods that change nothing (RFC 9110, 9.2.1)."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """The outermost layer of the application.

    Args:
        inner: the application.
        settings: who is let in.
    """

    def __init__(self, inner: ASGIApp, settings: Settings) -> None:
        self._inner = inner
        self._settings = settings
        self._cookie = f"reportedly_{settings.port}"
        self._sessions = Sessions(settings.token) if settings.token else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application do it."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None and scope["method"] not in SAFE:
            try:
                receive = await read_whole(Headers(scope=scope), scope["path"], receive)
            except TooLargeError as error:
                refusal = _said(f"That is too large: {error}.", 413)
            except TooSlowError as error:
                refusal = _said(f"That was given up: {error}.", 408)
        await (refusal or self._inner)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._is_called_rightly(headers.getlist("host"), scope):
            return _said(
                "This server does not answer to that name. Open it by the address that it printed "
                "when it was started, or start it with --name for another.",
                421,
            )
        if len(scope.get("query_string", b"")) > LONGEST_QUERY:
            return _said("That address is too long: shorten what is asked.", 414)
        return self._without_token(scope, headers) or self._not_to_change(scope, headers)

    def _not_to_change(self, scope: Scope, headers: Headers) -> Response | None:
        """What is answered to somebody who may change nothing; None where they may, or do not try."""
        if scope["method"] in SAFE:
            return None
        if not self._settings.review:
            return _said(
                "This ledger is shown to be read. Start the server with --review to change it.", 403
            )
        foreign = from_elsewhere(headers)
        return _said(f"That is refused: {foreign}.", 403) if foreign else None

    def _is_called_rightly(self, hosts: list[str], scope: Scope) -> bool:
        if len(hosts) != 1:
            return False
        name = _name_of(hosts[0])
        if name in self._settings.allowed:
            return True
        # An address, unlike a name, cannot be made to point elsewhere.
        server = scope.get("server") or ("", 0)
        return self._settings.is_wildcard and _is_address(name) and name == server[0]

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        """What is answered to somebody who has shown no token; None where nothing stands in the way."""
        if self._sessions is None:
            return None
        query = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        shown = [value for name, value in query if name == "token"]
        if shown and scope["method"] in ("GET", "HEAD"):
            if not self._sessions.is_token(shown[0]):
                return _locked()
            rest = urlencode([(name, value) for name, value in query if name != "token"])
            # One slash only: two would lead to another site.
            path = "/" + scope["path"].lstrip("/\\")
            answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
            same: Literal["strict", "lax"] = "strict" if self._settings.review else "lax"
            begun = self._sessions.begun()
            answer.set_cookie(self._cookie, begun, httponly=True, samesite=same, path="/")
            return answer
        session = self._sessions.session_of(self._cookie_in(headers))
        if session is None:
            return _locked()
        scope.setdefault("state", {})["session"] = session
        return None

    def _cookie_in(self, headers: Headers) -> str:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return ""
        return found.value if found else ""


def _said(words: str, status: int) -> Response:
    return PlainTextResponse(f"{words}\n", status)


def _locked() -> Response:
    return _said(
        "This ledger is open to those alone who have its address with the token: it was printed when "
        "the server was started.",
        403,
    )


def _name_of(host: str) -> str:
    """The name in a Host header, in lower case, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].rstrip(".").lower()


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
