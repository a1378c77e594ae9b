"""The list of messages, page by page."""

from typing import Any
from urllib.parse import urlencode

from tests.carrier.account import ACCOUNT
from tests.carrier.messages import Kept

PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
LARGEST = 1000


def page(shown: list[Kept], query: dict[str, str], most: int) -> dict[str, Any]:
    """Cut a page out. Like Twilio's, its token names the last message that was shown."""
    size = min(int(query.get("PageSize", 50)), most)
    after = query.get("PageToken", "").removeprefix("PA")
    begin = next((n for n, kept in enumerate(shown, start=1) if kept.sid == after), 0)
    cut, number = shown[begin : begin + size], int(query.get("Page", 0))
    onward = None
    if begin + size < len(shown):
        rest = {**query, "Page": number + 1, "PageToken": f"PA{cut[-1].sid}"}
        onward = f"{PATH}?{urlencode(rest)}"
    return {
        "end": begin + len(cut) - 1,
        "first_page_uri": f"{PATH}?{urlencode({**query, 'Page': 0})}",
        "messages": [kept.as_json() for kept in cut],
        "next_page_uri": onward,
        "page": number,
        "page_size": size,
        "previous_page_uri": None,
        "start": begin,
        "uri": f"{PATH}?{urlencode(query)}",
    }
