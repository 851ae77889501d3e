"""Who holds a session: the cookie that is given for the token, and the word that forms must bring.

Nothing is kept on the server: the cookie names a session and proves by an HMAC (RFC 2104) that this server
made it; the word of its forms is another HMAC of the same session, so that it fits no other browser.
"""

import hashlib
import hmac
import secrets

LONGEST_COOKIE = 200
"""Characters of a cookie that are looked at."""


class Sessions:
    """The sessions of one server.

    Args:
        token: the token of the start; a server that is started with another knows none of its sessions.
    """

    def __init__(self, token: str) -> None:
        self._key = hashlib.sha256(b"reportedly-web\n" + token.encode("utf-8", "replace")).digest()

    def is_token(self, shown: str) -> bool:
        """Whether the token that somebody shows is the right one; takes as long where it is not."""
        other = hashlib.sha256(b"reportedly-web\n" + shown.encode("utf-8", "replace")).digest()
        return hmac.compare_digest(other, self._key)

    def begun(self) -> str:
        """The cookie of a new session. It does not tell the token."""
        session = secrets.token_hex(16)
        return f"{session}.{self._sign('session', session)}"

    def session_of(self, cookie: str) -> str | None:
        """The session of a cookie; None where this server did not make it."""
        if len(cookie) > LONGEST_COOKIE:
            return None
        session, _, proof = cookie.partition(".")
        return session if _same(proof, self._sign("session", session)) else None

    def form_word(self, session: str) -> str:
        """What every form of a session brings back, and nobody else knows."""
        return self._sign("form", session)

    def is_form_word(self, session: str, shown: str) -> bool:
        """Whether a form was given out in this session."""
        return _same(shown, self._sign("form", session))

    def _sign(self, use: str, session: str) -> str:
        said = f"{use}\n{session}".encode("utf-8", "replace")
        return hmac.new(self._key, said, hashlib.sha256).hexdigest()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
