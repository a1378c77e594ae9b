"""How a visitor reaches the pages: within this process, or over real HTTP."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin, urlsplit

import requests
from flask import Flask

Form = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What came back in the end: from where, with which status, and what it says."""

    path: str
    status: int
    html: str


class Wire(Protocol):
    """A way to the pages; it keeps cookies and follows where it is led."""

    def get(self, address: str) -> Seen:
        """Open a page."""
        ...

    def post(self, address: str, form: Form) -> Seen:
        """Send a form."""
        ...


class Inside:
    """The way that needs no network."""

    def __init__(self, app: Flask, host: str) -> None:
        self._client, self._base = app.test_client(), f"http://{host}/"

    def get(self, address: str) -> Seen:
        answer = self._client.get(address, base_url=self._base, follow_redirects=True)
        return Seen(answer.request.path, answer.status_code, answer.text)

    def post(self, address: str, form: Form) -> Seen:
        answer = self._client.post(address, base_url=self._base, data=form, follow_redirects=True)
        return Seen(answer.request.path, answer.status_code, answer.text)


class Http:
    """The way that a browser goes."""

    def __init__(self, base: str) -> None:
        self._session, self._base = requests.Session(), base
        self._session.trust_env = False

    def get(self, address: str) -> Seen:
        return _seen(self._session.get(urljoin(self._base, address)))

    def post(self, address: str, form: Form) -> Seen:
        return _seen(self._session.post(urljoin(self._base, address), data=form))


def _seen(answer: requests.Response) -> Seen:
    return Seen(urlsplit(answer.url).path, answer.status_code, answer.text)
