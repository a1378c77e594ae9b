"""What a role is, and what changing it does, in words to those who run it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from volunteer.calls.lacks import Lack
from volunteer.calls.role_change import Edit
from volunteer.calls.role_effects import Effects
from volunteer.projects.draft import NewRole
from volunteer.projects.model import Opening
from volunteer.web import levels
from volunteer.web.call_words import soon
from volunteer.web.filters import when
from volunteer.web.role_form import reach_of, reach_words


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is another by a change."""

    term: str
    before: str
    after: str


def changes(
    saved: NewRole, edit: Edit, openings: Sequence[Opening], skills: Mapping[int, str]
) -> list[Change]:
    """Return what is typed and differs from what is saved; ``skills`` are names by their ids."""
    facts = zip(_facts(saved, skills), _facts(edit.role, skills), strict=True)
    told = [Change(term, was, now) for (term, was), (_, now) in facts if was != now]
    return told + [
        Change(when(one.session), _people(one.places), _people(edit.places[one.id]))
        for one in openings
        if edit.places.get(one.id, one.places) != one.places
    ]


def done(effects: Effects) -> Iterator[str]:
    """Yield, a sentence each, what a change does to the people in a role and to its calls."""
    yield from _of_checks(effects)
    yield from _to_who_lack(effects)
    yield from _to_the_placed(effects)
    yield from _to_the_line(effects)
    yield from _to_calls(effects)


def _facts(role: NewRole, skills: Mapping[int, str]) -> list[tuple[str, str]]:
    asked, nothing = role.requirements, gettext("None")

    def named(ids: Sequence[int]) -> str:
        return ", ".join(name for key, name in skills.items() if key in ids) or nothing

    return [
        (gettext("Role"), role.title),
        (gettext("Skills that help"), named(role.skills_helping)),
        (gettext("Skills everybody must have"), named(role.skills_required)),
        (
            gettext("How near people must live"),
            reach_words(reach_of(role.radius_km, remote=role.remote)),
        ),
        (gettext("How old they must be"), gettext("%(age)s or over", age=asked.least_age)),
        (gettext("A car or van to use"), gettext("Needed") if asked.vehicle else nothing),
        (gettext("Check"), str(levels.LEVELS[asked.level]) if asked.level else nothing),
        (gettext("Why it may ask for a check"), asked.reason or nothing),
    ]


def _people(count: int) -> str:
    return str(ngettext("%(num)s person", "%(num)s people", count))


def _of_checks(effects: Effects) -> Iterator[str]:
    was, level = effects.level_was, effects.level
    if was is not None and level is None:
        yield gettext("The DBS check is no longer asked for.")
    elif was is not None and level is not None and effects.asks_lower_check:
        yield gettext(
            "A lower DBS check is asked for than before. Before: %(before)s. Now: %(now)s.",
            before=levels.LEVELS[was],
            now=levels.LEVELS[level],
        )


def _to_who_lack(effects: Effects) -> Iterator[str]:
    for lack, count in effects.lacking.items():
        yield _lacking(lack, count, effects.placed)
    if effects.lacking:
        yield gettext(
            "They keep their places, but may not take part before it is settled. The roster says "
            "who they are."
        )
    if effects.told:
        yield ngettext(
            "A text tells %(num)s of them so.",
            "A text tells %(num)s of them so.",
            effects.told,
        )
    if effects.to_ring:
        yield ngettext(
            "No text reaches %(num)s of them: please ring.",
            "No text reaches %(num)s of them: please ring.",
            effects.to_ring,
        )


def _to_the_placed(effects: Effects) -> Iterator[str]:
    if effects.relieved:
        yield ngettext(
            "A text tells %(num)s person, who lacked what was asked, that it is asked no more.",
            "A text tells %(num)s people, who lacked what was asked, that it is asked no more.",
            effects.relieved,
        )
    if effects.in_company:
        yield ngettext(
            "%(num)s of the %(placed)s with a place comes with others, who must each join by name "
            "before they may take part: please ring. The roster says who it is.",
            "%(num)s of the %(placed)s with a place come with others, who must each join by name "
            "before they may take part: please ring. The roster says who they are.",
            effects.in_company,
            placed=effects.placed,
        )
    if effects.unskilled:
        yield ngettext(
            "%(num)s of the %(placed)s with a place has not said that they have every skill "
            "that you require. They keep it, and may take part: the roster says who it is.",
            "%(num)s of the %(placed)s with a place have not said that they have every skill "
            "that you require. They keep it, and may take part: the roster says who they are.",
            effects.unskilled,
            placed=effects.placed,
        )


def _lacking(lack: Lack, count: int, placed: int) -> str:
    if lack is Lack.TOO_YOUNG:
        return str(
            ngettext(
                "%(num)s of the %(placed)s with a place has not said that they are old enough.",
                "%(num)s of the %(placed)s with a place have not said that they are old enough.",
                count,
                placed=placed,
            )
        )
    if lack is Lack.NO_VEHICLE:
        return str(
            ngettext(
                "%(num)s of the %(placed)s with a place has not said that they have a car or van.",
                "%(num)s of the %(placed)s with a place have not said that they have a car or van.",
                count,
                placed=placed,
            )
        )
    return str(
        ngettext(
            "%(num)s of the %(placed)s with a place has no check that is valid on the day.",
            "%(num)s of the %(placed)s with a place have no check that is valid on the day.",
            count,
            placed=placed,
        )
    )


def _to_the_line(effects: Effects) -> Iterator[str]:
    if effects.offered:
        yield gettext("The new places are offered first to the people who wait for one.")
    if effects.passed_over:
        yield ngettext(
            "%(num)s person who waits for a place is passed over until they have what you ask for.",
            "%(num)s people who wait for a place are passed over until they have what you ask for.",
            effects.passed_over,
        )


def _to_calls(effects: Effects) -> Iterator[str]:
    if effects.taken_back:
        yield ngettext(
            "%(num)s text that has not gone out yet asks somebody who does not fit any more. It is "
            "not sent.",
            "%(num)s texts that have not gone out yet ask people who do not fit any more. They are "
            "not sent.",
            effects.taken_back,
        )
    if effects.unapproved:
        yield ngettext(
            "A second person approved %(num)s call as it was. It goes on, but asks no more people "
            "than one person may ask. To ask more, stop it and propose it anew.",
            "A second person approved %(num)s calls as they were. They go on, but ask no more "
            "people than one person may ask. To ask more, stop them and propose them anew.",
            effects.unapproved,
        )
    if effects.next_wave:
        yield gettext(
            "People are being asked now. Whoever is asked next, from %(when)s on, is chosen by "
            "what you typed. Whoever was asked before may still answer.",
            when=soon(effects.next_wave),
        )
    if effects.ending:
        yield ngettext(
            "Every place is taken then in %(num)s session, so nobody more is asked about it.",
            "Every place is taken then in %(num)s sessions, so nobody more is asked about them.",
            effects.ending,
        )
    if effects.going_on:
        yield ngettext(
            "Asking goes on about %(num)s session that was full.",
            "Asking goes on about %(num)s sessions that were full.",
            effects.going_on,
        )
