"""The settings: with which ones the service starts, and which it refuses, saying why."""

from pathlib import Path

import pytest

from config import Settings, Unfit, load

SECRET = "s" * 32
REAL = {
    "SECRET_KEY": SECRET,
    "OPT_OUT_KEY": "o" * 32,
    "PUBLIC_BASE_URL": "https://volunteer.example",
    "DATABASE_URL": "postgresql://volunteer@/volunteer",
    "SMS_GATEWAY": "twilio",
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "t" * 32,
    "MAIL_GATEWAY": "smtp",
    "SMTP_URL": "smtp://volunteer:otter@mail.example:587",  # pragma: allowlist secret
    "MAIL_FROM": "volunteer@example.org",
}
DEMO = {
    "DEMO": "1",
    "SECRET_KEY": SECRET,
    "DATABASE_URL": "postgresql://volunteer@/volunteer",
}
STAND_IN = {
    **REAL,
    "DEMO": "1",
    "TWILIO_API_BASE": "http://127.0.0.1:9000",
    "SMTP_URL": "smtp://127.0.0.1:2525",
}


def problems(settings: dict[str, str]) -> list[str]:
    with pytest.raises(Unfit) as unfit:
        load(settings)
    return str(unfit.value).splitlines()


def test_with_everything_set_the_service_starts() -> None:
    config = load(REAL)

    assert not config["DEMO"]
    assert config["SECRET_KEY"] == SECRET
    assert config["SMS_GATEWAY"] == "twilio"
    assert config["TWILIO_API_BASE"] == ""


def test_a_demo_starts_without_any_account() -> None:
    config = load(DEMO)

    assert config["DEMO"]
    assert config["SMS_GATEWAY"] == "sandbox"
    assert config["GEOCODER"] == ""


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "OPT_OUT_KEY", "TWILIO_AUTH_TOKEN", "TWILIO_ACCOUNT_SID"]
)
@pytest.mark.parametrize("value", ["", None])
def test_a_secret_that_is_missing_is_refused_by_its_name(name: str, value: str | None) -> None:
    settings = {key: kept for key, kept in REAL.items() if key != name}
    if value is not None:
        settings[name] = value

    [problem] = problems(settings)

    assert problem.startswith(f"{name} is empty")


@pytest.mark.parametrize("name", ["SECRET_KEY", "OPT_OUT_KEY", "TWILIO_AUTH_TOKEN"])
def test_a_secret_that_is_short_is_refused_and_never_shown(name: str) -> None:
    [problem] = problems({**REAL, name: "correcthorse"})

    assert problem.startswith(name)
    assert "too short" in problem
    assert "correcthorse" not in problem


def test_the_key_of_stops_is_one_of_its_own_and_the_demo_s_is_its_kept_secret() -> None:
    later = {**REAL, "SECRET_KEY": SECRET.upper()}

    assert load(REAL)["OPT_OUT_KEY"] == "o" * 32
    assert load(later)["OPT_OUT_KEY"] == "o" * 32
    assert load(DEMO)["OPT_OUT_KEY"] == SECRET
    assert load({**DEMO, "OPT_OUT_KEY": "o" * 40})["OPT_OUT_KEY"] == "o" * 40


def test_why_the_key_of_stops_must_be_chosen_is_said_plainly() -> None:
    [problem] = problems({**REAL, "OPT_OUT_KEY": ""})

    assert "never change them" in problem
    assert "who said stop" in problem


def test_a_second_token_may_be_left_out_and_is_believed_as_the_first_is() -> None:
    other = "u" * 32

    assert load(REAL)["TWILIO_AUTH_TOKEN_SECONDARY"] == ""
    assert load({**REAL, "TWILIO_AUTH_TOKEN_SECONDARY": other})["TWILIO_AUTH_TOKEN_SECONDARY"] == (
        other
    )


def test_a_second_token_that_is_short_is_refused_and_never_shown() -> None:
    [problem] = problems({**REAL, "TWILIO_AUTH_TOKEN_SECONDARY": "correcthorse"})

    assert problem.startswith("TWILIO_AUTH_TOKEN_SECONDARY is too short")
    assert "correcthorse" not in problem


def test_everything_that_is_wrong_is_said_at_once() -> None:
    said = problems({})

    names = ["MAIL_GATEWAY", "PUBLIC_BASE_URL", "SECRET_KEY", "SMS_GATEWAY"]
    assert sorted(line.split()[0] for line in said) == names


def test_the_sandbox_is_for_the_demo_only() -> None:
    [problem] = problems({**REAL, "SMS_GATEWAY": "sandbox"})

    assert "SMS_GATEWAY must be twilio" in problem


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000", "https://localhost", "http://[::1]:8000"]
)
def test_an_address_that_the_carrier_cannot_reach_is_refused(address: str) -> None:
    [problem] = problems({**REAL, "PUBLIC_BASE_URL": address})

    assert problem.startswith("PUBLIC_BASE_URL")


def test_an_address_without_https_is_for_the_demo_and_for_a_stand_in_on_this_machine() -> None:
    plain = {"PUBLIC_BASE_URL": "http://volunteer.example"}

    [problem] = problems({**REAL, **plain})
    [other] = problems({**REAL, **plain, "TWILIO_API_BASE": "https://carrier.example"})

    assert problem == other
    assert problem.startswith("PUBLIC_BASE_URL must begin with https://")
    assert load({**REAL, **plain, "TWILIO_API_BASE": "http://127.0.0.1:9000"})
    assert load({**DEMO, **plain})


@pytest.mark.parametrize("address", ["volunteer.example", "//volunteer.example", "ftp://a.example"])
def test_an_address_over_which_no_signature_would_ever_be_right_is_refused(address: str) -> None:
    [problem] = problems({**REAL, "PUBLIC_BASE_URL": address})

    assert problem.startswith("PUBLIC_BASE_URL must begin with https://")


@pytest.mark.parametrize(
    "base",
    [
        "",
        "https://api.twilio.com",
        "http://127.0.0.1.evil.example",
        "http://localhost@evil.example",
        "127.0.0.1:9000",
    ],
)
def test_a_demo_texts_nobody_real(base: str) -> None:
    [problem] = problems({**STAND_IN, "TWILIO_API_BASE": base})

    assert problem.startswith("DEMO with SMS_GATEWAY=twilio")


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:9000", "http://localhost:9000", "http://[::1]:9000"]
)
def test_a_demo_may_speak_with_a_stand_in_on_this_machine(base: str) -> None:
    config = load({**STAND_IN, "TWILIO_API_BASE": base})

    assert config["TWILIO_API_BASE"] == base


def test_staff_are_told_by_e_mail_unless_somebody_wrote_down_that_they_are_not() -> None:
    without = {key: value for key, value in REAL.items() if key != "MAIL_GATEWAY"}

    [problem] = problems(without)

    assert problem.startswith("MAIL_GATEWAY must be smtp, so that staff are told of danger")
    assert load({**without, "MAIL_GATEWAY": "none"})["MAIL_GATEWAY"] == "none"
    assert load(REAL)["SMTP_URL"] == REAL["SMTP_URL"]


def test_the_mailbox_is_for_the_demo_only() -> None:
    [problem] = problems({**REAL, "MAIL_GATEWAY": "mailbox"})

    assert "for demo mode" in problem
    assert load(DEMO)["MAIL_GATEWAY"] == load({**DEMO, "MAIL_GATEWAY": "mailbox"})["MAIL_GATEWAY"]
    assert load(DEMO)["MAIL_GATEWAY"] == "mailbox"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example:587",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:many",
        "smtp://volunteer@mail.example",
        "smtp://volunteer:cor/rect@mail.example",
        "smtp://mail.example/inbox",
    ],
)
def test_a_mail_server_that_cannot_be_meant_is_refused_and_its_password_never_shown(
    url: str,
) -> None:
    [problem] = problems({**REAL, "SMTP_URL": url})

    assert problem.startswith("SMTP_URL must look like")
    assert "cor" not in problem.replace("correct", "")


@pytest.mark.parametrize("sender", ["", "volunteer", "a b@example.org", "a@b@c"])
def test_a_sender_that_is_no_address_is_refused(sender: str) -> None:
    [problem] = problems({**REAL, "MAIL_FROM": sender})

    assert problem.startswith("MAIL_FROM")


@pytest.mark.parametrize("url", ["smtp://mail.example", "smtp://127.0.0.1.evil.example:25"])
def test_a_demo_mails_nobody_real(url: str) -> None:
    [problem] = problems({**STAND_IN, "SMTP_URL": url})

    assert problem.startswith("DEMO with MAIL_GATEWAY=smtp")
    assert load({**STAND_IN, "SMTP_URL": "smtps://localhost"})


@pytest.mark.parametrize(
    ("word", "meant"),
    [("1", True), ("true", True), ("YES", True), ("on", True), ("0", False), ("no", False)],
)
def test_demo_is_on_when_it_is_said_and_only_then(word: str, *, meant: bool) -> None:
    settings = {**STAND_IN, "DEMO": word}

    assert load(settings)["DEMO"] is meant


@pytest.mark.parametrize(
    ("given", "spelled"),
    [
        ("postgres://u:p@db:5432/v", "postgresql+psycopg://u:p@db:5432/v"),
        ("postgresql://u@/v?host=/run/pg", "postgresql+psycopg://u@/v?host=/run/pg"),
        ("postgresql+psycopg://u@db/v", "postgresql+psycopg://u@db/v"),
    ],
)
def test_postgresqls_address_is_spelled_with_the_driver_we_have(given: str, spelled: str) -> None:
    assert load({**REAL, "DATABASE_URL": given})["SQLALCHEMY_DATABASE_URI"] == spelled


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path) -> None:
    file = tmp_path / "var" / "deep" / "volunteer.db"

    config = load({**REAL, "DATABASE_URL": f"sqlite:///{file}"})

    assert config["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{file}"
    assert file.parent.is_dir()


def test_a_sqlite_file_that_is_named_from_here_is_found_from_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.ROOT", tmp_path / "checkout")
    monkeypatch.chdir(tmp_path)

    config = load({**REAL, "DATABASE_URL": "sqlite:///data/x.db?timeout=5"})

    file = tmp_path / "checkout" / "data" / "x.db"
    assert config["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{file}?timeout=5"
    assert file.parent.is_dir()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_no_file(url: str) -> None:
    assert load({**REAL, "DATABASE_URL": url})["SQLALCHEMY_DATABASE_URI"] == url


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMS_GATEWAY", "pigeon"),
        ("MAIL_GATEWAY", "pigeon"),
        ("GEOCODER", "atlas"),
        ("WEB_WORKERS", "0"),
        ("WEB_WORKERS", "many"),
        ("WEB_WORKERS", "²"),
        ("WEB_WORKERS", "-1"),
    ],
)
def test_a_value_that_means_nothing_is_refused_by_its_name(name: str, value: str) -> None:
    [problem] = problems({**DEMO, name: value})

    assert problem.startswith(name)


def test_an_empty_setting_is_one_that_was_not_set() -> None:
    config = load({**REAL, "WEB_WORKERS": "", "LOG_LEVEL": ""})

    assert (config["WEB_WORKERS"], config["LOG_LEVEL"]) == (2, "INFO")


def test_the_public_address_has_no_slash_at_its_end() -> None:
    assert load({**REAL, "PUBLIC_BASE_URL": "https://v.example/"})["PUBLIC_BASE_URL"] == (
        "https://v.example"
    )


def test_every_setting_is_explained() -> None:
    explained = Path("docs/settings.md").read_text(encoding="utf-8")

    missing = [n for n in Settings.__dataclass_fields__ if f"| `{n}` |" not in explained]

    assert missing == []


TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    ("tiles", "whose", "named"),
    [
        ("http://tiles.example.org/{z}/{x}/{y}.png", "©", "MAP_TILES"),
        ("https://tiles.example.org/tiles.png", "©", "MAP_TILES"),
        ("https://tiles.example.org/{z}/{x}/{y}.png; script-src *", "©", "MAP_TILES"),
        ("https://x; script-src */{z}/{x}/{y}", "©", "MAP_TILES"),
        (TILES, "", "MAP_ATTRIBUTION"),
    ],
)
def test_tiles_come_from_one_host_that_is_named(tiles: str, whose: str, named: str) -> None:
    found = problems(REAL | {"MAP_TILES": tiles, "MAP_ATTRIBUTION": whose})

    assert len(found) == 1
    assert found[0].startswith(named)


def test_no_tiles_is_the_default() -> None:
    assert load(REAL)["MAP_TILES"] == ""
    assert load(REAL | {"MAP_TILES": TILES, "MAP_ATTRIBUTION": "© X"})["MAP_TILES"] == TILES
