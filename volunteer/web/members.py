"""The people who work here, looked after by administrators and managers."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.staff import members, queries
from volunteer.staff.members import Newcomer
from volunteer.visits import service as visits
from volunteer.web import sessions
from volunteer.web.access import city, member
from volunteer.web.kit import form_page, mail_goes_out, tell
from volunteer.web.member_forms import NAMES, ROLES, NewMemberForm, RoleForm

bp = Blueprint("members", __name__, url_prefix="/staff/members")


@bp.get("")
def show() -> ResponseReturnValue:
    """Show who works here, and who may come in."""
    session = db.session()
    return render_template(
        "members/show.html",
        people=members.looked_after_by(session, member()),
        names=NAMES,
        seen=visits.last_seen(session, city().id),
    )


@bp.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Take somebody in."""
    form, me = NewMemberForm(), member()
    form.offer(me)
    if form.validate_on_submit():
        newcomer = Newcomer(form.employer(me), form.name.data, form.email.data, form.role.data)
        try:
            member_id = members.invite(me, newcomer, now=clock.now())
        except Refused as refusal:
            form.refuse("email", refusal)
        else:
            if mail_goes_out():
                flash(gettext("Invited. A link to come in by is on its way to them."))
            else:
                flash(gettext("Invited. No mail goes out here: make a link, and hand it over."))
            return redirect(url_for(".one", member_id=member_id), 303)
    return form_page("members/new.html", form, organisations=_organisations())


@bp.get("/<int:member_id>")
def one(member_id: int) -> ResponseReturnValue:
    """Show somebody who works here."""
    return _page(member_id, None)


@bp.post("/<int:member_id>/role")
def role(member_id: int) -> ResponseReturnValue:
    """Give somebody another role or organisation."""
    members.get_for(db.session(), member(), member_id)
    form, me = RoleForm(), member()
    form.offer(me)
    if not form.validate_on_submit():
        return _page(member_id, form)
    return _done(
        member_id,
        lambda: members.set_role(me, member_id, form.role.data, form.employer(me), now=clock.now()),
        gettext("Changed. They are signed out, and come in again with their new role."),
    )


@bp.post("/<int:member_id>/link")
def link(member_id: int) -> ResponseReturnValue:
    """Send somebody a new link, for a new password."""
    if not mail_goes_out():
        return _by_hand(member_id)
    return _done(
        member_id,
        lambda: members.send_link(member(), member_id, now=clock.now()),
        gettext("A new link is on its way to them. Older ones are over."),
    )


@bp.post("/<int:member_id>/disabling")
def disable(member_id: int) -> ResponseReturnValue:
    """Let somebody in no more."""
    return _done(
        member_id,
        lambda: members.disable(member(), member_id, now=clock.now()),
        gettext("They are signed out and cannot come in."),
    )


@bp.post("/<int:member_id>/enabling")
def enable(member_id: int) -> ResponseReturnValue:
    """Let somebody in again."""
    return _done(
        member_id,
        lambda: members.enable(member(), member_id, now=clock.now()),
        gettext("They can sign in again."),
    )


@bp.post("/<int:member_id>/second-step-reset")
def second_factor(member_id: int) -> ResponseReturnValue:
    """Let somebody who lost their phone and their codes set up a new one."""
    return _done(
        member_id,
        lambda: members.reset_second_factor(member(), member_id, now=clock.now()),
        gettext("Done. With their next link they set up a new phone."),
    )


def _done(member_id: int, deed: Callable[[], None], said: str) -> ResponseReturnValue:
    try:
        deed()
    except Refused as refusal:
        tell(refusal)
    else:
        flash(said)
    return redirect(url_for(".one", member_id=member_id), 303)


def _by_hand(member_id: int) -> ResponseReturnValue:
    """Show a link once, where there is no mail to send it by."""
    try:
        token = members.link_by_hand(member(), member_id, now=clock.now())
    except Refused as refusal:
        tell(refusal)
        return redirect(url_for(".one", member_id=member_id), 303)
    address = url_for("links.show", token=token, _external=True)
    return _page(member_id, None, link=address)


def _page(member_id: int, sent: RoleForm | None, *, link: str | None = None) -> ResponseReturnValue:
    session, me = db.session(), member()
    person = members.get_for(session, me, member_id)
    form = sent
    if form is None:
        form = RoleForm(formdata=None, role=person.role, organisation=person.organisation.name)
        form.offer(me)
    return form_page(
        "members/one.html",
        form,
        person=person,
        link=link,
        visits=visits.of_member(session, city().id, person.id, now=sessions.real_now()),
        roles=ROLES,
        organisations=_organisations(),
    )


def _organisations() -> list[str]:
    return [one.name for one in queries.organisations(db.session(), city().id)]
