"""What somebody says of themselves changes: what they were about to be asked is not asked."""

from datetime import datetime

from volunteer.calls import lack_news, lack_texts, unsent
from volunteer.cities.model import City
from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.messages import contacts
from volunteer.people import profile as people
from volunteer.people import queries
from volunteer.people.profile import Profile


@again_after_deadlock
def change(
    city_id: int, volunteer_id: int, profile: Profile, *, now: datetime, addresses: bool
) -> None:
    """Change what somebody said of themselves. The language is the phone's, for all on it.

    Texts of calls to them that have not gone are taken back: they were about who they were
    before. Who still fits is asked by a later wave. Who runs a session in which they have a place
    is told if they lack by now what it asks for, such as a car; what was about to tell them that
    they lack what they have is taken back too.
    """
    with transaction() as session:
        volunteer = queries.volunteer(session, city_id, volunteer_id)
        contacts.locked(session, city_id=city_id, contact_id=volunteer.contact_id)
        people.update_in(session, city_id, volunteer_id, profile, now=now, addresses=addresses)
        session.flush()
        unsent.take_back_of(session, city_id=city_id, volunteer_id=volunteer_id, now=now)
        city = session.get_one(City, city_id)
        lack_texts.mend_of(session, city, volunteer_id, now=now)
        lack_news.tell(session, city, volunteer_id, now=now)
        by, about = By.volunteer(volunteer_id), ("volunteer", volunteer_id)
        audit.record(session, city_id, Deed.PROFILE_CHANGED, by=by, about=about, now=now)
