"""A TCP proxy before the IMAP server that cuts a connection after so many bytes of answers."""

import select
import socket
import socketserver
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

CHUNK = 4096


class Cutter:
    """A context manager. `budget` is asked for each connection: bytes until the cut, or None."""

    def __init__(self, target: int, budget: Callable[[], int | None]) -> None:
        self.target, self.budget, self.cuts = target, budget, 0

    def __enter__(self) -> Self:
        cutter = self

        class Connection(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                server = socket.create_connection(("127.0.0.1", cutter.target), 10)
                with server, suppress(OSError):  # one of the two died
                    cutter.carry(self.request, server, cutter.budget())

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            request_queue_size = 50

        self._server = Server(("127.0.0.1", 0), Connection)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def carry(self, client: socket.socket, server: socket.socket, left: int | None) -> None:
        while True:
            for ready in select.select((client, server), (), (), 60)[0]:
                data = ready.recv(CHUNK)
                if not data:
                    return
                if ready is client:
                    server.sendall(data)
                    continue
                if left is not None and len(data) >= left:
                    self.cuts += 1
                    client.sendall(data[:left])
                    return
                left = left - len(data) if left is not None else None
                client.sendall(data)
