"""What is kept so that the database alone gives nothing away.

The keys come from the deployment's secret. After a change of it the secret before still
opens what it closed, and hashes by it are simply other ones; all but those under a key of
their own, which is chosen once (OPT_OUT_KEY).
"""

from base64 import urlsafe_b64encode
from functools import lru_cache
from hmac import digest

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Sealed(TypeDecorator[str]):
    """A word that is encrypted in the database and plain in the program.

    What no key of ours opens any more is None: whoever needs it must set it up anew.
    """

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Close."""
        return None if value is None else _locks().encrypt(value.encode()).decode()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        """Open."""
        try:
            return None if value is None else _locks().decrypt(value).decode()
        except InvalidToken:
            return None


def keyed(words: str) -> str:
    """Return a hash, in hexadecimal, that nobody can work out who lacks our secret.

    For what has so few values that all of them could be tried, like internet addresses.
    """
    return digest(_key(_secrets()[0], b"hashes"), words.encode(), "sha256").hex()


def keyed_for_ever(words: str) -> str:
    """Return such a hash by the key that never changes, for what must be known again in years."""
    key = _key(current_app.config["OPT_OUT_KEY"], b"opt outs")
    return digest(key, words.encode(), "sha256").hex()


def _locks() -> MultiFernet:
    return MultiFernet([Fernet(urlsafe_b64encode(_key(one, b"sealed"))) for one in _secrets()])


def _secrets() -> list[str]:
    """Return the deployment's secret, and after it the one before."""
    return [
        current_app.config["SECRET_KEY"],
        *(current_app.config.get("SECRET_KEY_FALLBACKS") or []),
    ]


@lru_cache(maxsize=16)
def _key(secret: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"volunteer " + purpose).derive(
        secret.encode()
    )
