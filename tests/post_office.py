"""A mail server of our own, over real SMTP, with a memory and with faults."""

import asyncio
import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Thread
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from volunteer.gateways.smtp import Smtp, Tls

SENDER = "volunteer@plymouth.example"
USER, PASSWORD = "volunteer", "otter:granite@lantern"  # pragma: allowlist secret
HOST = "127.0.0.1"


@dataclass
class PostOffice:
    """What the server took, and how it behaves.

    ``refused`` are addresses with the reply they get; ``says`` replies to the mail itself.
    ``hangs_up`` counts the mails after which it takes them, and ends the connection without
    a word; ``silent`` lets it never answer.
    """

    taken: list[EmailMessage] = field(default_factory=list)
    connections: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    sender_refused: str = ""
    says: str = ""
    hangs_up: int = 0
    silent: bool = False
    user: str = USER
    port: int = 0
    context: ssl.SSLContext | None = None

    def gateway(self, **differently: Any) -> Smtp:
        """Return the gateway that speaks with it."""
        settings: dict[str, Any] = {
            "host": HOST, "port": self.port, "sender": SENDER, "tls": Tls.NONE, "timeout": 5.0,
        }  # fmt: skip
        if self.context is not None:
            settings["context"] = self.context
        return Smtp(**settings | differently)

    def got(self, to: str) -> list[EmailMessage]:
        """Return the mails to somebody."""
        return [mail for mail in self.taken if mail["To"] == to]

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's names, here and below
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Hear from whom a mail is."""
        if self.sender_refused:
            return self.sender_refused
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - as above
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _: list[str]
    ) -> str:
        """Hear to whom."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - as above
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take a mail."""
        if self.silent:
            await asyncio.Event().wait()
        if self.says:
            return self.says
        assert isinstance(envelope.content, bytes)
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.hangs_up:
            self.hangs_up -= 1
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return "250 OK"

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: object
    ) -> AuthResult:
        """Let one user in."""
        right = LoginPassword(self.user.encode(), PASSWORD.encode())
        return AuthResult(success=data == right, handled=False)


@contextmanager
def open_post_office(
    *, tls: ssl.SSLContext | None = None, from_the_start: bool = False, login: bool = False
) -> Iterator[PostOffice]:
    """Open a mail server on this machine; ``tls`` makes it offer STARTTLS, or begin with it."""
    office = PostOffice()
    loop = asyncio.new_event_loop()

    def protocol() -> SMTP:
        office.connections += 1
        return SMTP(
            office,
            loop=loop,
            hostname="post.example",
            enable_SMTPUTF8=True,
            tls_context=None if from_the_start else tls,
            require_starttls=tls is not None and not from_the_start,
            authenticator=office.authenticate,
            auth_required=login,
            auth_require_tls=tls is not None and not from_the_start,
        )

    async def opened() -> asyncio.Server:
        return await loop.create_server(protocol, HOST, 0, ssl=tls if from_the_start else None)

    thread = Thread(target=loop.run_forever)  # this thread may have a loop of its own: a browser's
    thread.start()
    server = asyncio.run_coroutine_threadsafe(opened(), loop).result(timeout=10)
    office.port = server.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        asyncio.run_coroutine_threadsafe(_closed(server), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _closed(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def a_certificate(folder: Path, name: str = HOST) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Make a certificate for a name; return how to serve with it, and how to trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    file = folder / "post.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + _signed(key, name).public_bytes(serialization.Encoding.PEM)
    )
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(file)
    return serving, ssl.create_default_context(cafile=str(file))


def _signed(key: ec.EllipticCurvePrivateKey, name: str) -> x509.Certificate:
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post.example")])
    now = datetime.now(UTC)
    try:
        known: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        known = x509.DNSName(name)
    return (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([known]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
