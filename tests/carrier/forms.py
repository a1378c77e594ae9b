"""What Twilio posts to webhooks, field by field."""

from twilio.request_validator import RequestValidator

from tests.carrier.account import ACCOUNT, TOKEN

CALLBACK = "https://volunteer.example/sms/status"


def a_text(
    *, sid: str, phone: str, to: str, body: str, account: str = ACCOUNT, **more: str
) -> dict[str, str]:
    """Return the form that Twilio posts for a text that came in."""
    return {
        "AccountSid": account,
        "ApiVersion": "2010-04-01",
        "Body": body,
        "From": phone,
        "FromCountry": "GB",
        "MessageSid": sid,
        "NumMedia": "0",
        "NumSegments": "1",
        "SmsMessageSid": sid,
        "SmsSid": sid,
        "SmsStatus": "received",
        "To": to,
        "ToCountry": "GB",
        **more,
    }


def a_report(
    *, sid: str, word: str, code: str = "", account: str = ACCOUNT, **more: str
) -> dict[str, str]:
    """Return the form that Twilio posts for what became of a message."""
    error = {"ErrorCode": code} if code else {}
    return {
        "AccountSid": account,
        "ApiVersion": "2010-04-01",
        "MessageSid": sid,
        "MessageStatus": word,
        "SmsSid": sid,
        "SmsStatus": word,
        **error,
        **more,
    }


def signature(url: str, form: dict[str, str], *, token: str = TOKEN) -> str:
    """Sign a form for the address it is posted to."""
    return str(RequestValidator(token).compute_signature(url, form))
