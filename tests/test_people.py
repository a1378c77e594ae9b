"""Volunteers: joining on the web and by text, their profile, leaving."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.builders import a_city, a_contact, a_skill, a_volunteer
from volunteer.calls import profiles
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.errors import NotFound, Refused
from volunteer.messages import ledger, questions
from volunteer.messages.model import Asked, Consent, Contact, Message, Question, Source
from volunteer.people import names, service, skills
from volunteer.people.model import State, Travel, Volunteer
from volunteer.places.model import Place, Postcode

DAY = timedelta(days=1)
PHONE = "+447700900123"
WORDING = "I agree that the council texts me."
ADA = service.SignUp(
    name="Ada", phone=PHONE, home_text="pl4 7aa", adult=True, agreed=True, wording=WORDING
)


@pytest.fixture(autouse=True)
def postcode(session: Session) -> None:
    """Put one postcode on the map."""
    session.add(Postcode(code="PL47AA", latitude=50.38430, longitude=-4.13393))
    session.commit()


def sign_up(city: City, new: service.SignUp, now: datetime) -> int | None:
    return service.sign_up(city, new, address="192.0.2.1", now=now, addresses=False)


def sent(session: Session, phone: str = PHONE) -> list[str]:
    return list(
        session.scalars(sa.select(Message.kind).where(Message.to == phone).order_by(Message.id))
    )


def confirm(session: Session, city: City, volunteer_id: int, now: datetime) -> None:
    """Do what the phone's YES does."""
    with transaction() as open_session:
        volunteer = open_session.get_one(Volunteer, volunteer_id)
        questions.close_all(open_session, volunteer.contact, now=now)
        ledger.give(open_session, volunteer.contact, source=Source.TEXT, wording=WORDING, now=now)
        service.activate(open_session, volunteer, now=now)


def test_who_signs_up_is_written_down_and_asked_for_a_yes(
    session: Session, city: City, now: datetime
) -> None:
    drives = a_skill(session, city, "driving")

    volunteer_id = sign_up(city, replace(ADA, skill_ids=(drives.id,)), now)

    volunteer = session.get_one(Volunteer, volunteer_id)
    assert (volunteer.state, volunteer.adult_said_at) == (State.UNCONFIRMED, now)
    assert volunteer.skills == [drives]
    assert volunteer.home is not None
    assert (volunteer.home.latitude, volunteer.home.postcode) == (50.384, "PL4 7AA")
    question = session.scalars(sa.select(Question)).one()
    assert (question.kind, question.subject_id) == (Asked.CONFIRM, volunteer_id)
    assert session.scalars(sa.select(Message)).one().question_id == question.id


def test_what_was_agreed_to_is_kept_but_counts_only_after_the_yes(
    session: Session, city: City, now: datetime
) -> None:
    sign_up(city, ADA, now)

    consent = session.scalars(sa.select(Consent)).one()
    contact = session.scalars(sa.select(Contact)).one()
    assert (consent.source, consent.wording, consent.at) == (Source.WEB, WORDING, now)
    assert not contact.may_be_called


@pytest.mark.parametrize(
    "wrong",
    [
        {"adult": False},
        {"agreed": False},
        {"name": "  "},
        {"name": "x" * 61},
        {"name": "Ada https://evil.example"},
        {"home_text": "PL4 7ZZ"},
        {"home_text": "somewhere"},
        {"skill_ids": (0,)},
    ],
)
def test_a_mistake_is_refused_and_leaves_nothing(
    session: Session, city: City, now: datetime, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        sign_up(city, replace(ADA, **wrong), now)

    assert session.scalars(sa.select(Contact.id)).all() == []
    assert session.scalars(sa.select(Place.id)).all() == []


def test_a_mistake_is_refused_whether_or_not_the_phone_is_known(
    session: Session, city: City, now: datetime
) -> None:
    a_volunteer(session, city, "Ada", phone=PHONE)

    with pytest.raises(Refused, match="do not know the postcode"):
        sign_up(city, replace(ADA, home_text="PL4 7ZZ"), now)


def test_a_number_gets_one_text_ever_before_it_is_confirmed(
    session: Session, city: City, now: datetime
) -> None:
    sign_up(city, ADA, now)

    for days, name in ((0, "Ada"), (1, "Bob"), (40, "Ada")):
        assert sign_up(city, replace(ADA, name=name), now + days * DAY) is None

    assert sent(session) == ["confirm"]
    assert session.scalars(sa.select(Volunteer.name)).all() == ["Ada"]
    assert len(session.scalars(sa.select(Place.id)).all()) == 1


def test_who_is_with_us_already_is_told_so_by_text_once_a_day(
    session: Session, city: City, now: datetime
) -> None:
    a_volunteer(session, city, "Ada", phone=PHONE)

    for hours in (0, 1, 23, 24):
        again = replace(ADA, name=" ada ")
        assert sign_up(city, again, now + timedelta(hours=hours)) is None

    assert sent(session) == ["already_joined", "already_joined"]
    assert len(session.scalars(sa.select(Volunteer.id)).all()) == 1


def test_somebody_else_may_join_on_the_same_phone_one_a_day(
    session: Session, city: City, now: datetime
) -> None:
    ann = a_volunteer(session, city, "Ann", phone=PHONE)

    raj = sign_up(city, replace(ADA, name="Raj"), now)
    assert raj is not None
    confirm(session, city, raj, now)
    too_soon = sign_up(city, replace(ADA, name="Mia"), now)
    mia = sign_up(city, replace(ADA, name="Mia"), now + DAY)

    assert (too_soon, mia is None) == (None, False)
    assert sent(session) == ["confirm", "confirm"]
    assert session.get_one(Volunteer, raj).contact_id == ann.contact_id


def test_a_phone_that_the_carrier_blocks_is_sent_nothing(
    session: Session, city: City, now: datetime
) -> None:
    contact = a_contact(session, city, PHONE)
    contact.stopped_at = contact.carrier_blocked_at = now
    session.commit()

    assert sign_up(city, ADA, now) is None

    assert sent(session) == []
    assert contact.stopped_at == now


def test_a_phone_that_is_asked_something_else_is_not_asked_twice_at_once(
    session: Session, city: City, now: datetime
) -> None:
    ann = a_volunteer(session, city, "Ann", phone=PHONE)
    with transaction() as open_session:
        questions.reserve(
            open_session, ann.contact, kind=Asked.CALL, subject_id=1, window=DAY, now=now
        )

    assert sign_up(city, replace(ADA, name="Raj"), now) is None

    assert sent(session) == []
    assert session.scalars(sa.select(Question.kind)).all() == [Asked.CALL]


def test_the_same_phone_in_two_cities_is_two_contacts(
    session: Session, city: City, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")
    sign_up(city, ADA, now)

    sign_up(barnsley, ADA, now)

    assert sent(session) == ["confirm", "confirm"]


def sign_up_at_once(app: Flask, city: City, now: datetime) -> list[int]:
    """Send Ada's form twenty times at once; return the ids of the volunteers it made."""
    city_id = city.id
    db.session.rollback()

    def send(_number: int) -> int | None:
        with app.app_context():
            try:
                return sign_up(db.session.get_one(City, city_id), ADA, now)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        return [made for made in pool.map(send, range(20)) if made is not None]


def test_a_form_sent_many_times_at_once_makes_one_volunteer(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    made = sign_up_at_once(app, city, now)

    assert len(made) == 1
    assert sent(session) == ["confirm"]


def test_who_is_with_us_is_told_once_however_many_forms_come_at_once(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    a_volunteer(session, city, "Ada", phone=PHONE)

    assert sign_up_at_once(app, city, now) == []

    assert sent(session) == ["already_joined"]


def test_joining_by_text_goes_from_name_to_home_to_skills(
    session: Session, city: City, now: datetime
) -> None:
    contact = a_contact(session, city)
    with transaction() as open_session:
        ada = service.begin_joining(open_session, contact, name=" Ada  L. ", now=now)
        with pytest.raises(Refused, match="postcode first"):
            service.activate(open_session, ada, now=now)
        service.set_home(open_session, ada, "pl47aa", now=now)
        service.set_skills(open_session, ada, [2, 1, 99])
        service.activate(open_session, ada, now=now)

    assert (ada.name, ada.state, ada.joined_at) == ("Ada L.", State.ACTIVE, now)
    assert [skill.number for skill in ada.skills] == [1, 2]


def test_beginning_anew_makes_nobody_twice(session: Session, city: City, now: datetime) -> None:
    contact = a_contact(session, city)
    with transaction() as open_session:
        first = service.begin_joining(open_session, contact, name="Ada", now=now)
        again = service.begin_joining(open_session, contact, name="Ada Lovelace", now=now)

    assert first is again
    assert again.name == "Ada Lovelace"


def test_joining_twice_is_joining_once(session: Session, city: City, now: datetime) -> None:
    ada = a_volunteer(session, city, "Ada")
    joined_at = ada.joined_at

    with transaction() as open_session:
        service.activate(open_session, ada, now=now)

    assert ada.joined_at == joined_at


def test_a_profile_changes_everything_it_says(session: Session, city: City, now: datetime) -> None:
    ada = a_volunteer(session, city, "Ada", skills=("driving", "cooking"))
    gardens = a_skill(session, city, "gardening")
    profile = service.Profile(
        name="Ada King",
        skill_ids=(gardens.id,),
        travel=Travel.CAR,
        reach_km=12.5,
        free=0b101,
        most_calls_a_month=2,
        language="cy",
        home_text="PL4 7AA",
    )

    profiles.change(city.id, ada.id, profile, now=now, addresses=False)

    session.refresh(ada)
    assert (ada.name, ada.travel, ada.reach_km) == ("Ada King", Travel.CAR, 12.5)
    assert (ada.free, ada.most_calls_a_month, ada.contact.language) == (0b101, 2, "cy")
    assert ada.skills == [gardens]
    assert ada.home is not None
    assert ada.home.postcode == "PL4 7AA"


@pytest.mark.parametrize(
    "wrong",
    [{"reach_km": 0.0}, {"reach_km": 101.0}, {"free": 1 << 21}, {"most_calls_a_month": 32}],
)
def test_a_profile_that_cannot_be_is_refused(
    session: Session, city: City, now: datetime, wrong: dict[str, Any]
) -> None:
    ada = a_volunteer(session, city, "Ada")
    profile = replace(service.Profile(name="Ada"), **wrong)

    with pytest.raises(Refused):
        profiles.change(city.id, ada.id, profile, now=now, addresses=False)


def test_a_volunteer_of_another_city_cannot_be_changed_from_here(
    session: Session, city: City, now: datetime
) -> None:
    bo = a_volunteer(session, a_city(session, "Barnsley"), "Bo")
    profile = service.Profile(name="Bo")

    with pytest.raises(NotFound):
        profiles.change(city.id, bo.id, profile, now=now, addresses=False)
    with pytest.raises(NotFound):
        service.leave(city.id, bo.id, now=now)


def test_who_leaves_is_asked_nothing_any_more(session: Session, city: City, now: datetime) -> None:
    ada = a_volunteer(session, city, "Ada")
    with transaction() as open_session:
        questions.reserve(
            open_session, ada.contact, kind=Asked.CALL, subject_id=1, window=DAY, now=now
        )

    service.leave(city.id, ada.id, now=now)

    assert session.get_one(Volunteer, ada.id).state is State.LEFT
    assert questions.open_of(session, city_id=city.id, contact_id=ada.contact_id) is None
    with pytest.raises(NotFound):
        service.leave(city.id, ada.id, now=now)


def test_who_shares_the_phone_of_somebody_who_leaves_is_still_asked(
    session: Session, city: City, now: datetime
) -> None:
    ann, raj = a_volunteer(session, city, "Ann"), a_volunteer(session, city, "Raj")
    raj.contact = ann.contact
    session.commit()
    with transaction() as open_session:
        questions.reserve(
            open_session, ann.contact, kind=Asked.CALL, subject_id=1, window=DAY, now=now
        )

    service.leave(city.id, raj.id, now=now)

    assert questions.open_of(session, city_id=city.id, contact_id=ann.contact_id) is not None


def test_skills_are_known_by_their_numbers(session: Session, city: City) -> None:
    listed = skills.of_city(session, city.id)

    assert [skill.number for skill in listed] == list(range(1, len(listed) + 1))
    assert skills.by_numbers(session, city.id, [2, 1, 2, 99]) == listed[:2]


def test_the_list_of_skills_fits_into_two_texts(session: Session, city: City) -> None:
    numbered = ", ".join(f"{s.number} {s.name}" for s in skills.of_city(session, city.id))

    assert len(numbered) < 200


@given(st.text(max_size=80))
def test_a_name_is_one_line_without_links(written: str) -> None:
    try:
        name = names.tidy(written)
    except Refused:
        return

    assert len(name.splitlines()) == 1
    assert len(name) <= names.LONGEST
    assert names.tidy(name) == name
    assert not names.LINK.search(name)


@pytest.mark.parametrize("name", ["Siân", "O’Brien", "Ngũgĩ wa Thiong’o", "李", "J. Co", "Li"])
def test_people_s_real_names_are_taken(name: str) -> None:
    assert names.tidy(name) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [("J.Smith", "J. Smith"), ("Ada win.shop", "Ada win. shop"), ("St.John", "St. John")],
)
def test_a_point_in_a_name_makes_no_link_of_it(written: str, name: str) -> None:
    assert names.tidy(written) == name


@pytest.mark.parametrize("name", ["12", "!!", "www.spam.example", "Ada spam.com", "x http://y",
    "prize.click/now", "Ada win.shop/x", "Ada@win.top", "Ring 09061 234567", "0906-123"],
)  # fmt: skip
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        names.tidy(name)
