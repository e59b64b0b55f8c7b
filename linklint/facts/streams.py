"""Connections to addresses that were judged, in the form in which httpcore takes them. Its own take half as much time again."""

from __future__ import annotations

import asyncio

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ssl
    from collections.abc import Sequence
    from typing import Any

    from linklint.facts.addresses import Address

_FIRST_OF_MANY = 4.0
"""Seconds to wait for one address where there are others."""


class Judged:
    """Connects to the first of these addresses that answers, whatever the host; a network backend of httpcore."""

    def __init__(self, addresses: Sequence[Address], is_tls: bool) -> None:
        self._addresses, self._is_tls = addresses, is_tls

    async def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, **named: object
    ) -> Stream | _Coming:
        coming = _Coming(self._addresses, port, timeout)
        return coming if self._is_tls else await coming.open(None, None)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _Coming:
    """A connection that is made when its TLS is known."""

    def __init__(self, addresses: Sequence[Address], port: int, timeout: float | None) -> None:
        self._addresses, self._port, self._timeout = addresses, port, timeout

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        return await self.open(ssl_context, server_hostname)

    async def open(self, tls: ssl.SSLContext | None, host: str | None) -> Stream:
        *others, last = self._addresses
        for address in others:
            try:
                return await self._open(address, tls, host, _FIRST_OF_MANY)
            except (OSError, asyncio.TimeoutError) as error:
                if tls and _is_of_tls(error):
                    raise
        return await self._open(last, tls, host, self._timeout)

    async def _open(self, address: Address, tls: ssl.SSLContext | None, host: str | None, wait: float | None) -> Stream:
        opening = asyncio.open_connection(str(address), self._port, ssl=tls, server_hostname=host)
        return Stream(*await asyncio.wait_for(opening, wait))


def _is_of_tls(error: BaseException) -> bool:
    import ssl

    return isinstance(error, ssl.SSLError)


class Stream:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        reading = self._reader.read(max_bytes)
        return await (asyncio.wait_for(reading, timeout) if timeout else reading)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """What cannot be sent is no fault as long as something comes back; reading tells."""
        if buffer and not self._writer.is_closing():
            self._writer.write(buffer)

    async def aclose(self) -> None:
        self._writer.transport.abort()  # a host that keeps its end open is not waited for

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            return self._reader.at_eof() or self._writer.is_closing()
        return self._writer.get_extra_info(info)
