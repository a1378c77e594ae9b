"""The settings, read from the environment once. Each has its reason in docs/settings.md."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parent
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
LEAST_SECRET = 32  # characters: what `secrets.token_hex(16)` gives


class Unfit(Exception):
    """The settings do not allow the service to start; each line says which and why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default, as the environment would spell it."""

    DATABASE_URL: str = f"sqlite:///{ROOT / 'var' / 'volunteer.db'}"
    SECRET_KEY: str = ""
    SECRET_KEY_OLD: str = ""
    OPT_OUT_KEY: str = ""
    PUBLIC_BASE_URL: str = "http://127.0.0.1:8000"
    DEMO: str = ""
    SMS_GATEWAY: str = "sandbox"
    TWILIO_ACCOUNT_SID: str = ""
    TWILIO_AUTH_TOKEN: str = ""
    TWILIO_AUTH_TOKEN_SECONDARY: str = ""
    TWILIO_API_BASE: str = ""
    MAIL_GATEWAY: str = ""
    SMTP_URL: str = ""
    MAIL_FROM: str = ""
    GEOCODER: str = ""
    NOMINATIM_URL: str = "https://nominatim.openstreetmap.org"
    MAP_TILES: str = ""
    MAP_ATTRIBUTION: str = ""
    TRUSTED_PROXIES: str = "0"
    WEB_WORKERS: str = "2"
    LOG_LEVEL: str = "INFO"

    @property
    def demo(self) -> bool:
        """Whether this is a demo."""
        return self.DEMO.lower() in {"1", "true", "yes", "on"}


def load(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return the configuration of the app; raise Unfit when it must not start so."""
    known = {name: environ[name] for name in Settings.__dataclass_fields__ if environ.get(name)}
    settings = Settings(**known)
    problems = [
        *_address_problems(settings),
        *_gateway_problems(settings),
        *_mail_problems(settings),
        *_map_problems(settings),
        *([] if settings.demo else _secret_problems(settings)),
        *_opt_out_problems(settings),
    ]
    if problems:
        raise Unfit("\n".join(problems))
    secret = settings.SECRET_KEY or _kept_secret(ROOT / "var" / "demo-secret")
    return {
        "DEMO": settings.demo,
        "SECRET_KEY": secret,
        "SECRET_KEY_FALLBACKS": [settings.SECRET_KEY_OLD] if settings.SECRET_KEY_OLD else [],
        "OPT_OUT_KEY": settings.OPT_OUT_KEY or secret,  # the demo's: _opt_out_problems
        "SQLALCHEMY_DATABASE_URI": _database_url(settings.DATABASE_URL),
        "PUBLIC_BASE_URL": settings.PUBLIC_BASE_URL.rstrip("/"),
        "SMS_GATEWAY": settings.SMS_GATEWAY,
        "TWILIO_ACCOUNT_SID": settings.TWILIO_ACCOUNT_SID,
        "TWILIO_AUTH_TOKEN": settings.TWILIO_AUTH_TOKEN,
        "TWILIO_AUTH_TOKEN_SECONDARY": settings.TWILIO_AUTH_TOKEN_SECONDARY,
        "TWILIO_API_BASE": settings.TWILIO_API_BASE,
        "MAIL_GATEWAY": settings.MAIL_GATEWAY or "mailbox",
        "SMTP_URL": settings.SMTP_URL,
        "MAIL_FROM": settings.MAIL_FROM,
        "GEOCODER": settings.GEOCODER,
        "NOMINATIM_URL": settings.NOMINATIM_URL,
        "MAP_TILES": settings.MAP_TILES,
        "MAP_ATTRIBUTION": settings.MAP_ATTRIBUTION,
        "TRUSTED_PROXIES": int(settings.TRUSTED_PROXIES),
        "WEB_WORKERS": int(settings.WEB_WORKERS),
        "LOG_LEVEL": settings.LOG_LEVEL.upper(),
    }


def _secret_problems(settings: Settings) -> list[str]:
    problems = []
    if len(settings.SECRET_KEY) < LEAST_SECRET:
        problems.append(
            f"SECRET_KEY is {'empty' if not settings.SECRET_KEY else 'too short'}: set at least "
            f"{LEAST_SECRET} random characters, for example the output of `openssl rand -hex 32`."
        )
    if settings.SMS_GATEWAY != "twilio":
        problems.append("SMS_GATEWAY must be twilio: the sandbox is for demo mode (DEMO=1).")
    if _is_here(settings.PUBLIC_BASE_URL) and not _is_here(settings.TWILIO_API_BASE):
        problems.append(
            "PUBLIC_BASE_URL is this machine's own: set the address the carrier can reach."
        )
    return problems


def _opt_out_problems(settings: Settings) -> list[str]:
    """Want a key of its own for stops: a new SECRET_KEY must not forget a single one."""
    if len(settings.OPT_OUT_KEY) >= LEAST_SECRET:
        return []
    needed = settings.SMS_GATEWAY == "twilio" and not settings.demo
    if not settings.OPT_OUT_KEY and not needed:
        return []
    problem = (
        f"OPT_OUT_KEY is {'too short' if settings.OPT_OUT_KEY else 'empty'}: choose at least "
        f"{LEAST_SECRET} random characters once, for example the output of `openssl rand -hex 32`, "
        "and never change them: by them we know who said stop after all else about them is erased."
    )
    return [problem]


def _address_problems(settings: Settings) -> list[str]:
    if settings.PUBLIC_BASE_URL.startswith("https://"):
        return []
    if not settings.PUBLIC_BASE_URL.startswith("http://"):
        return ["PUBLIC_BASE_URL must begin with https:// (or http:// in demo mode)."]
    if settings.demo or _is_here(settings.PUBLIC_BASE_URL) or _is_here(settings.TWILIO_API_BASE):
        return []
    return ["PUBLIC_BASE_URL must begin with https://: what residents type is for us only."]


def _is_here(url: str) -> bool:
    """Tell whether an address is this machine's own."""
    return urlsplit(url).hostname in LOOPBACK


def _gateway_problems(settings: Settings) -> list[str]:
    problems = []
    if settings.SMS_GATEWAY not in {"sandbox", "twilio"}:
        problems.append("SMS_GATEWAY must be sandbox or twilio.")
    if settings.GEOCODER not in {"", "nominatim"}:
        problems.append("GEOCODER must be empty or nominatim.")
    if not settings.WEB_WORKERS.isdecimal() or int(settings.WEB_WORKERS) < 1:
        problems.append("WEB_WORKERS must be a whole number of at least 1.")
    if not settings.TRUSTED_PROXIES.isdigit():
        problems.append("TRUSTED_PROXIES must be a whole number.")
    if settings.SMS_GATEWAY == "twilio":
        problems += _twilio_problems(settings)
    return problems


def _twilio_problems(settings: Settings) -> list[str]:
    problems = []
    if not settings.TWILIO_ACCOUNT_SID:
        problems.append("TWILIO_ACCOUNT_SID is empty: copy it from your carrier's console.")
    if len(settings.TWILIO_AUTH_TOKEN) < LEAST_SECRET:
        problems.append(
            "TWILIO_AUTH_TOKEN is empty or too short: with it anybody could forge a text."
        )
    if 0 < len(settings.TWILIO_AUTH_TOKEN_SECONDARY) < LEAST_SECRET:
        problems.append(
            "TWILIO_AUTH_TOKEN_SECONDARY is too short: leave it out, or copy it whole from your "
            "carrier's console."
        )
    if settings.demo and not _is_here(settings.TWILIO_API_BASE):
        problems.append(
            "DEMO with SMS_GATEWAY=twilio texts nobody real: set TWILIO_API_BASE to a stand-in "
            "on this machine, or use the sandbox."
        )
    return problems


def _mail_problems(settings: Settings) -> list[str]:
    gateway = settings.MAIL_GATEWAY
    if settings.demo and gateway in {"", "mailbox"}:
        return []
    if gateway == "none":
        return []
    if gateway == "mailbox":
        return ["MAIL_GATEWAY cannot be mailbox: that one is for demo mode (DEMO=1)."]
    if gateway != "smtp":
        problem = (
            "MAIL_GATEWAY must be smtp, so that staff are told of danger by e-mail; or none, if "
            "you accept that they are told of nothing."
        )
        return [problem]
    return _smtp_problems(settings)


def _map_problems(settings: Settings) -> list[str]:
    """Tiles come from one host, which the pages then allow, and whoever drew them is named."""
    if not settings.MAP_TILES:
        return []
    problems = []
    address = r"https://[a-z0-9.-]+(:\d+)?/[^\s;,'\"]*"
    parts = all(part in settings.MAP_TILES for part in ("{z}", "{x}", "{y}"))
    if not parts or not re.fullmatch(address, settings.MAP_TILES):
        problems.append("MAP_TILES must look like https://tiles.example.org/{z}/{x}/{y}.png.")
    if not settings.MAP_ATTRIBUTION:
        problems.append("MAP_ATTRIBUTION is empty: say whose map the tiles are.")
    return problems


def _smtp_problems(settings: Settings) -> list[str]:
    problems = []
    if not _is_mail_server(settings.SMTP_URL):  # never shown: it holds a password
        problems.append(
            "SMTP_URL must look like smtp://USER:…@host:587 or smtps://USER:…@host:465, "
            "with special letters of the password written as %40 and the like."
        )
    elif settings.demo and not _is_here(settings.SMTP_URL):
        problems.append(
            "DEMO with MAIL_GATEWAY=smtp mails nobody real: set SMTP_URL to a server on this "
            "machine, or use the mailbox."
        )
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", settings.MAIL_FROM):
        problems.append("MAIL_FROM must be the address that mails come from.")
    return problems


def _is_mail_server(url: str) -> bool:
    parts = urlsplit(url)
    try:
        known = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none
        return False
    signs_in_whole = bool(parts.username) == bool(parts.password)
    return parts.scheme in {"smtp", "smtps"} and known and signs_in_whole and not parts.path


def _database_url(url: str) -> str:
    """Spell PostgreSQL's address with the driver that is installed, a file's from the root."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    if url.startswith("sqlite:///") and ":memory:" not in url:
        name, *rest = url.removeprefix("sqlite:///").split("?", 1)
        file = ROOT / name  # a whole path stays as it is
        file.parent.mkdir(parents=True, exist_ok=True)
        return "?".join([f"sqlite:///{file}", *rest])
    return url


def _kept_secret(path: Path) -> str:
    """Return the demo's own key, made once, so that all its processes share it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(secrets.token_hex(32))
        path.chmod(0o600)
    return path.read_text().strip()
