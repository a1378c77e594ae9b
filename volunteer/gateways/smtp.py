"""E-mail, by SMTP.

What a server refuses for good is permanent; what it could not take now, or what is wrong
with our own settings, is tried again. Once the mail itself is under way, a lost connection
leaves nobody knowing: that is uncertain.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from enum import Enum, auto
from urllib.parse import unquote, urlsplit

from volunteer.core.errors import GatewayError
from volunteer.core.ports import Mail

TIMEOUT = 20.0  # seconds, for each step
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
PORTS = {"smtp": 587, "smtps": 465}
FOR_GOOD = 500  # a reply from here on is final


class Tls(Enum):
    """How the way to the server is kept private."""

    NONE = auto()  # to this machine only
    STARTTLS = auto()
    FROM_THE_START = auto()


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server. ``sender`` is the address that mails come from."""

    host: str
    port: int
    sender: str
    tls: Tls
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = TIMEOUT
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    @classmethod
    def at(cls, url: str, sender: str) -> "Smtp":
        """Return the server at ``smtp://USER:…@host:587`` or ``smtps://…``.

        Without smtps, STARTTLS is required, but on the way to this machine itself.
        """
        parts = urlsplit(url)
        host = parts.hostname or ""
        tls = Tls.NONE if host in LOOPBACK else Tls.STARTTLS
        return cls(
            host=host,
            port=parts.port or PORTS[parts.scheme],
            sender=sender,
            tls=Tls.FROM_THE_START if parts.scheme == "smtps" else tls,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )

    def send(self, mail: Mail) -> None:
        """Hand one mail to the server."""
        written = _written(mail, self.sender)
        client = self._connected()
        try:
            self._greet(client)
            self._address(client, mail.to)
            _hand_over(client, written)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                client.quit()  # it has the mail or it has not: what it says now changes nothing
            client.close()

    def _connected(self) -> smtplib.SMTP:
        try:
            if self.tls is Tls.FROM_THE_START:
                return smtplib.SMTP_SSL(
                    self.host, self.port, timeout=self.timeout, context=self.context
                )
            return smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        except ssl.SSLError as error:
            raise _bad_tls(error) from None
        except (smtplib.SMTPException, OSError) as error:
            raise _passing("unreachable", error) from None

    def _greet(self, client: smtplib.SMTP) -> None:
        """Make the way private, and sign in."""
        try:
            client.ehlo_or_helo_if_needed()
            if self.tls is Tls.STARTTLS:
                _make_private(client, self.context)
            if self.user:
                _sign_in(client, self.user, self.password)
        except ssl.SSLError as error:
            raise _bad_tls(error) from None
        except (smtplib.SMTPException, OSError) as error:
            raise _passing("unreachable", error) from None

    def _address(self, client: smtplib.SMTP, to: str) -> None:
        """Say from whom and to whom; nothing is sent yet, so whatever is lost is lost for sure."""
        try:
            code, _ = client.mail(self.sender)
            if code != 250:  # noqa: PLR2004 - RFC 5321
                raise GatewayError(f"sender refused: {code}", code="sender")
            code, _ = client.rcpt(to)
        except (smtplib.SMTPException, OSError) as error:
            raise _passing("unreachable", error) from None
        if code not in {250, 251}:
            raise _refusal(code)


def _make_private(client: smtplib.SMTP, context: ssl.SSLContext) -> None:
    """Go on in TLS only: a server that offers none gets neither password nor mail."""
    try:
        client.starttls(context=context)
        client.ehlo_or_helo_if_needed()
    except (smtplib.SMTPNotSupportedError, smtplib.SMTPResponseException) as error:
        raise _passing("no tls", error) from None


def _sign_in(client: smtplib.SMTP, user: str, password: str) -> None:
    try:
        client.login(user, password)
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
        raise _passing("login", error) from None


def _hand_over(client: smtplib.SMTP, written: EmailMessage) -> None:
    """Send the mail itself. A server that goes away now may have taken it."""
    try:
        code, _ = client.data(written.as_bytes(policy=policy.SMTP))
    except smtplib.SMTPDataError as error:
        raise _refusal(error.smtp_code) from None
    except (smtplib.SMTPException, OSError) as error:
        raise GatewayError(
            f"no answer: {type(error).__name__}", uncertain=True, code="no answer"
        ) from None
    if code != 250:  # noqa: PLR2004 - RFC 5321
        raise _refusal(code)


def _written(mail: Mail, sender: str) -> EmailMessage:
    """Write a mail as it goes over the wire.

    An address that cannot be written is refused, and so is one with letters beyond ASCII:
    hardly any server takes those (RFC 6531).
    """
    written = EmailMessage()
    if not mail.to.isascii():
        raise GatewayError("letters beyond ASCII", permanent=True, code="address")
    try:
        written["From"] = Address(display_name=mail.sender_name, addr_spec=sender)
        written["To"] = Address(addr_spec=mail.to)
        written["Subject"] = mail.subject
    except (
        ValueError,
        IndexError,
        MessageError,
    ) as error:  # what its parser makes of a bad address
        raise GatewayError(type(error).__name__, permanent=True, code="address") from None
    written["Date"] = format_datetime(mail.at)
    written["Message-ID"] = mail.message_id
    written["Auto-Submitted"] = "auto-generated"  # RFC 3834: so nobody's machine answers
    written.set_content(mail.body)
    return written


def _refusal(code: int) -> GatewayError:
    return GatewayError(f"server said {code}", permanent=code >= FOR_GOOD, code=str(code))


def _passing(code: str, error: Exception) -> GatewayError:
    """Say what is wrong, without the server's words: they may hold an address."""
    return GatewayError(type(error).__name__, code=code)


def _bad_tls(error: ssl.SSLError) -> GatewayError:
    bad = isinstance(error, ssl.SSLCertVerificationError)
    return GatewayError(type(error).__name__, code="certificate" if bad else "tls")
