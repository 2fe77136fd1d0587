"""Mail servers in this process: IMAP (pymap, in memory) and an SMTP sink (aiosmtpd).

For the demonstration and the tests; never for production.
"""

import asyncio
import threading
from argparse import Namespace
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import uuid4

from aiosmtpd.smtp import SMTP
from proxyprotocol.result import ProxyResultLocal
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, DictBackend, Identity, Login
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import Cleartext

HOST = "127.0.0.1"
USER, PASSWORD = "infocertificat", "demonstration"
READY_WITHIN = 10  # seconds


@dataclass(frozen=True)
class Sent:
    """A letter as the SMTP server got it."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


class World:
    """Both servers in one thread, on free ports of the loopback address."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.imap_port = self.smtp_port = 0
        #: what the SMTP server answers to a letter; None: cut the connection without answering
        self.answer: Callable[[Sent], str | None] = lambda letter: "250 2.0.0 OK"
        self._ready = threading.Event()
        self._failure: BaseException | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._main, daemon=True)
        self._thread.start()
        self._ready.wait(READY_WITHIN)
        if self._failure:
            raise self._failure
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(READY_WITHIN)

    def deliver(self, content: bytes, received_at: datetime, folder: str = "INBOX") -> None:
        """Put a message in the mailbox, as received at this (aware) instant."""
        task = self._append(content, received_at, folder)
        asyncio.run_coroutine_threadsafe(task, self._loop).result(READY_WITHIN)

    def _main(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            self._failure = error
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        options = Namespace(passlib_cfg=None, proxy_protocol=None)
        config = Config(
            options,
            host=HOST,
            port=0,
            demo_data=False,
            demo_user=USER,
            demo_password=PASSWORD,
            tls_enabled=False,
            invalid_user_sleep=0.0,
            hash_context=Cleartext(),
        )
        config.apply_context()
        self._login = Login(config)
        hashed = await Passwords(config).hash_password(PASSWORD)
        await self._identity().set(UserMetadata(config, USER, password=hashed))
        backend = DictBackend(self._login, config)
        server = IMAPServer(backend.login, config)

        async def on_imap(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            # A coroutine of ours: asyncio holds its task. pymap's own callback loses it to the
            # garbage collector on Python 3.13 and later.
            info = SocketInfo.get(writer, ProxyResultLocal(), unique_id=uuid4().bytes)
            await server(reader, writer, info)

        async with AsyncExitStack() as stack:
            await backend.start(stack)
            imap = await asyncio.start_server(on_imap, HOST, 0)
            smtp = await self._loop.create_server(self._sink, HOST, 0)
            self.imap_port, self.smtp_port = (
                listening.sockets[0].getsockname()[1] for listening in (imap, smtp)
            )
            self._ready.set()
            await self._stop.wait()
            imap.close()
            smtp.close()

    def _identity(self) -> Any:
        return Identity(USER, self._login, None, frozenset())

    def _sink(self) -> Any:
        return SMTP(self, hostname="demo", enable_SMTPUTF8=True)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Called by aiosmtpd for each letter."""
        sender = "" if envelope.mail_from == "<>" else envelope.mail_from
        letter = Sent(sender, tuple(envelope.rcpt_tos), envelope.content)
        said = self.answer(letter)
        if said is None:
            self.sent.append(letter)
            server.transport.abort()
            return "421 gone"
        if said.startswith("2"):
            self.sent.append(letter)
        return said

    async def _append(self, content: bytes, received_at: datetime, folder: str) -> None:
        async with self._identity().new_session() as session:
            message = AppendMessage(content, received_at, frozenset())
            await session.append_messages(folder, [message])
