"""What every room stands on: the clock, the database, errors, geography, ports."""
