"""Somebody at a city's pages, who sends forms as a browser does."""

import re
from time import time
from typing import Any

from flask import Flask, g, has_app_context
from werkzeug.test import TestResponse

from volunteer.cities.model import City
from volunteer.people.model import Volunteer
from volunteer.staff.model import Member


class Browser:
    """A browser at one city's host."""

    def __init__(self, app: Flask, city: City) -> None:
        self.client = app.test_client()
        self.base_url = f"https://{city.host}/"
        self.city_id = city.id

    def get(self, address: str) -> TestResponse:
        """Open a page."""
        return self.client.get(address, base_url=self.base_url)

    def post(self, address: str, /, **data: Any) -> TestResponse:
        """Send a form, with the token that its page had."""
        return self.client.post(
            address,
            base_url=self.base_url,
            headers={"Referer": self.base_url},  # over HTTPS a form must come from our own page
            data={"csrf_token": self._token(), **data},
        )

    def sign_in(self, person: Volunteer | Member, *, idle: float = 0, age: float = 0) -> None:
        """Sign somebody in; staff for ``age`` seconds already, ``idle`` for so many."""
        name = "member_id" if isinstance(person, Member) else "volunteer_id"
        with self.client.session_transaction(base_url=self.base_url) as session:
            session["city_id"] = self.city_id
            session[name] = person.id
            if isinstance(person, Member):
                session["generation"] = person.generation
            session["began"], session["seen"] = time() - age, time() - idle

    def _token(self) -> str:
        if has_app_context():  # a test's own outlives requests, with the last browser's token
            g.pop("csrf_token", None)
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/sign-in").text)
        assert found is not None
        return found[1]


def problems(page: TestResponse) -> list[str]:
    """Return what the error summary of a page says."""
    summary = page.text.partition("govuk-error-summary__list")[2].partition("</ul>")[0]
    return re.findall(r'<a href="#[^"]+">(.*?)</a>', summary)


def told(page: TestResponse) -> list[str]:
    """Return what the banners of a page say."""
    return re.findall(r'banner__heading">(.*?)</p>', page.text)
