"""Somebody at a city's pages, who sends forms as a browser does."""

import re
import secrets
from copy import copy
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from flask import Flask, g, has_app_context
from werkzeug.test import TestResponse

from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.people.model import Volunteer
from volunteer.staff.model import Member
from volunteer.visits.model import Stage, Visit
from volunteer.web import sessions


class Browser:
    """A browser at one city's host."""

    def __init__(self, app: Flask, city: City) -> None:
        self.client = app.test_client()
        self.base_url = f"https://{city.host}/"
        self.city_id = city.id

    def get(self, address: str) -> TestResponse:
        """Open a page."""
        _forget_tokens()
        return self.client.get(address, base_url=self.base_url)

    def post(self, address: str, /, **data: Any) -> TestResponse:
        """Send a form, with the token that its page had."""
        return self.client.post(
            address,
            base_url=self.base_url,
            headers={"Referer": self.base_url},  # over HTTPS a form must come from our own page
            data={"csrf_token": self._token(), **data},
        )

    def sign_in(
        self,
        person: Volunteer | Member,
        *,
        idle: float = 0,
        age: float = 0,
        stage: Stage = Stage.IN,
    ) -> None:
        """Sign somebody in, ``age`` seconds ago, idle for the last ``idle`` of them."""
        is_staff = isinstance(person, Member)
        member_id, volunteer_id = (person.id, None) if is_staff else (None, person.id)
        now = datetime.now(UTC)
        token = secrets.token_urlsafe()
        visit = Visit(
            city_id=self.city_id,
            member_id=member_id,
            volunteer_id=volunteer_id,
            token_hash=sha256(token.encode()).hexdigest(),
            stage=stage,
            browser="Firefox",
            began_at=now - timedelta(seconds=age),
            seen_at=now - timedelta(seconds=idle),
        )
        db.session.add(visit)
        db.session.commit()
        with self.client.session_transaction(base_url=self.base_url) as cookie:
            cookie["city_id"] = self.city_id
            cookie[sessions.STAFF if is_staff else sessions.VOLUNTEER] = token

    def copied(self) -> "Browser":
        """Return another browser with a copy of what this one keeps, as a thief has it."""
        other = copy(self)
        other.client = self.client.application.test_client()
        host = self.base_url.removeprefix("https://").rstrip("/")
        kept = self.client.get_cookie("__Host-session", host)
        assert kept is not None
        other.client.set_cookie("__Host-session", kept.value, domain=host, secure=True)
        return other

    def _token(self) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/sign-in").text)
        assert found is not None
        return found[1]


def _forget_tokens() -> None:
    """Let a page have its own form token: a test's context outlives its requests."""
    if has_app_context():
        g.pop("csrf_token", None)


def problems(page: TestResponse) -> list[str]:
    """Return what the error summary of a page says."""
    summary = page.text.partition("govuk-error-summary__list")[2].partition("</ul>")[0]
    return re.findall(r'<a href="#[^"]+">(.*?)</a>', summary)


def told(page: TestResponse) -> list[str]:
    """Return what the banners of a page say."""
    return re.findall(r'banner__heading">(.*?)</p>', page.text)
