"""``volunteer sms check``: whether texts can go out and come in, and what to mend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.cli import sms_account, sms_front, sms_number, sms_stops
from volunteer.cli.findings import Finding, mend, tell
from volunteer.cli.refusals import plainly
from volunteer.core import clock
from volunteer.core.carrier import CarrierAccount
from volunteer.core.db import db
from volunteer.core.errors import GatewayError
from volunteer.messages import opt_outs

NOTHING = "SMS_GATEWAY is sandbox: texts go to phones in the database only. Nothing to check."
NO_CITY = "There is no city yet: volunteer city add …"


@dataclass(frozen=True, slots=True)
class Town:
    """What must be known of a city here, when no transaction is open any more."""

    name: str
    number: str
    a_day_pence: int
    stopped: int
    stops_forgotten: int


@click.command()
@click.argument("slug", required=False)
@click.option("--fix", is_flag=True, help="Point the numbers' texts to us, where they are not.")
@click.option("--yes", is_flag=True, help="With --fix: do not ask first.")
@with_appcontext
@plainly
def check(slug: str | None, *, fix: bool, yes: bool) -> None:
    """See whether texts can go out and come in; of the city SLUG, or of all.

    Prints a line for each thing: ok, or what to mend and how. The exit code is 1 if something
    is to be mended. It sends no text and changes nothing, but with --fix the addresses that
    the numbers' texts are posted to.
    """
    account = current_app.extensions["account"]
    if account is None:
        click.echo(NOTHING)
        return
    towns = _towns(slug)
    if fix:
        _fix(account, towns, asks=not yes)
    if tell(_everything(account, towns)):
        raise SystemExit(1)


def _towns(slug: str | None) -> list[Town]:
    session = db.session()
    found = [cities.named(session, slug)] if slug else cities.everyone(session)
    towns = [_town(session, city) for city in found]
    db.session.remove()  # the outside is asked next
    return towns


def _town(session: Session, city: City) -> Town:
    forgotten, stopped = opt_outs.unknown(session, city.id)
    return Town(city.name, city.number, city.rules.spend_a_day_pence, stopped, forgotten)


def _everything(account: CarrierAccount, towns: Sequence[Town]) -> Iterator[Finding]:
    config = current_app.config
    if towns:
        yield sms_stops.key(
            stopped=sum(town.stopped for town in towns),
            forgotten=sum(town.stops_forgotten for town in towns),
        )
    try:
        yield from _with_the_carrier(account, towns)
    except GatewayError as error:
        yield mend(f"Twilio did not answer all that was asked ({error.code}): try again.")
    if not towns:
        yield mend(NO_CITY)
        return
    yield from sms_front.findings(
        current_app.extensions["front"],
        account.signature,
        base=config["PUBLIC_BASE_URL"],
        sid=config["TWILIO_ACCOUNT_SID"],
        number=towns[0].number,
    )


def _with_the_carrier(account: CarrierAccount, towns: Sequence[Town]) -> Iterator[Finding]:
    config = current_app.config
    base = config["PUBLIC_BASE_URL"]
    finding, standing = sms_account.let_in(account, config["TWILIO_ACCOUNT_SID"])
    yield finding
    if standing is None:
        return
    yield from sms_account.standing_of(standing)
    yield from sms_account.clock(standing, now=clock.now())
    yield from sms_account.second_token(account, config["TWILIO_AUTH_TOKEN_SECONDARY"])
    yield from sms_account.money(account, a_day_pence=sum(town.a_day_pence for town in towns))
    yield from sms_account.countries(account)
    for town in towns:
        own = account.number(town.number)
        yield from sms_number.findings(account, town.name, town.number, own, base=base)
    yield from sms_account.seen_from_there(account, base, now=clock.now())


def _fix(account: CarrierAccount, towns: Sequence[Town], *, asks: bool) -> None:
    """Point the numbers that are not pointed to us, each after asking."""
    try:
        for town in towns:
            _fix_one(account, town, asks=asks)
    except GatewayError as error:
        click.echo(f"Nothing more could be changed ({error.code}): see below.")


def _fix_one(account: CarrierAccount, town: Town, *, asks: bool) -> None:
    base = current_app.config["PUBLIC_BASE_URL"]
    own, url = account.number(town.number), sms_number.inbound_url(base)
    if own is None or not sms_number.can_be_pointed(own, account.pool_of(own), base=base):
        return
    if asks and not click.confirm(f"Post the texts to {town.name} ({town.number}) to {url}?"):
        return
    account.point(own, url, forget_calls=sms_number.tells_us_of_calls(own, base=base))
    click.echo(f"Done: the texts to {town.name} are posted to {url}, and again if that fails.")
