"""Measure how well texts are understood.

``python -m bench.grammar SHEET…`` reads sheets of labelled texts (tests/labelled.py says what
they look like) and prints, for each, the stops that were missed, the false stops, the wrong
effects and how many were right, and below every text that was misread.
"""

import sys
from pathlib import Path

from tests.labelled import figures, labelled, misread


def main(sheets: list[str]) -> None:
    """Measure each sheet."""
    for sheet in sheets:
        texts = labelled(Path(sheet))
        print(f"{sheet}: {figures(texts)}")
        for wrong in sorted(misread(texts)):
            print(f"  {wrong}")


if __name__ == "__main__":
    main(sys.argv[1:])
