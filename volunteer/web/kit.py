"""What every page has at hand: the city, its language, its clock, and words for refusals."""

from datetime import UTC, date, datetime, time
from typing import Any

from flask import Flask, current_app, flash, g, has_request_context, render_template, request
from flask.typing import ResponseReturnValue
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from volunteer.core.errors import Refused
from volunteer.web import chart_kit, days, demo_phones, filters, headers
from volunteer.web.access import city
from volunteer.web.forms import Form, sentence

__all__ = ["city_time", "form_page", "language", "locale", "sentence", "start_of", "tell"]

GOVUK = ("govuk_frontend_jinja", "govuk_frontend_wtf")
REGIONS = {"en": "en_GB"}  # Babel's bare "en" is American


def install(app: Flask) -> None:
    """Give templates their loader, filters and names, and answers their headers."""
    parts = PrefixLoader({package: PackageLoader(package) for package in GOVUK})
    app.jinja_loader = ChoiceLoader([loader for loader in (app.jinja_loader, parts) if loader])
    app.jinja_env.policies["ext.i18n.trimmed"] = True  # as babel.cfg has it
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(filters.ALL)
    chart_kit.install(app)
    app.context_processor(_at_hand)
    headers.install(app)


def language() -> str:
    """Return the language of this page: pages have English words only, texts more."""
    return "en"


def spoken() -> str:
    """Return the language to text whoever asks in: of the city's, the one the browser likes."""
    if not has_request_context() or g.get("city") is None:
        return "en"
    languages: list[str] = g.city.languages
    return request.accept_languages.best_match(languages) or languages[0]


def locale() -> str:
    """Return the locale of this page, as Babel names it."""
    return REGIONS.get(language(), language())


def tell(refusal: Refused) -> None:
    """Say on the next page why something was refused."""
    flash(sentence(refusal), "refused")


def form_page(template: str, form: Form, **values: Any) -> ResponseReturnValue:
    """Show a form: with 422 when it was sent with mistakes, and nothing typed is lost."""
    return render_template(template, form=form, **values), 422 if form.errors else 200


def city_time(local: datetime) -> datetime:
    """Return the moment, in UTC, of a time that a clock on the town hall shows."""
    return local.replace(tzinfo=city().zone).astimezone(UTC)


def start_of(day: date) -> datetime:
    """Return the moment, in UTC, at which a day begins in the city."""
    return city_time(datetime.combine(day, time.min))


def mail_goes_out() -> bool:
    """Return whether there is a way for mail to leave this deployment."""
    return current_app.extensions["mail"] is not None


def _at_hand() -> dict[str, Any]:
    here = g.get("city")
    return {
        "city": here,
        "volunteer": g.get("volunteer"),
        "member": g.get("member"),
        "language": language(),
        "mail_goes_out": mail_goes_out(),
        "demo": current_app.config["DEMO"],
        "phones_here": demo_phones.are_here(),
        "clock": days.moment() if here else None,
    }
