"""What the API shows of the account itself: how it stands, its numbers, what overrides them."""

import re
from typing import TYPE_CHECKING, Any

from tests.carrier.account import ACCOUNT, Number, Service
from tests.carrier.answers import Answer, error

if TYPE_CHECKING:
    from tests.carrier.standin import StandIn

ROOMS = {
    "account": re.compile(r"/2010-04-01/Accounts/(\w+)\.json"),
    "balance": re.compile(r"/2010-04-01/Accounts/(\w+)/Balance\.json"),
    "numbers": re.compile(r"/2010-04-01/Accounts/(\w+)/IncomingPhoneNumbers\.json"),
    "number": re.compile(r"/2010-04-01/Accounts/\w+/IncomingPhoneNumbers/(\w+)\.json"),
    "services": re.compile(r"/v1/(Services)"),
    "members": re.compile(r"/v1/Services/(\w+)/PhoneNumbers"),
    "countries": re.compile(r"/v1/Messaging/(GeoPermissions)"),
    "alerts": re.compile(r"/v1/(Alerts)"),
}
SET = {
    "SmsUrl": "url",
    "SmsMethod": "method",
    "SmsFallbackUrl": "fallback",
    "SmsFallbackMethod": "fallback_method",
    "StatusCallback": "calls",
}
Where = tuple[str, str]


def at(path: str) -> Where | None:
    """Return which room a path leads to, and the id in it."""
    found = ((room, look.fullmatch(path)) for room, look in ROOMS.items())
    return next(((room, match[1]) for room, match in found if match), None)


def show(
    carrier: "StandIn", where: Where, query: dict[str, str], form: dict[str, str] | None
) -> Answer:
    """Answer in a room; only a number can be changed."""
    carrier.calls[where[0]] += 1
    if form is None:
        return _SHOW[where[0]](carrier, where[1], query)
    found = _with_sid(carrier, where[1])
    if where[0] != "number" or found is None:
        return error(20404)
    for name, value in form.items():
        setattr(found, SET[name], value)
    return Answer(200, _number(found))


def _account(carrier: "StandIn", sid: str, _query: dict[str, str]) -> Answer:
    account = carrier.account
    if sid != account.sid:
        return error(20404)
    shown = {"sid": sid, "status": account.status, "type": account.kind, "friendly_name": "Us"}
    return Answer(200, shown)


def _balance(carrier: "StandIn", sid: str, _query: dict[str, str]) -> Answer:
    left = carrier.account.balance
    if left is None:
        return error(20404)
    return Answer(200, {"account_sid": sid, "balance": left, "currency": "GBP"})


def _numbers(carrier: "StandIn", _sid: str, query: dict[str, str]) -> Answer:
    wanted = query.get("PhoneNumber", "")  # Twilio takes a part of a number, too
    found = [one for one in carrier.account.numbers.values() if wanted in one.number]
    return Answer(200, {"incoming_phone_numbers": [_number(one) for one in found], "page": 0})


def _one(carrier: "StandIn", sid: str, _query: dict[str, str]) -> Answer:
    found = _with_sid(carrier, sid)
    return Answer(200, _number(found)) if found else error(20404)


def _services(carrier: "StandIn", _sid: str, _query: dict[str, str]) -> Answer:
    in_use = [one.service for one in carrier.account.numbers.values() if one.service]
    return Answer(200, _page("services", [_service(one) for one in in_use]))


def _members(carrier: "StandIn", sid: str, _query: dict[str, str]) -> Answer:
    numbers = carrier.account.numbers.values()
    inside = [one for one in numbers if one.service is not None and one.service.sid == sid]
    return Answer(200, _page("phone_numbers", [_number(one) for one in inside]))


def _countries(carrier: "StandIn", _sid: str, query: dict[str, str]) -> Answer:
    allowed = carrier.account.countries
    if allowed is None:
        return error(20404)
    code = query["CountryCode"]
    told = {"country_code": code, "type": "country", "enabled": allowed.get(code, False)}
    return Answer(200, {"permissions": [told]})


def _alerts(carrier: "StandIn", _sid: str, _query: dict[str, str]) -> Answer:
    told = carrier.account.alerts
    shown = [{"error_code": str(code), "request_url": url} for code, url in told]
    return Answer(200, _page("alerts", shown))


_SHOW = {
    "account": _account,
    "balance": _balance,
    "numbers": _numbers,
    "number": _one,
    "services": _services,
    "members": _members,
    "countries": _countries,
    "alerts": _alerts,
}


def _with_sid(carrier: "StandIn", sid: str) -> Number | None:
    numbers = carrier.account.numbers.values()
    return next((one for one in numbers if one.sid == sid), None)


def _page(key: str, shown: list[dict[str, Any]]) -> dict[str, Any]:
    return {"meta": {"key": key, "next_page_url": None, "page": 0}, key: shown}


def _number(one: Number) -> dict[str, Any]:
    return {
        "account_sid": ACCOUNT,
        "capabilities": {"mms": False, "sms": one.texts, "voice": True},
        "phone_number": one.number,
        "sid": one.sid,
        "sms_application_sid": one.application,
        "sms_fallback_method": one.fallback_method,
        "sms_fallback_url": one.fallback,
        "sms_method": one.method,
        "sms_url": one.url,
        "status_callback": one.calls,
        "status_callback_method": "POST",
    }


def _service(one: Service) -> dict[str, Any]:
    return {
        "account_sid": ACCOUNT,
        "fallback_method": "POST",
        "fallback_url": one.fallback,
        "friendly_name": one.name,
        "inbound_method": one.method,
        "inbound_request_url": one.url,
        "sid": one.sid,
        "use_inbound_webhook_on_number": one.defers,
    }
