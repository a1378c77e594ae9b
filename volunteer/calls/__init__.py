"""Asking for help: matching, waves, invitations and placements."""
