"""How long a session was to last, to lay beside what people say they gave."""

from datetime import timedelta

from volunteer.projects.model import ProjectSession


def planned_minutes(meeting: ProjectSession) -> int | None:
    """Return how many minutes a session was to last; a flexible one says nothing."""
    if meeting.ends_at is None:
        return None
    return (meeting.ends_at - meeting.starts_at) // timedelta(minutes=1)
