"""The work to be done: projects, roles, sessions and their openings."""
