"""Charts, drawn on the server: where things stand in a drawing, in hundredths of its size.

Pure. Templates turn these into SVG (``templates/_kit/charts.html``) with lengths in per cent, so
that a drawing fills whatever width it is given while its dots stay round and its words readable.
"""

from volunteer.web.charts.bars import bars
from volunteer.web.charts.bullet import bullet
from volunteer.web.charts.line import Point, line
from volunteer.web.charts.shares import shares

__all__ = ["Point", "bars", "bullet", "line", "shares"]
