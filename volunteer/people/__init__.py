"""Volunteers, what they can do, and how they prove who they are."""

from volunteer.people.cells import keeping  # noqa: F401 - whoever knows people keeps their cells
