"""Visits: who is signed in on which browser, until when."""
