"""Texts: whether their way is clear."""

import click


@click.group()
def sms() -> None:
    """See whether texts work."""
