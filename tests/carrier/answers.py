"""What the API answers: with the codes and the words of Twilio's error dictionary."""

from dataclasses import dataclass
from typing import Any

SAYINGS = {
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    21211: "Invalid 'To' Phone Number",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21606: "The 'From' phone number provided is not a valid message-capable Twilio phone number",
    21610: "Attempt to send to unsubscribed recipient",
    21614: "'To' number is not a valid mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit",
}
HTTP = {20003: 401, 20404: 404, 20429: 429}  # the status of an error; of all others it is 400


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: int
    payload: dict[str, Any]


def error(code: int) -> Answer:
    """Return a refusal, as Twilio spells it."""
    status = HTTP.get(code, 400)
    return Answer(
        status,
        {
            "code": code,
            "message": SAYINGS.get(code, "Bad request"),
            "more_info": f"https://www.twilio.com/docs/errors/{code}",
            "status": status,
        },
    )


def trouble(status: int) -> Answer:
    """Return what a machine in between says, that knows no codes."""
    return Answer(status, {"message": "Sorry", "status": status})
