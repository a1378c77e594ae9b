"""Mails to staff: one for all that waits, each once, and what happens when it cannot go."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.authenticator import PASSWORD
from tests.builders import a_member
from tests.noticing import (
    PAGES,
    FakeMail,
    choose,
    send_all,
    send_next,
    statuses,
    tell,
    tell_account,
    told,
)
from tests.post_office import PostOffice, open_post_office
from tests.racing import at_once, in_the_end, read_then_write
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.errors import GatewayError, NotFound
from volunteer.core.ports import Mail
from volunteer.staff import service
from volunteer.staff.model import Member, Role, SignInLink
from volunteer.staff.notices import Kind, Often, outcomes, sending
from volunteer.staff.notices.model import Notice, NoticeStatus

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LOST = GatewayError("lost", uncertain=True, code="no answer")
BUSY = GatewayError("busy", code="451")
NO_SUCH = GatewayError("no such mailbox", permanent=True, code="550")


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def lee(session: Session, city: City) -> Member:
    """Give a council lead."""
    return a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")


@pytest.fixture
def post() -> FakeMail:
    """Give a post office that takes everything."""
    return FakeMail()


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """Give a mail server over real SMTP."""
    with open_post_office() as office:
        yield office


def token_in(mail: Mail) -> str:
    found = re.search(r"https://plymouth\.example/staff/links/(\S+)", mail.body)
    assert found is not None
    return found[1]


def test_what_waits_for_somebody_goes_in_one_mail_sorted_by_kind(
    session: Session, city: City, cora: Member, lee: Member, post: FakeMail, now: datetime
) -> None:
    choose(city, cora, overdue=Often.AT_ONCE, now=now)
    for number in (5, 6):
        tell(city, cora, kind=Kind.APPROVAL, about=("decision", number), now=now)
    tell(city, cora, lee, kind=Kind.EXPIRY, now=now)

    send_all(post, now=now)

    [mail] = post.sent
    assert (mail.to, mail.sender_name) == (cora.email, "Plymouth City Council")
    assert mail.subject == "Plymouth: 3 things wait for you"
    assert mail.body.index("/staff/calls/5") < mail.body.index("/staff/calls/6")
    assert mail.body.endswith("https://plymouth.example/staff/notices\n")
    assert told(session) == [("Lee", Kind.EXPIRY, "plain")]  # tomorrow at eight


def test_nothing_goes_before_it_is_due(
    city: City, lee: Member, post: FakeMail, now: datetime
) -> None:
    tell(city, lee, kind=Kind.OVERDUE, now=now)

    early = send_next(post, now=now + DAY)
    send_all(post, now=now + 2 * DAY)

    assert (early, len(post.sent)) == (False, 1)  # from Saturday noon to Monday at 8


def test_danger_overtakes_what_has_waited_longer_and_names_itself(
    city: City, cora: Member, lee: Member, post: FakeMail, now: datetime
) -> None:
    tell(city, lee, kind=Kind.TEXTS, now=now - HOUR)
    tell(city, cora, kind=Kind.TEXTS, now=now - HOUR)
    tell(city, cora, kind=Kind.DANGER, about=("plain", 2), now=now)

    send_all(post, now=now)

    assert [mail.to for mail in post.sent] == [cora.email, lee.email]
    assert post.sent[0].subject == "Plymouth: a text sounds like danger"


def test_a_mail_that_may_have_arrived_is_sent_again_as_the_same(
    session: Session, city: City, cora: Member, post: FakeMail, now: datetime
) -> None:
    post.failures = [LOST]
    tell(city, cora, kind=Kind.TEXTS, now=now)
    send_all(post, now=now)
    tell(city, cora, kind=Kind.EXPIRY, now=now)

    send_all(post, now=now + MINUTE)

    first, *later = post.sent
    [again] = [mail for mail in later if mail.message_id == first.message_id]
    [other] = [mail for mail in later if mail.message_id != first.message_id]
    assert again.subject == first.subject == "Plymouth: texts wait for an answer"
    assert other.subject == "Plymouth: something runs out"
    assert statuses(session) == [NoticeStatus.SENT] * 2


def test_over_real_smtp_a_connection_lost_after_the_mail_makes_no_second_mail(
    session: Session, city: City, cora: Member, office: PostOffice, now: datetime
) -> None:
    office.hangs_up = 1
    tell(city, cora, kind=Kind.TEXTS, now=now)

    send_all(office.gateway(), now=now)
    assert statuses(session) == [NoticeStatus.QUEUED]
    send_all(office.gateway(), now=now + MINUTE)

    assert statuses(session) == [NoticeStatus.SENT]
    assert len(office.got(cora.email)) == 2  # the fault bit: the server has it twice,
    assert len({mail["Message-ID"] for mail in office.taken}) == 1  # a mailbox shows it once


def test_what_the_server_cannot_take_now_is_tried_later_and_later(
    session: Session, city: City, cora: Member, post: FakeMail, now: datetime
) -> None:
    post.failures = [BUSY] * 5
    tell(city, cora, kind=Kind.TEXTS, now=now)
    waits, at = [], now
    for _ in range(5):
        send_next(post, now=at)
        session.rollback()
        due_at = session.scalars(sa.select(Notice.due_at)).one()
        waits.append((due_at - at) / MINUTE)
        at = due_at

    send_next(post, now=at)

    assert waits == [1, 2, 4, 8, 16]
    assert statuses(session) == [NoticeStatus.SENT]


def test_after_two_days_it_is_given_up_and_the_leads_are_told(
    session: Session,
    city: City,
    cora: Member,
    lee: Member,
    post: FakeMail,
    now: datetime,
) -> None:
    post.failures = [BUSY] * 100
    tell(city, cora, kind=Kind.TEXTS, now=now)

    at = now
    while statuses(session) == [NoticeStatus.QUEUED]:
        at = session.scalars(sa.select(Notice.due_at)).one()
        send_next(post, now=at)

    assert 2 * DAY < at - now < 3 * DAY
    assert statuses(session)[0] is NoticeStatus.FAILED
    assert told(session) == [("Lee", Kind.HALTED, "refused")]


def test_an_address_refused_for_good_is_told_to_the_leads_once_and_names_nobody_in_the_log(
    city: City,
    cora: Member,
    lee: Member,
    office: PostOffice,
    now: datetime,
    capsys: pytest.CaptureFixture[str],
) -> None:
    office.refused = {cora.email: f"550 no such mailbox {cora.email}"}
    for day in range(3):
        tell(city, cora, kind=Kind.TEXTS, now=now + day * DAY)
        send_all(office.gateway(), now=now + day * DAY)

    [mail] = office.taken
    assert (mail["To"], mail["Subject"]) == (
        lee.email,
        "Plymouth: a mail to a colleague was refused",
    )
    assert [m.id for m in outcomes.refused_of(db.session(), city.id, now + 2 * DAY)] == [cora.id]
    assert outcomes.refused(db.session(), now + 2 * DAY) == ["plymouth"]
    said = capsys.readouterr().out
    lines = (json.loads(line) for line in said.splitlines() if line.startswith("{"))
    entry = next(line for line in lines if line["event"] == "mail.failed")
    assert (entry["event"], entry["member_id"], entry["code"]) == ("mail.failed", cora.id, "550")
    assert cora.email not in said


def test_two_leads_whose_mail_is_refused_do_not_tell_each_other_for_ever(
    session: Session, city: City, cora: Member, lee: Member, post: FakeMail, now: datetime
) -> None:
    a_member(session, city, "Lou", role=Role.COUNCIL_LEAD, organisation="The council")
    post.failures = [NO_SUCH] * 20
    tell(city, cora, kind=Kind.TEXTS, now=now)

    send_all(post, now=now)

    assert statuses(session) == [NoticeStatus.FAILED] * 3


def test_a_mail_that_arrives_later_ends_the_worry(
    session: Session, city: City, cora: Member, post: FakeMail, now: datetime
) -> None:
    post.failures = [NO_SUCH]
    tell(city, cora, kind=Kind.TEXTS, now=now)
    send_all(post, now=now)
    tell(city, cora, kind=Kind.TEXTS, now=now + HOUR)

    send_all(post, now=now + HOUR)

    assert outcomes.refused_of(session, city.id, now + HOUR) == []


def test_somebody_elses_mail_that_arrives_does_not_end_it(
    session: Session, city: City, cora: Member, lee: Member, post: FakeMail, now: datetime
) -> None:
    post.failures = [NO_SUCH]
    tell(city, cora, kind=Kind.TEXTS, now=now)
    send_all(post, now=now)
    tell(city, lee, kind=Kind.TEXTS, now=now + HOUR)

    send_all(post, now=now + HOUR)

    assert [one.id for one in outcomes.refused_of(session, city.id, now + HOUR)] == [cora.id]


def test_it_is_said_when_no_server_takes_mail(
    session: Session, city: City, cora: Member, post: FakeMail, now: datetime
) -> None:
    post.failures = [BUSY] * 3
    tell(city, cora, kind=Kind.TEXTS, now=now)
    stuck = []
    for wait in (0, 1, 3, 10):
        send_all(post, now=now + wait * MINUTE)
        session.rollback()
        stuck.append(outcomes.is_stuck(session))

    assert stuck == [False, False, True, False]


def test_a_worker_that_died_leaves_its_mail_to_another(
    app: Flask, session: Session, city: City, cora: Member, post: FakeMail, now: datetime
) -> None:
    tell(city, cora, kind=Kind.TEXTS, now=now)
    with pytest.raises(KeyboardInterrupt):
        send_next(Dying(), now=now)
    db.session.remove()
    assert statuses(session) == [NoticeStatus.SENDING]

    early = send_next(post, now=now + sending.LEASE - MINUTE)
    send_all(post, now=now + sending.LEASE)

    assert (early, len(post.sent)) == (False, 1)
    assert statuses(session) == [NoticeStatus.SENT]


def test_a_worker_that_dies_of_it_each_time_does_not_try_for_ever(
    session: Session, city: City, cora: Member, post: FakeMail, now: datetime
) -> None:
    tell(city, cora, kind=Kind.TEXTS, now=now)
    session.execute(
        sa.update(Notice).values(
            status=NoticeStatus.SENDING,
            claimed_at=now,
            attempts=outcomes.MOST_ATTEMPTS,
            message_id="<1@plymouth.example>",
        )
    )
    session.commit()

    send_all(post, now=now + sending.LEASE)

    assert post.sent == []
    assert statuses(session) == [NoticeStatus.FAILED]


def test_a_worker_woken_past_its_lease_sends_nothing_and_records_nothing(
    session: Session, city: City, cora: Member, post: FakeMail, now: datetime
) -> None:
    tell(city, cora, kind=Kind.TEXTS, now=now)
    times = iter([now, now + sending.LEASE])

    sending.deliver_next(post, clock=lambda: next(times), pages=PAGES, reasons={})

    assert post.sent == []
    assert statuses(session) == [NoticeStatus.SENDING]


def test_a_late_outcome_does_not_overwrite_that_of_a_newer_claim(
    session: Session, city: City, cora: Member, post: FakeMail, now: datetime
) -> None:
    post.failures = [LOST]
    tell(city, cora, kind=Kind.TEXTS, now=now)
    send_all(post, now=now)
    send_all(post, now=now + MINUTE)

    outcomes.record_failure(post.sent[0].message_id, now, NO_SUCH, now=now + HOUR)

    assert statuses(session) == [NoticeStatus.SENT]


def test_a_gateway_is_never_asked_with_a_transaction_open(
    city: City, cora: Member, now: datetime
) -> None:
    seen: list[bool] = []

    class Looking(FakeMail):
        def send(self, mail: Mail) -> None:
            seen.append(db.session().in_transaction())
            super().send(mail)

    tell(city, cora, kind=Kind.TEXTS, now=now)
    send_all(Looking(), now=now)

    assert seen == [False]


def test_each_of_many_mails_goes_once_however_many_workers_send(
    app: Flask, session: Session, city: City, post: FakeMail, now: datetime
) -> None:
    people = [a_member(session, city, f"M{n}") for n in range(8)]
    for number in range(3):
        tell(city, *people, kind=Kind.APPROVAL, about=("decision", number), now=now)
    addresses = sorted(member.email for member in people)
    session.rollback()

    def work() -> None:
        in_the_end(lambda: send_all(post, now=now))

    assert at_once(app, [work] * 8) == [None] * 8

    assert sorted(mail.to for mail in post.sent) == addresses
    assert all(mail.body.count("/staff/calls/") == 3 for mail in post.sent)
    assert set(statuses(session)) == {NoticeStatus.SENT}


def test_without_the_claim_many_workers_would_each_send_it(
    app: Flask, session: Session, city: City, cora: Member, now: datetime
) -> None:
    tell(city, cora, kind=Kind.TEXTS, now=now)
    sent: list[int] = []

    def read() -> list[int]:
        queued = sa.select(Notice.id).where(Notice.status == NoticeStatus.QUEUED)
        with app.app_context():
            return list(db.session.scalars(queued))

    read_then_write(app, 4, read, sent.extend)

    assert len(sent) == 4  # the fault that the race above guards against is real


def test_what_is_not_so_any_more_is_left_out(
    session: Session, city: City, cora: Member, post: FakeMail, now: datetime
) -> None:
    tell(city, cora, kind=Kind.DANGER, about=("text", 12345), now=now)
    tell(city, cora, kind=Kind.APPROVAL, about=("decision", 1), now=now)

    send_all(post, now=now)

    assert "danger" not in post.sent[0].subject + post.sent[0].body
    assert statuses(session) == [NoticeStatus.DROPPED, NoticeStatus.SENT]


def test_a_notice_that_cannot_be_written_keeps_no_other_from_going(
    session: Session, city: City, cora: Member, lee: Member, post: FakeMail, now: datetime
) -> None:
    with transaction() as open_session:
        open_session.execute(sa.update(City).values(own_rules={"desk_wait_minutes": "an hour"}))
    tell(city, cora, kind=Kind.TEXTS, about=("desk", 1), now=now)
    tell(city, cora, kind=Kind.APPROVAL, about=("decision", 1), now=now)
    tell(city, lee, kind=Kind.APPROVAL, about=("decision", 1), now=now)

    send_all(post, now=now)
    to_lee = [mail.to for mail in post.sent]
    send_all(post, now=now + MINUTE)

    assert to_lee == [lee.email]
    assert [mail.to for mail in post.sent] == [lee.email, cora.email]
    assert told(session) == [("Cora", Kind.TEXTS, "desk")]


def test_who_was_disabled_gets_no_mail_any_more(
    session: Session, city: City, cora: Member, post: FakeMail, now: datetime
) -> None:
    tell(city, cora, kind=Kind.TEXTS, now=now)
    tell_account(cora, Kind.NEW_PASSWORD, now=now)
    cora.disabled_at = now
    session.commit()

    send_all(post, now=now)

    assert post.sent == []
    assert statuses(session) == [NoticeStatus.DROPPED] * 2
    assert session.query(SignInLink).count() == 0


def test_what_is_two_weeks_old_is_no_news(
    session: Session, city: City, cora: Member, post: FakeMail, now: datetime
) -> None:
    tell(city, cora, kind=Kind.TEXTS, now=now)

    send_all(post, now=now + sending.STALE)

    assert (post.sent, statuses(session)) == ([], [NoticeStatus.DROPPED])


def test_an_invitation_has_a_link_that_lets_in_and_that_is_kept_nowhere(
    session: Session,
    city: City,
    cora: Member,
    post: FakeMail,
    now: datetime,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell_account(cora, Kind.INVITED, now=now)
    tell(city, cora, kind=Kind.TEXTS, now=now)
    assert session.query(SignInLink).count() == 0

    send_all(post, now=now)

    invited, other = sorted(post.sent, key=lambda mail: "/links/" not in mail.body)
    token = token_in(invited)
    assert invited.subject == "Volunteer at Plymouth City Council: you are invited"
    assert "/staff/links/" not in other.body
    kept = [row for table in ("notice", "sign_in_link") for row in _everything(table)]
    assert token not in str(kept) + capsys.readouterr().out
    assert service.redeem(city.id, token, password=PASSWORD, now=now) == cora.id


def test_when_nobody_knows_whether_a_link_arrived_the_newest_mail_has_the_one_that_works(
    session: Session, city: City, cora: Member, post: FakeMail, now: datetime
) -> None:
    post.failures = [LOST]
    tell_account(cora, Kind.NEW_PASSWORD, now=now)
    send_all(post, now=now)
    send_all(post, now=now + MINUTE)

    first, second = post.sent

    assert first.message_id != second.message_id  # or a mailbox might hide the second
    with pytest.raises(NotFound):
        service.link(session, city.id, token_in(first), now + MINUTE)
    assert service.link(session, city.id, token_in(second), now + MINUTE).member_id == cora.id


def test_an_invitation_that_was_used_already_is_not_sent(
    session: Session, city: City, cora: Member, post: FakeMail, now: datetime
) -> None:
    tell_account(cora, Kind.INVITED, now=now)
    cora.password_hash = "x"
    session.commit()

    send_all(post, now=now)

    assert post.sent == []


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("password", "Your password was changed."),
        ("second factor", "The phone that shows your codes was set up anew."),
        ("new browser", "from a browser that you had not used before"),
        ("something of tomorrow", "Something about how you sign in was changed."),
    ],
)
def test_a_change_of_one_s_account_is_said_at_once_whatever_one_chose(
    city: City, cora: Member, post: FakeMail, now: datetime, what: str, words: str
) -> None:
    tell_account(cora, Kind.SECURITY, what=what, now=now)

    send_all(post, now=now)

    [mail] = post.sent
    assert mail.subject == "Volunteer at Plymouth City Council: how you sign in"
    assert words in mail.body
    assert "cannot be switched off" in mail.body


class Dying(FakeMail):
    """A worker's last moment."""

    def send(self, mail: Mail) -> None:
        raise KeyboardInterrupt(mail.subject)


def _everything(table: str) -> list[object]:
    return list(db.session.execute(sa.text(f"select * from {table}")))  # noqa: S608 - our names


Make = Callable[..., Flask]


def test_the_worker_sends_what_was_told(
    make_app: Make, session: Session, city: City, cora: Member, office: PostOffice
) -> None:
    app = make_app(MAIL_GATEWAY="smtp", SMTP_URL=f"smtp://127.0.0.1:{office.port}",
                   MAIL_FROM="volunteer@plymouth.example")  # fmt: skip
    tell_account(cora, Kind.SECURITY, what="password", now=datetime.now().astimezone())

    app.extensions["worker"].work_off()

    [mail] = office.got(cora.email)
    assert mail["From"] == "Plymouth City Council <volunteer@plymouth.example>"
    assert statuses(session) == [NoticeStatus.SENT]
