"""Small numbers of people, which are not shown to people outside.

Pure.
"""

LEAST_SHOWN = 8
ROUNDED_TO = 5


def shown(count: int, least: int = LEAST_SHOWN) -> int | None:
    """Return what may be shown of a number of people, None when it is withheld.

    One to seven people might be recognised; more are rounded to the nearest five. That
    nobody came is nobody's secret.
    """
    if 0 < count < least:
        return None
    return (count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO
