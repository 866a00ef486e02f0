"""The local server answers only its own page on this computer: another name, page, method or secret is refused before anything is read."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from handouts.desk.server import DeskServer


class Echo:
    """Answers with what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Mapping[str, Any]] = []

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        self.asked.append(request)
        return {"heard": request.get("ask"), **({"pdf": b"%PDF\n1\n"} if request.get("ask") == "sheet" else {})}


@pytest.fixture
def server() -> Iterator[DeskServer]:
    with DeskServer(Echo(), 0, {"Face.ttf": b"font"}) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()


def _request(
    server: DeskServer, method: str = "POST", path: str = "/answer", body: bytes = b'{"ask": "start"}', **headers: str
) -> tuple[int, bytes, Mapping[str, str]]:
    sent = {"Content-Type": "application/json", "X-Desk-Token": server.secret, "Host": f"127.0.0.1:{server.server_port}"}
    sent.update({key.replace("_", "-"): value for key, value in headers.items()})
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.request(method, path, body if method == "POST" else None, {key: value for key, value in sent.items() if value})
        answer = connection.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())
    finally:
        connection.close()


def test_it_listens_on_this_computer_only(server: DeskServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.server_port}/#t={server.secret}" and len(server.secret) >= 32


def test_the_page_is_answered(server: DeskServer) -> None:
    status, body, _ = _request(server, Origin=f"http://127.0.0.1:{server.server_port}", Sec_Fetch_Site="same-origin")
    assert status == 200 and json.loads(body) == {"heard": "start"}
    status, body, _ = _request(server, body=b'{"ask": "sheet"}')
    line, _, sheet = body.partition(b"\n")
    assert json.loads(line) == {"heard": "sheet"} and sheet == b"%PDF\n1\n"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "evil.example:80"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"X_Desk_Token": ""}, 401),
        ({"X_Desk_Token": "guess"}, 401),
        ({"X_Desk_Token": "é"}, 401),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Type": ""}, 415),
    ],
)
def test_what_is_not_our_page_is_refused_before_it_is_read(server: DeskServer, headers: dict[str, str], status: int) -> None:
    assert _request(server, **headers)[0] == status
    assert not server.desk.asked  # type: ignore[attr-defined]


@pytest.mark.parametrize("method", ["OPTIONS", "HEAD", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(server: DeskServer, method: str) -> None:
    assert _request(server, method)[0] == 405


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"3", b"[" * 100_000, b"\xff"])
def test_what_is_no_request_is_refused(server: DeskServer, body: bytes) -> None:
    assert _request(server, body=body)[0] in (400, 411)


def test_a_request_too_large_is_refused_unread(server: DeskServer) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as plug:
        head = f"POST /answer HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\nContent-Type: application/json\r\n"
        plug.sendall(f"{head}X-Desk-Token: {server.secret}\r\nContent-Length: 999999999\r\n\r\n".encode())
        assert plug.recv(100).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "path",
    ["/../server.py", "/..%2fserver.py", "/pdfjs/../../server.py", "//etc/passwd", "/pdfjs", "/sw.js", "/worker.js", "/x"],
)
def test_no_address_leads_to_another_file(server: DeskServer, path: str) -> None:
    assert _request(server, "GET", path)[0] == 404


def test_the_page_comes_with_its_policy_and_is_not_kept(server: DeskServer) -> None:
    for path, kind in (
        ("/", "text/html"),
        ("/app.js", "text/javascript"),
        ("/pdfjs/pdf.min.mjs", "text/javascript"),
        ("/fonts/Face.ttf", "font/ttf"),
    ):
        status, body, headers = _request(server, "GET", path)
        assert status == 200 and body and headers["Content-Type"].startswith(kind)
        assert headers["Cache-Control"] == "no-store" and headers["X-Frame-Options"] == "DENY"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "connect-src 'self'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy and "Access-Control-Allow-Origin" not in headers


def test_nothing_is_said_of_a_request(server: DeskServer, capfd: pytest.CaptureFixture[str]) -> None:
    _request(server, body=b'{"ask": "Zebedee Quillfeather"}')
    _request(server, "GET", "/Zebedee")
    assert capfd.readouterr() == ("", "")
