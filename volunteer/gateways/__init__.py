"""Whom we go out to: the carrier and the geocoder."""
