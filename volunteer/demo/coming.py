"""The demo's next two weeks: what is partly filled, what is full, what people are asked about."""

from datetime import timedelta

from volunteer.calls import waves
from volunteer.calls.model import Answer, CallState, Invitation
from volunteer.demo import asking
from volunteer.demo.filling import Filling

NOT_YET = 3  # of those who are being asked: they have not answered


def take(filling: Filling, share: float) -> None:
    """Fill a share of the places with people who chose them on the web."""
    stage, at = filling.stage, filling.stage.days.at(-2, 18, 20)
    able = [resident for resident, _ in filling.able(at)]
    wanted = round(filling.opening.places * share)
    for resident in stage.dice.sample(able, min(wanted, len(able))):
        filling.place(resident, at)


def overfill(filling: Filling, *, waiting: int) -> None:
    """Fill every place, and let so many people wait at least."""
    invitations = asking.call(
        filling, at=filling.stage.days.at(-2, 10), most=4 * filling.opening.places
    )
    at = filling.stage.days.at(-1, 12, 40)
    wanted = filling.opening.places + waiting
    for resident, _ in filling.able(at)[: max(0, wanted - len(filling.placed))]:
        filling.place(resident, at)
    for invitation in invitations:
        invitation.call.state = CallState.FULL


def ask(filling: Filling, *, most: int) -> list[Invitation]:
    """Leave a call running: some have answered, some not yet; return who was asked."""
    at = filling.stage.days.lately()
    drive = asking.start(filling, at)
    able = filling.able(at)[:most]
    drive.next_wave_at = at + waves.pause(
        drive.deadline - at, least=timedelta(hours=1), most=timedelta(hours=6)
    )
    return [
        asking.ask(filling, drive, who, match, asking.answer(filling, who, at))
        for who, match in able[NOT_YET:]
    ] + [
        asking.ask(filling, drive, who, match, (Answer.ASKED, None))
        for who, match in able[:NOT_YET]
    ]
