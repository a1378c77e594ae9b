"""Samples for the rules: never run. Each bad one stands under the name of its rule."""

# ruleid: words-are-escaped
page = Markup(words)
# ok: words-are-escaped
page = render_template("page.html", words=words)

# ruleid: no-sql-by-hand
session.execute(sa.text(f"SELECT * FROM contact WHERE phone = '{phone}'"))
# ruleid: no-sql-by-hand
session.execute(sa.text("SELECT * FROM contact WHERE phone = '%s'" % phone))
# ruleid: no-sql-by-hand
connection.exec_driver_sql("DROP TABLE " + table)
# ok: no-sql-by-hand
session.execute(sa.text("SELECT 1 WHERE 1 = :one"), {"one": 1})

# ruleid: logs-say-ids-only
log.info("sent", phone=contact.phone)
# ruleid: logs-say-ids-only
log.warning(f"sent to {phone}")
# ruleid: logs-say-ids-only
log.error("broke", error=str(error))
# ruleid: logs-say-ids-only
log.error("broke", exc_info=True)
# ok: logs-say-ids-only
log.info("sent", message_id=message.id, error=type(error).__name__)
# ok: logs-say-ids-only
visitor.send("form", phone="+447700900001")

# ruleid: onward-only-to-our-own-pages
redirect(request.args.get("next"), 303)
# ruleid: onward-only-to-our-own-pages
redirect(request.referrer)
# ok: onward-only-to-our-own-pages
redirect(local(request.args.get("next"), "/"), 303)

# ruleid: doors-alone-know-the-request
from flask import request
# ok: doors-alone-know-the-request
from flask import Flask

# ruleid: one-clock
now = datetime.now(UTC)
# ruleid: one-clock
today = date.today()
# ok: one-clock
now = clock.now()

# ruleid: a-row-by-its-city-and-id
session.get(Volunteer, volunteer_id)
# ruleid: a-row-by-its-city-and-id
db.session.get_one(Message, message_id, with_for_update=True)
# ok: a-row-by-its-city-and-id
session.get_one(City, city_id)
# ok: a-row-by-its-city-and-id
session.get("member_id", 0)
# ok: a-row-by-its-city-and-id
walls.fetch(session, Volunteer, city.id, volunteer_id)

# ruleid: doors-never-write
db.session.add(volunteer)
# ruleid: doors-never-write
db.session.commit()
# ok: doors-never-write
people.sign_up(answers, now=now)


# ruleid: to-open-a-page-changes-nothing
@bp.get("/yes/<int:opening_id>")
def yes(opening_id):
    calls.accept_on_web(city(), volunteer().id, opening_id, now=clock.now())
    return "Thank you"


# ok: to-open-a-page-changes-nothing
@bp.post("/yes/<int:opening_id>")
def yes_indeed(opening_id):
    calls.accept_on_web(city(), volunteer().id, opening_id, now=clock.now())
    return "Thank you"


def check(token, typed):
    # ruleid: secrets-are-compared-in-constant-time
    if token == typed:
        return True
    # ok: secrets-are-compared-in-constant-time
    return compare_digest(token, typed)


# ok: secrets-are-compared-in-constant-time
link = sa.select(SignInLink).where(SignInLink.token_hash == hashed)

# ruleid: secrets-are-drawn-by-secrets
code = random.randint(0, 999_999)
# ok: secrets-are-drawn-by-secrets
code = secrets.randbelow(1_000_000)

# ruleid: no-shell
subprocess.run(f"ls {folder}", shell=True)
# ok: no-shell
subprocess.run(["ls", folder], check=True)

# ruleid: certificates-are-checked
requests.get(address, verify=False)
# ok: certificates-are-checked
requests.get(address, timeout=10)

# ruleid: tests-are-real
from unittest import mock
# ok: tests-are-real
from tests.fakes import FakeSms

# ruleid: cookies-are-flasks
response.set_cookie("who", "me")
# ok: cookies-are-flasks
session["who"] = "me"
