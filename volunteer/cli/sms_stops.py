"""Whether the key that stops outlive everything by is still the one they were kept under."""

from volunteer.cli.findings import Finding, mend, note, ok


def key(*, stopped: int, forgotten: int) -> Finding:
    """See whether those who are stopped now would be known again, were all else erased."""
    if forgotten:
        return mend(
            f"OPT_OUT_KEY is not the key that stops were kept under: {forgotten} of {stopped} that "
            "were looked at are not known by it, nor is anybody who was erased since then. "
            "Stop the workers, put the earlier key back (it is with the backups), and restart."
        )
    if not stopped:
        return note("Nobody has said stop yet, so whether OPT_OUT_KEY is the same is not seen.")
    return ok(f"OPT_OUT_KEY knows those who said stop ({stopped} looked at).")
