"""A store of objects that speaks as much of S3 as is asked for here, on a port of this machine."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

XML = '<?xml version="1.0" encoding="UTF-8"?>'


@dataclass
class Store:
    """Buckets with their objects by key, and what was asked for."""

    address: str = ""
    buckets: dict[str, dict[str, bytes]] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    """Buckets that may not be read."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    """Method and path of each request."""

    signed: list[bool] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    store: Store
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, *_arguments: object) -> None:
        pass

    def _answer(self, *, with_body: bool) -> None:
        url = urlsplit(self.path)
        self.store.asked.append((self.command, url.path))
        self.store.signed.append("Authorization" in self.headers)
        bucket, _, key = unquote(url.path).lstrip("/").partition("/")
        if bucket in self.store.closed:
            self._refuse(403, "AccessDenied", with_body=with_body)
        elif bucket not in self.store.buckets:
            self._refuse(404, "NoSuchBucket", with_body=with_body)
        elif not key:
            query = {name: given[0] for name, given in parse_qs(url.query).items()}
            body = _listing(self.store.buckets[bucket], query) if with_body else b""
            self._send(200, body, {"Content-Type": "application/xml"}, with_body=True)
        elif key not in self.store.buckets[bucket]:
            self._refuse(404, "NoSuchKey", with_body=with_body)
        else:
            self._object(self.store.buckets[bucket][key], with_body=with_body)

    def _object(self, data: bytes, *, with_body: bool) -> None:
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        headers = {"ETag": '"1"', "Last-Modified": "Wed, 01 May 2024 10:00:00 GMT"}
        if asked is None:
            self._send(200, data, headers, with_body=with_body)
            return
        first, last = int(asked[1]), min(int(asked[2]), len(data) - 1)
        headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
        self._send(206, data[first : last + 1], headers, with_body=with_body)

    def _refuse(self, status: int, code: str, *, with_body: bool) -> None:
        body = f"{XML}<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()
        self._send(status, body, {"Content-Type": "application/xml"}, with_body=with_body)

    def _send(self, status: int, body: bytes, headers: dict[str, str], *, with_body: bool) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)


@contextmanager
def store_on_loopback(buckets: dict[str, dict[str, bytes]]) -> Iterator[Store]:
    """A store that is open until the block is left."""
    store = Store(buckets=buckets)

    handler = type("Handler", (_Handler,), {"store": store})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    store.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=partial(server.serve_forever, 0.05), daemon=True).start()
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()


def _listing(objects: dict[str, bytes], query: dict[str, str]) -> bytes:
    prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
    most, after = int(query.get("max-keys", "1000")), query.get("continuation-token", "")
    files: list[str] = []
    folders: set[str] = set()
    for key in sorted(objects):
        rest = key.removeprefix(prefix)
        if not key.startswith(prefix):
            continue
        if delimiter and delimiter in rest:
            folders.add(prefix + rest.partition(delimiter)[0] + delimiter)
        else:
            files.append(key)
    names = [name for name in sorted({*files, *folders}) if name > after]
    shown, more = names[:most], len(names) > most
    body = "".join(
        f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>"
        if name in folders
        else f"<Contents><Key>{escape(name)}</Key><Size>{len(objects[name])}</Size>"
        "<LastModified>2024-05-01T10:00:00.000Z</LastModified></Contents>"
        for name in shown
    )
    token = f"<NextContinuationToken>{escape(shown[-1])}</NextContinuationToken>" if more else ""
    return (
        f"{XML}<ListBucketResult><Prefix>{escape(prefix)}</Prefix><KeyCount>{len(shown)}</KeyCount>"
        f"<IsTruncated>{str(more).lower()}</IsTruncated>{token}{body}</ListBucketResult>"
    ).encode()
