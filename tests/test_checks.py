"""The checks of `make check` find what they are there for."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RULES = ROOT / "semgrep"
KEY = "AKIA" + "QYLPMN5HHHFPZ" + "AM2"  # in parts, so that it is found only where it is planted


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - ours


def test_a_planted_secret_is_found_and_a_line_that_says_it_is_none_is_not(tmp_path: Path) -> None:
    planted, allowed = tmp_path / "planted.py", tmp_path / "allowed.py"
    planted.write_text(f'key = "{KEY}"\n')
    allowed.write_text(f'key = "{KEY}"  # pragma: allowlist secret\n')

    found = run("scripts/secrets.sh", planted)

    assert found.returncode != 0
    assert "AWS Access Key" in found.stdout
    assert run("scripts/secrets.sh", allowed).returncode == 0


def test_bandit_finds_what_is_unsafe(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("import subprocess\n\nsubprocess.run('ls', shell=True)\n")

    found = run(".venv/bin/bandit", "--quiet", "--configfile", "pyproject.toml", planted)

    assert found.returncode == 1
    assert "B602" in found.stdout


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Give a copy of the rules with their samples."""
    return Path(shutil.copytree(RULES, tmp_path / "semgrep"))


def test_every_rule_has_a_bad_sample_and_a_good_one() -> None:
    for rule, samples in (("house.yml", "house.py"), ("templates.yml", "templates.html")):
        names = [
            line.partition("- id: ")[2]
            for line in (RULES / rule).read_text().splitlines()
            if "- id: " in line
        ]
        shown = (RULES / samples).read_text()

        assert names
        for name in names:
            assert f"ruleid: {name}\n" in shown.replace(" -->", ""), name
            assert f"ok: {name}\n" in shown.replace(" -->", ""), name


def test_a_rule_that_does_not_find_its_bad_sample_fails_the_check(rules: Path) -> None:
    house = rules / "house.py"
    house.write_text(house.read_text().replace("shell=True", "shell=False"))

    broken = run("scripts/semgrep.sh", "samples", rules)

    assert broken.returncode != 0
    assert "no-shell" in broken.stdout + broken.stderr


def test_a_planted_breach_of_a_rule_fails_the_check(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("from unittest import mock\n")

    found = run("scripts/semgrep.sh", "check", planted)

    assert found.returncode == 1
    assert "tests-are-real" in found.stdout
