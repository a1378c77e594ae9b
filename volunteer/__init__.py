"""Volunteer: a city asks its residents for help, and shows what came of it."""
