"""The desk on this computer: a server that only this computer reaches, and only the page that it opened itself.

Enters: a `Desk` and a port. Leaves: nothing but answers; nothing is kept on disk or logged. The standard library's server is enough: it
starts fastest and brings nothing to keep up to date, and what makes it safe is the four questions asked before any answer:

- *Host*: the name that the browser used must be this computer's own. A page from elsewhere whose name was pointed at 127.0.0.1 (DNS
  rebinding) comes with another name.
- *Origin* and *Sec-Fetch-Site*: a request that another page started is refused.
- *the secret*: made anew at each start, given to the page after the `#` of the address, which is never sent; the page sends it back as a
  header, which a form or a picture of another page cannot set.
- *content type*: JSON only, which a page elsewhere cannot send without asking first, and asking is not answered.
"""

from __future__ import annotations

import hmac
import json
import os
import posixpath
import secrets
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol
from urllib.parse import urlsplit

PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "page")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webmanifest": "application/manifest+json",
}
MOST_BODY = 16_000_000
"""Bytes of a request: a list of 4 MB and a logo of 3 MB with its pixels, as text, and some air."""
POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "font-src 'self' data:; frame-src blob:; object-src 'none'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""What the page may load: itself. `blob:` frames show the sheet to the printer, `data:` fonts are those inside a sheet."""


class Answering(Protocol):
    """Whatever answers the page."""

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """A request and its answer, with the bytes of a sheet under `pdf`."""


class DeskServer(ThreadingHTTPServer):
    """Listens on 127.0.0.1 only. `port` 0 takes a free one."""

    daemon_threads = True

    def __init__(self, desk: Answering, port: int, font_files: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.desk = desk
        self.secret = secrets.token_urlsafe(24)
        self.fonts = font_files
        self.one_at_a_time = threading.Lock()
        """Layout keeps what it has measured; two requests at once would both change it."""

    @property
    def address(self) -> str:
        """What to open in a browser. The secret stands after the `#`, which browsers do not send."""
        return f"http://127.0.0.1:{self.server_port}/#t={self.secret}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing is printed: a browser that closes a connection is no fault, and a trace might name a patient."""


class _Handler(BaseHTTPRequestHandler):
    server: DeskServer
    protocol_version = "HTTP/1.1"
    server_version = "handouts"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        if not self._is_ours():
            return
        name = posixpath.normpath(urlsplit(self.path).path).lstrip("/") or "index.html"
        found = self._file(name)
        if found is None:
            return self._send(404, b"", "text/plain")
        self._send(200, found, TYPES.get(os.path.splitext(name)[1], "application/octet-stream"))

    def do_POST(self) -> None:
        if not self._is_ours():
            return
        refusal = self._refusal()
        if refusal:
            return self._refuse(refusal)
        try:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        except (ValueError, RecursionError):
            return self._refuse(400)
        if not isinstance(request, dict):
            return self._refuse(400)
        with self.server.one_at_a_time:
            said = self.server.desk.answer(request)
        sheet = said.pop("pdf", None)
        line = json.dumps(said, separators=(",", ":")).encode() + b"\n"
        self._send(200, line + (sheet or b""), "application/octet-stream")

    def _refusal(self) -> int:
        """The status that refuses a question before it is read; 0 for one that may be answered."""
        length = self.headers.get("Content-Length") or ""
        kind = (self.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        secret = (self.headers.get("X-Desk-Token") or "").encode()
        checks = (
            (urlsplit(self.path).path == "/answer", 404),
            (kind == "application/json", 415),
            (hmac.compare_digest(secret, self.server.secret.encode()), 401),
            (length.isdecimal(), 411),
            (length.isdecimal() and int(length) <= MOST_BODY, 413),
        )
        return next((status for passed, status in checks if not passed), 0)

    def do_OPTIONS(self) -> None:
        self._refuse(405)

    do_HEAD = do_PUT = do_DELETE = do_PATCH = do_OPTIONS  # noqa: N815 (the names that the library calls)

    def _is_ours(self) -> bool:
        """Whether the request comes to this computer by its own name, from this page or from nowhere."""
        port = self.server.server_port
        names = {f"127.0.0.1:{port}", f"localhost:{port}"}
        if self.headers.get("Host") not in names:
            self._refuse(421)
            return False
        origin = self.headers.get("Origin")
        if origin is not None and origin.removeprefix("http://") not in names:
            self._refuse(403)
            return False
        if self.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            self._refuse(403)
            return False
        return True

    def _file(self, name: str) -> bytes | None:
        """A file of the page. Names are looked up in the folder's own listing, so that none can lead out of it."""
        if name.startswith("fonts/"):
            return self.server.fonts.get(name.removeprefix("fonts/"))
        folder, _, base = name.rpartition("/")
        if folder not in ("", "pdfjs") or name in ("sw.js", "worker.js") or base not in os.listdir(os.path.join(PAGE, folder)):
            return None
        path = os.path.join(PAGE, folder, base)
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            return file.read()

    def _refuse(self, code: int) -> None:
        self.close_connection = True
        self._send(code, b"", "text/plain")

    def _send(self, code: int, body: bytes, kind: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""
