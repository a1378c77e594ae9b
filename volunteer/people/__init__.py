"""Volunteers, what they can do, and how they prove who they are."""
