"""What was measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Milliseconds of the engine and the shortlist, and how many times longer its peers took.

    The engine finds the nearest fifty, or all who fit where a name says ``everybody``. What is
    named ``cpu`` is what processors worked, the rest by the clock on the wall. A ratio is of two
    medians over the same queries. ``agreement`` is the share of queries for which the engine
    found whom the geodesic finds. ``loop_reckoned`` says that the loop went through some of the
    people only, and its time was reckoned from that; ``load`` is how many programs wanted a
    processor at the end. Without PostGIS its ratios are None.
    """

    n: int
    p50_ms: float
    p99_ms: float
    p50_cpu_ms: float
    p99_cpu_ms: float
    everybody_p50_ms: float
    everybody_p99_ms: float
    everybody_p50_cpu_ms: float
    agreement: float
    shortlist_p50_ms: float
    shortlist_p50_cpu_ms: float
    shortlist_p99_cpu_ms: float
    fits_p50: int
    fits_most: int
    load: float
    vs_loop: float
    loop_reckoned: bool
    vs_box: float
    vs_box_cpu: float
    vs_postgis: float | None = None
    vs_postgis_cpu: float | None = None
    vs_postgis_best: float | None = None
    vs_postgis_best_cpu: float | None = None
    vs_postgis_everybody: float | None = None
    vs_postgis_everybody_cpu: float | None = None

    def table(self) -> str:
        """Return it as a row of a table."""
        ratios = [
            self.vs_box_cpu, self.vs_loop, self.vs_postgis_cpu, self.vs_postgis_best_cpu,
            self.vs_postgis_everybody_cpu,
        ]  # fmt: skip
        times = " | ".join("" if one is None else f"{one:,.1f}" for one in ratios)
        mine = [self.p50_ms, self.p50_cpu_ms, self.p99_cpu_ms, self.everybody_p50_ms]
        return (
            f"| {self.n:,} | {' | '.join(f'{one:.2f}' for one in mine)} "
            f"| {times} | {self.agreement:.0%} | {self.shortlist_p50_ms:.1f} "
            f"| {self.shortlist_p50_cpu_ms:.1f} | {self.fits_p50} |"
        )
