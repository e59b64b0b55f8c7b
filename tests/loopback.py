"""A web server on this machine that says exactly what a test wants said, and remembers what it was asked."""

from __future__ import annotations

import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

Route = bytes | Callable[[BinaryIO], None] | list[bytes]
"""A list is what is answered one time after the other, the last of it for ever."""


def answer(body: bytes = b"", status: str = "200 OK", length: int | None = None, **headers: str) -> bytes:
    """A whole answer; `length` is what it says of its body, where that is not so."""
    told = {"content-length": str(len(body) if length is None else length), "connection": "close"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


class Server:
    def __init__(self, port: int, scheme: str) -> None:
        self.root = f"{scheme}://127.0.0.1:{port}"
        self.port = port
        self.routes: dict[str, Route] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.requests: list[tuple[float, str, str]] = []
        """Time, method and path."""

    def url(self, path: str) -> str:
        return self.root + path


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    class Handler(socketserver.StreamRequestHandler):
        def setup(self) -> None:
            if context:
                self.request = context.wrap_socket(self.request, server_side=True)
            super().setup()

        def handle(self) -> None:
            method, *path = self.rfile.readline().decode().split()[:2] or [""]
            headers = {}
            while line := self.rfile.readline().decode("latin-1").strip():
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
            server.asked.append((path[0] if path else "", headers))
            server.requests.append((time.monotonic(), method, server.asked[-1][0]))
            asked = server.asked[-1][0]
            route = server.routes.get(asked) or server.routes.get(
                asked.partition("?")[0], answer(status="404 Not Found")
            )
            if isinstance(route, list):
                route = route.pop(0) if len(route) > 1 else route[0]
            if callable(route):
                route(self.wfile)  # type: ignore[arg-type]
            else:
                self.wfile.write(route)

    class Quiet(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Clients that leave are what is tested."""

    with Quiet(("127.0.0.1", 0), Handler) as listening:
        server = Server(listening.server_address[1], "https" if context else "http")
        threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield server
        finally:
            listening.shutdown()
