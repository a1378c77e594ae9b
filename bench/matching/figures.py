"""What was measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds of the engine and the shortlist, and how many times longer its peers took.

    A ratio is of two medians over the same queries. ``agreement`` is the share of queries for
    which the engine found whom the geodesic finds. ``loop_reckoned`` says that the loop went
    through some of the people only, and its time was reckoned from that.
    """

    n: int
    p50_ms: float
    p99_ms: float
    one_skill_p50_ms: float
    vs_box: float
    vs_loop: float
    loop_reckoned: bool
    vs_postgis: float | None
    vs_postgis_best: float | None
    agreement: float
    shortlist_p50_ms: float
    shortlist_p99_ms: float
    fits_p50: int
    fits_most: int
    load: float

    def table(self) -> str:
        """Return it as a row of a table."""
        ratios = [self.vs_box, self.vs_loop, self.vs_postgis, self.vs_postgis_best]
        times = " | ".join("" if one is None else f"{one:,.1f}" for one in ratios)
        return (
            f"| {self.n:,} | {self.p50_ms:.2f} | {self.p99_ms:.2f} | {times} | "
            f"{self.agreement:.0%} | {self.shortlist_p50_ms:.1f} | {self.shortlist_p99_ms:.1f} |"
        )
