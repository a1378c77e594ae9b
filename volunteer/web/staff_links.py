"""Staff come in by a link: they choose a password and set up the phone that shows codes.

A link alone lets nobody in whose phone shows codes already: their mailbox may be
somebody else's by now. In the demo a link is enough, as everybody there is invented.
"""

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from segno import make_qr

from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import NotFound, Refused
from volunteer.staff import queries, second_factor, service
from volunteer.staff.model import SignInLink
from volunteer.visits.model import Stage
from volunteer.web import sessions
from volunteer.web.access import city, halfway
from volunteer.web.forms import Form
from volunteer.web.kit import form_page, tell
from volunteer.web.staff_forms import DemoLinkForm, FirstCodeForm, LinkAndCodeForm, LinkForm

bp = Blueprint("links", __name__, url_prefix="/staff")


@bp.route("/links/<token>", methods=["GET", "POST"])
def show(token: str) -> ResponseReturnValue:
    """Let somebody in by their link, once."""
    try:
        found = _link(token)
    except NotFound:
        tell(Refused(service.NO_LINK))
        return redirect(url_for("staff.sign_in"), 303)
    form = _form(found)
    if form.validate_on_submit():
        try:
            return _open(found, token, form)
        except Refused as refusal:
            form.refuse(_field_of(refusal), refusal)
    return form_page("staff/link.html", form, link=found)


@bp.route("/phone", methods=["GET", "POST"])
def phone() -> ResponseReturnValue:
    """Teach somebody's phone to show codes, and prove that it does."""
    member, form = halfway(), FirstCodeForm()
    if g.visit.stage is not Stage.SETTING_UP:
        return redirect(url_for("staff.code"), 303)
    member_id = member.id
    if form.validate_on_submit():
        try:
            codes = second_factor.prove(
                city().id, member_id, form.code.data, now=sessions.real_now()
            )
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            sessions.begin_as_member(city(), member_id)
            g.member = queries.member(db.session(), city().id, member_id)
            return render_template("staff/recovery.html", codes=codes, first=True)
    return _with_picture(member_id, form)


def set_up(member_id: int) -> ResponseReturnValue:
    """Let somebody set a phone up next: with a secret that nobody was shown before."""
    second_factor.offer(city().id, member_id)
    sessions.begin_as_member(city(), member_id, stage=Stage.SETTING_UP)
    return redirect(url_for("links.phone"), 303)


def _link(token: str) -> SignInLink:
    found = service.link(db.session(), city().id, token, now=clock.now())
    if not found.asks_password and not current_app.config["DEMO"]:
        raise NotFound("a demo's link, outside a demo")
    return found


def _form(found: SignInLink) -> Form:
    if not found.asks_password:
        return DemoLinkForm()
    return LinkAndCodeForm() if found.member.has_second_factor else LinkForm()


def _open(found: SignInLink, token: str, form: Form) -> ResponseReturnValue:
    """Use a link up; whoever has no phone yet sets one up next."""
    city_id, member_id, asks = city().id, found.member_id, found.asks_password
    stage = Stage.IN if not asks or found.member.has_second_factor else Stage.SETTING_UP
    if isinstance(form, LinkAndCodeForm):
        service.ensure_password(found, form.password.data or "")  # before a code is used up
        second_factor.check(city_id, member_id, form.code.data, now=sessions.real_now())
    service.redeem(
        city_id,
        token,
        password=form.password.data if asks else None,
        now=clock.now(),
        set_at=sessions.real_now(),
    )
    if stage is Stage.SETTING_UP:
        return set_up(member_id)
    sessions.begin_as_member(city(), member_id)
    flash(gettext("You are signed in."))
    return redirect(url_for("board.show"), 303)


def _field_of(refusal: Refused) -> str:
    return "code" if refusal.sentence == second_factor.WRONG else "password"


def _with_picture(member_id: int, form: Form) -> ResponseReturnValue:
    secret = second_factor.offered(db.session(), city().id, member_id)
    if secret is None:  # proved already, on another browser
        return redirect(url_for("staff.sign_in"), 303)
    address = second_factor.address(
        secret, issuer=f"{city().name} Volunteer", account=halfway().email
    )
    return form_page(
        "staff/phone.html",
        form,
        address=address,
        picture=make_qr(address).svg_data_uri(scale=5, border=3),
        secret=" ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
    )
