"""The pages of this folder on this machine, each at the address that it has: a proxy answers for all hosts."""

from __future__ import annotations

import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.hijacks.world import Case
from tests.loopback import answer


def rounds(cases: Sequence[Case]) -> list[tuple[list[Case], dict[str, bytes]]]:
    """The cases in groups within which no URL answers in two ways, with what their URLs answer."""
    found: list[tuple[list[Case], dict[str, bytes]]] = []
    for case in cases:
        routes = _routes(case)
        for group, known in found:
            if all(known.get(url, said) == said for url, said in routes.items()):
                group.append(case)
                known |= routes
                break
        else:
            found.append(([case], routes))
    return found


def _routes(case: Case) -> dict[str, bytes]:
    said = [answer(status=f"{hop.status} Moved", location=hop.url) for hop in case.hops]
    said.append(answer(case.html.encode(), content_type="text/html; charset=utf-8"))
    return dict(zip(map(_key, (case.url, *(hop.url for hop in case.hops))), said, strict=True))


def _key(url: str) -> str:
    parts = urlsplit(url)
    return unquote(f"{parts.scheme}://{parts.hostname}{parts.path or '/'}?{parts.query}")


def certificate(folder: Path, hosts: set[str]) -> tuple[Path, Path]:
    """Key and certificate of all those hosts."""
    key, public = folder / "key.pem", folder / "cert.pem"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=hosts -keyout {key} -out {public}"
    names = ",".join(f"DNS:{host}" for host in sorted(hosts))
    subprocess.run([*command.split(), "-addext", f"subjectAltName={names}"], check=True, capture_output=True)
    return key, public


@contextmanager
def proxying(routes: Mapping[str, bytes], key: Path, public: Path) -> Iterator[str]:
    """The URL of the proxy."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, key)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            method, target = self._asked()
            if method != "CONNECT":
                self.wfile.write(routes.get(_key(target), answer(status="404 Not Found")))
                return
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            with context.wrap_socket(self.request, server_side=True) as self.connection:
                self.rfile, host = self.connection.makefile("rb"), target.partition(":")[0]
                _, path = self._asked()
                self.connection.sendall(routes.get(_key(f"https://{host}{path}"), answer(status="404 Not Found")))

        def _asked(self) -> tuple[str, str]:
            method, target, _ = self.rfile.readline().decode().split(" ", 2)
            while self.rfile.readline().strip():
                pass
            return method, target

    class Quiet(socketserver.ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 100

        def handle_error(self, request: object, client_address: object) -> None:
            """Clients that leave are no fault."""

    with Quiet(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
