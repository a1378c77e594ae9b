"""The words: what translators get is what people read."""

import re
import subprocess
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "volunteer" / "translations" / "messages.pot"
WRITTEN = [*(ROOT / "volunteer").rglob("*.py"), *(ROOT / "templates").rglob("*.*")]
CONTROL = re.compile("[\x80-\x9f\ufffd]")  # "’" that was read as Latin-1 has two of these


def _sentences(path: Path) -> set[object]:
    with path.open("rb") as file:
        return {message.id for message in read_po(file) if message.id}


def test_the_catalogue_holds_every_sentence_and_no_other(tmp_path: Path) -> None:
    fresh = tmp_path / "messages.pot"

    subprocess.run([ROOT / "scripts" / "words.sh", fresh], cwd=ROOT, check=True)  # noqa: S603 - ours

    assert _sentences(CATALOGUE) == _sentences(fresh), "run: make words"


def test_no_sentence_holds_letters_that_were_garbled_when_it_was_saved() -> None:
    assert CONTROL.search("today’s".encode().decode("latin-1"))

    garbled = [str(path) for path in WRITTEN if CONTROL.search(path.read_text(encoding="utf-8"))]

    assert garbled == []
