"""Objects that a ready-made statement loads are as if the session itself had loaded them."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invite
from tests.builders import a_volunteer, an_opening
from volunteer.calls import queries as calls
from volunteer.calls.model import Invitation
from volunteer.cities.model import City
from volunteer.core.loading import Loading
from volunteer.messages.model import Contact
from volunteer.people.model import State, Volunteer
from volunteer.places.model import Place

OF_CITY = (
    sa.select(Volunteer, Contact.phone, Place)
    .join(Contact, Contact.id == Volunteer.contact_id)
    .outerjoin(Place, Place.id == Volunteer.home_id)
    .where(Volunteer.city_id == sa.bindparam("city_id"))
    .order_by(Volunteer.id)
)


def test_they_are_what_the_session_loads(session: Session, city: City) -> None:
    a_volunteer(session, city, "Ada")
    a_volunteer(session, city, "Bo").home_id = None
    session.commit()
    given = {"city_id": city.id}

    known = [tuple(row) for row in session.execute(OF_CITY, given)]
    columns = [{name: getattr(one[0], name) for name in _columns(Volunteer)} for one in known]
    assert Loading(OF_CITY).all(session, given) == known  # the same objects

    session.expunge_all()
    found = Loading(OF_CITY).all(session, given)
    assert [vars(one[0]) | column for one, column in zip(found, columns, strict=True)] == [
        vars(one[0]) for one in found
    ]
    assert [one[1] for one in found] == [one[1] for one in known]
    assert [one[2] is None for one in found] == [False, True]
    assert [one for one, *_ in found] == list(session.scalars(sa.select(Volunteer)))


def test_what_is_changed_of_them_is_written_and_what_belongs_to_them_is_loaded(
    session: Session, city: City
) -> None:
    session.expunge(a_volunteer(session, city))
    [(ada, phone, _)] = Loading(OF_CITY).all(session, {"city_id": city.id})

    assert ada.contact.phone == phone
    assert ada.skills == []
    ada.state = State.LEFT
    session.commit()
    assert session.scalar(sa.select(Volunteer.state)) is State.LEFT
    assert ada.state is State.LEFT


def test_what_is_loaded_stays_as_it_is_unless_it_is_read_anew(session: Session, city: City) -> None:
    ada = a_volunteer(session, city, "Ada")
    renaming = sa.update(Volunteer).values(name="Zoe").where(Volunteer.id == ada.id)
    session.connection().execute(renaming)  # beside the session, as another transaction would

    Loading(OF_CITY).all(session, {"city_id": city.id})
    assert ada.name == "Ada"
    Loading(OF_CITY, anew=True).all(session, {"city_id": city.id})
    assert ada.name == "Zoe"


def test_what_a_transaction_has_let_go_is_read_again(session: Session, city: City) -> None:
    ada = a_volunteer(session, city, "Ada")
    session.commit()
    session.connection().execute(sa.update(Volunteer).values(name="Zoe"))
    assert "name" not in vars(ada)

    Loading(OF_CITY).all(session, {"city_id": city.id})

    assert vars(ada)["name"] == "Zoe"
    assert ada.name == "Zoe"


def test_an_invitation_comes_with_all_that_is_told_of_it(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city)
    ada = a_volunteer(session, city)
    invite(session, opening, ada, now=now - timedelta(minutes=1))
    invitation_id = session.scalars(sa.select(Invitation.id)).one()
    city_id, who = city.id, ada.id
    title, address = opening.role.project.title, opening.role.project.place.address
    session.expunge_all()

    found, volunteer_id = calls.invited(session, city_id, invitation_id)

    asked: list[str] = []
    here = session.connection()
    sa.event.listen(here, "before_cursor_execute", lambda *told: asked.append(told[2]))
    assert (found.role.project.title, found.role.project.place.address) == (title, address)
    assert found.session.project is found.role.project
    assert (volunteer_id, asked) == (who, [])


def test_read_anew_it_forgets_what_belonged_to_it_before(session: Session, city: City) -> None:
    ada = a_volunteer(session, city)
    bo = a_volunteer(session, city, "Bo")
    was, now_theirs = ada.contact.id, bo.contact.id
    moved = sa.update(Volunteer).where(Volunteer.id == ada.id).values(contact_id=now_theirs)
    session.execute(moved.execution_options(synchronize_session=False))
    which = sa.select(Volunteer).where(Volunteer.id == sa.bindparam("id"))

    Loading(which).scalar(session, {"id": ada.id})
    assert ada.contact.id == was
    Loading(which, anew=True).scalar(session, {"id": ada.id})
    assert ada.contact.id == now_theirs


def _columns(kind: type[Volunteer]) -> list[str]:
    return [one.key for one in sa.inspect(kind).column_attrs]
