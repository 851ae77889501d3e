"""What stands before every view: who may ask, by which name, and what a browser may do with the answer.

- A request must call the server by a name that is allowed: a page of a stranger that has its own name
  point at this machine (DNS rebinding) gets nothing.
- Where a token is asked for, it comes once, in the address that was printed at the start; the answer
  keeps it in a cookie of this site alone and sends the browser on to the same address without it.
- Answers may load nothing from elsewhere, run no inline script, be shown in no frame of others, and
  tell no site that is followed from them where it was.
"""

import hashlib
import hmac
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.web.settings import Settings

LONGEST_QUERY = 8_000
"""Characters of the longest query: each parameter has a limit of its own."""

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
        self._pass = _pass(settings.token) if settings.token else None

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
        await (refusal or self._inner)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._is_called_rightly(headers.getlist("host"), scope):
            return PlainTextResponse(
                "This server does not answer to that name. Open it by the address that it printed "
                "when it was started, or start it with --name for another.\n",
                421,
            )
        if len(scope.get("query_string", b"")) > LONGEST_QUERY:
            return PlainTextResponse("That address is too long: shorten what is asked.\n", 414)
        return self._without_pass(scope, headers)

    def _is_called_rightly(self, hosts: list[str], scope: Scope) -> bool:
        if len(hosts) != 1:
            return False
        name = _name_of(hosts[0])
        if name in self._settings.allowed:
            return True
        # An address, unlike a name, cannot be made to point elsewhere.
        server = scope.get("server") or ("", 0)
        return self._settings.is_wildcard and _is_address(name) and name == server[0]

    def _without_pass(self, scope: Scope, headers: Headers) -> Response | None:
        """What is answered to somebody who has shown no token; None where nothing stands in the way."""
        if self._pass is None:
            return None
        query = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        shown = [value for name, value in query if name == "token"]
        if shown and scope["method"] in ("GET", "HEAD"):
            if not hmac.compare_digest(_pass(shown[0]), self._pass):
                return _locked()
            rest = urlencode([(name, value) for name, value in query if name != "token"])
            # One slash only: two would lead to another site.
            path = "/" + scope["path"].lstrip("/\\")
            answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
            answer.set_cookie(self._cookie, self._pass, httponly=True, samesite="lax", path="/")
            return answer
        if not hmac.compare_digest(self._cookie_in(headers).encode(), self._pass.encode()):
            return _locked()
        return None

    def _cookie_in(self, headers: Headers) -> str:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return ""
        return found.value if found else ""


def _locked() -> Response:
    return PlainTextResponse(
        "This ledger is open to those alone who have its address with the token: it was printed when "
        "the server was started.\n",
        403,
    )


def _pass(token: str) -> str:
    """What the cookie holds: it shows that its bearer had the token, and does not tell it."""
    return hashlib.sha256(b"reportedly-web\n" + token.encode("utf-8", "replace")).hexdigest()


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
