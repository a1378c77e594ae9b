"""Composition: the only room that knows everybody."""

import gc
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from flask_babel import Babel
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from volunteer import cli
from volunteer.core import log
from volunteer.core.db import db
from volunteer.core.idle import Idle
from volunteer.core.ports import Geocoder, MailGateway, SmsGateway
from volunteer.gateways import mailbox, sandbox
from volunteer.gateways.front import PublicFront
from volunteer.gateways.nominatim import Nominatim
from volunteer.gateways.smtp import Smtp
from volunteer.gateways.twilio import Twilio, signed
from volunteer.gateways.twilio_account import TwilioAccount
from volunteer.sms import conversation, taking, webhooks
from volunteer.web import access, bodies, errors, ids, kept, kit, pages, reference
from volunteer.worker import Worker

ROOT = Path(__file__).parent.parent
FORM_BYTES = 64 * 1024
GARBAGE_AT = 10_000  # objects more: at Python's 700 it looks through all there are too often


def create_app(
    config: Mapping[str, Any],
    *,
    sms: SmsGateway | None = None,
    geocoder: Geocoder | None = None,
    mail: MailGateway | None = None,
) -> Flask:
    """Return the service, ready to answer.

    ``sms``, ``geocoder`` and ``mail`` take the place of those that the configuration names.
    """
    app = Flask(
        __name__,
        template_folder=str(ROOT / "templates"),
        static_folder="static/build",
        static_url_path="/static",
    )
    app.config.from_mapping(_defaults())
    app.config.from_mapping(config)
    app.config.setdefault("DRAMA_NUMBERS", app.config["DEMO"])  # invented ones: never residents'
    app.config.from_mapping(SQLALCHEMY_ENGINE_OPTIONS=_engine_options(app), **_cookie(app))
    log.install(app.config["LOG_LEVEL"])
    gc.set_threshold(GARBAGE_AT)
    _install_parts(app)
    _trust_proxies(app)
    app.extensions.update(
        sms=sms or _sms(app),
        geocoder=geocoder or _geocoder(app),
        mail=mail or _mail(app),
        signed=partial(signed, _believed(app)),
        take_in=taking.way(app.config["SQLALCHEMY_DATABASE_URI"]),
        account=_account(app),
        front=PublicFront(app.config["PUBLIC_BASE_URL"]),
        sandbox=sandbox,
        mailbox=mailbox,
    )
    app.extensions["worker"] = _worker(app)
    return app


def _trust_proxies(app: Flask) -> None:
    """Believe what the proxies say of who asks, and how, before anything looks at it."""
    trusted = app.config["TRUSTED_PROXIES"]
    if trusted:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=0)  # type: ignore[method-assign] # as Flask says to


def _worker(app: Flask) -> Worker:
    carrier = app.extensions["sms"]
    return Worker(
        app=app,
        sms=carrier,
        geocoder=app.extensions["geocoder"],
        mail=app.extensions["mail"],
        answer=conversation.answer_next,
        reports=sandbox.report_next if isinstance(carrier, sandbox.Sandbox) else None,
        arrivals=carrier.arrived if isinstance(carrier, Twilio) else None,
        handings=carrier.handed if isinstance(carrier, Twilio) else None,
    )


def _install_parts(app: Flask) -> None:
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    Babel(app, default_translation_directories="translations", locale_selector=kit.locale)
    csrf = CSRFProtect(app)
    for part in (ids, reference, bodies, access, kept, errors, kit, cli):  # in a request's order
        part.install(app)
    for blueprint in pages.blueprints():
        app.register_blueprint(blueprint)
    app.register_blueprint(webhooks.bp)
    csrf.exempt(webhooks.bp)


def _defaults() -> dict[str, Any]:
    return {
        "DEMO": False,
        "SMS_GATEWAY": "sandbox",
        "GEOCODER": "",
        "MAP_TILES": "",
        "MAP_ATTRIBUTION": "",
        "MAIL_GATEWAY": "mailbox",
        "TRUSTED_PROXIES": 0,
        "LOG_LEVEL": "INFO",
        "PUBLIC_BASE_URL": "http://127.0.0.1:8000",
        "MAX_CONTENT_LENGTH": FORM_BYTES,
        "MAX_FORM_MEMORY_SIZE": FORM_BYTES,
        "PAGES_KEPT_SECONDS": 1,  # of nobody in particular: web/kept
        "MAX_FORM_PARTS": 100,  # fields of a multipart form: ours are none, and have none
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _cookie(app: Flask) -> dict[str, Any]:
    """Tie the session's cookie to HTTPS and to its host, but not on a machine without HTTPS."""
    secure = app.config["PUBLIC_BASE_URL"].startswith("https://")
    name = "__Host-session" if secure else "session"
    return {"SESSION_COOKIE_SECURE": secure, "SESSION_COOKIE_NAME": name}


def _engine_options(app: Flask) -> dict[str, Any]:
    """Keep values out of errors; speak UTC with PostgreSQL, whatever its server speaks."""
    options: dict[str, Any] = {"hide_parameters": True}
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql"):
        options |= {"pool_events": Idle().events()}
        options |= {"connect_args": {"options": "-c timezone=utc"}}
    return options


def _believed(app: Flask) -> tuple[str, ...]:
    """Return the tokens whose signatures are believed: two while they are changed over."""
    names = ("TWILIO_AUTH_TOKEN", "TWILIO_AUTH_TOKEN_SECONDARY")
    return tuple(app.config.get(name, "") for name in names)


def _sms(app: Flask) -> SmsGateway:
    if app.config["SMS_GATEWAY"] == "twilio":
        return Twilio(
            account_sid=app.config["TWILIO_ACCOUNT_SID"],
            auth_token=app.config["TWILIO_AUTH_TOKEN"],
            callback_url=f"{app.config['PUBLIC_BASE_URL']}/sms/status",
            api_base=app.config["TWILIO_API_BASE"],
        )
    return sandbox.Sandbox()


def _account(app: Flask) -> TwilioAccount | None:
    """Return our account with the carrier; the sandbox has none."""
    if app.config["SMS_GATEWAY"] != "twilio":
        return None
    return TwilioAccount(
        account_sid=app.config["TWILIO_ACCOUNT_SID"],
        auth_token=app.config["TWILIO_AUTH_TOKEN"],
        api_base=app.config["TWILIO_API_BASE"],
    )


def _geocoder(app: Flask) -> Geocoder | None:
    if app.config["GEOCODER"] == "nominatim":
        return Nominatim(
            user_agent=f"Volunteer ({app.config['PUBLIC_BASE_URL']})",
            url=app.config["NOMINATIM_URL"],
        )
    return None


def _mail(app: Flask) -> MailGateway | None:
    if app.config["MAIL_GATEWAY"] == "smtp":
        return Smtp.at(app.config["SMTP_URL"], app.config["MAIL_FROM"])
    return mailbox.Mailbox() if app.config["MAIL_GATEWAY"] == "mailbox" else None
