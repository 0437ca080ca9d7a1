"""What personal data look like to somebody who has the database and not the key: like nothing."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary
from sqlmodel import select

from notifications.causes import Cause
from tests.helpers import PACKS, Installation, aase, at
from tracker.codes import Outcome, Role
from tracker.errors import SealError
from tracker.models import Party, metadata
from tracker.office import open_office
from tracker.sealing import Sealer, make_key, read_key
from tracker.services.inspecting import inspect_all
from tracker.services.parties import NewParty
from tracker.settings import Settings

NOW = at("2026-03-31", 13)

#: What a lived case says in the open nowhere; each is typed in once.
SECRETS = (
    "Hemmelig Navnesen",
    "0101701234",
    "Skjulestien 7",
    "87 65 43 21",
    "lægen er på ferie",
    "Vi mangler en ledig bolig",
    "hemmelig støvsugning",
    "hemmelig årsag",
    "hemmelig fuldmagt",
    "hemmelig del",
)


@pytest.fixture
def lived(installation: Installation) -> Installation:
    """One case in which every secret has been typed, and letters have been sent."""
    person = aase(
        name=SECRETS[0],
        cpr=SECRETS[1],
        address=(SECRETS[2], "0000 Fjordby"),
        phone=SECRETS[3],
    )
    helper = NewParty(name="Rita Opdigtet", role=Role.REPRESENTATIVE, scope=SECRETS[8])
    reference = installation.register("2026-03-05", parties=(person, helper))
    installation.live(reference, at("2026-03-05"))
    installation.await_(reference, Cause.DOCTOR, "2026-03-10", note=SECRETS[4])
    installation.expect(
        reference,
        expected_on="2026-05-01",
        reason=f"{SECRETS[5]}.",
        reason_approved=True,
        now=at("2026-03-25"),
    )
    installation.live(reference, at("2026-03-31", 12))
    installation.acute(reference, SECRETS[7], now=at("2026-03-31", 12))
    installation.decide(
        reference, "2026-03-31", Outcome.GRANTED, SECRETS[6], now=at("2026-03-31", 13)
    )
    installation.remand(reference, "2026-03-31", part=SECRETS[9], now=at("2026-03-31", 13))
    return installation


def everything(installation: Installation) -> bytes:
    """Every value of every column of every table, as bytes."""
    found = []
    with installation.office.engine.connect() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(table.select()):
                found += [v if isinstance(v, bytes) else str(v).encode() for v in row]
    return b"\n".join(found)


def test_no_column_says_any_of_it(lived: Installation) -> None:
    stored = everything(lived)
    assert b"rengoering" in stored  # it does look: areas are no secret
    assert not [secret for secret in SECRETS if secret.encode() in stored]
    assert b"%PDF" not in stored


def test_no_byte_of_the_files_says_any_of_it(sqlite_installation: Installation) -> None:
    person = aase(name=SECRETS[0], cpr=SECRETS[1], address=(SECRETS[2],), phone=SECRETS[3])
    reference = sqlite_installation.register("2026-03-05", parties=(person,))
    sqlite_installation.live(reference, at("2026-03-05"))
    folder = sqlite_installation.office.settings.key_file.parent
    stored = [path for path in folder.glob("rettidig.db*") if path.is_file()]
    assert len(stored) >= 1
    data = b"".join(path.read_bytes() for path in stored)
    assert not [secret for secret in SECRETS if secret.encode() in data]
    assert not [secret for secret in SECRETS if secret.encode("utf-16-le") in data]


def test_every_sealed_column_holds_bytes_and_every_column_of_bytes_is_sealed() -> None:
    binary = {
        column.name
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    # Keyed or one-way fingerprints, and random bytes: none of them leads back to a person.
    fingerprints = {"cpr_index", "name_index", "subject_index", "token", "token_hash"}
    random = {"csrf_secret", "salt"}
    plain = {name for name in binary if not name.endswith("_sealed")}
    assert plain == fingerprints | random


def test_the_holder_of_the_key_reads_it(lived: Installation) -> None:
    shown = lived.show("2026-0001", NOW)
    assert shown["parties"][0]["name"] == SECRETS[0]
    assert shown["grants"][0]["service"] == SECRETS[6]


def test_a_sealed_value_opens_only_in_its_own_row(installation: Installation) -> None:
    for name in ("Ene Opdigtet", "Anden Opdigtet"):
        installation.register("2026-03-05", parties=(aase(name=name),))
    with installation.office.writing(NOW) as store:
        one, other = store.session.exec(select(Party)).all()
        one.name_sealed, other.name_sealed = other.name_sealed, one.name_sealed
    with pytest.raises(SealError, match=r"party\.name_sealed"):
        installation.show("2026-0001", NOW)


def test_the_same_value_is_never_sealed_twice_alike() -> None:
    sealer = Sealer(bytes(32))
    assert sealer.seal("Åse", "party.name/1") != sealer.seal("Åse", "party.name/1")


# The key


def settings_of(installation: Installation, key_file: Path) -> Settings:
    given = installation.office.settings
    return given.model_copy(update={"key_file": key_file})


def test_the_key_is_made_at_first_use_with_a_warning_and_read_by_its_owner_alone(
    tmp_path: Path,
) -> None:
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/x.db", key_file=tmp_path / "x.key", packs=PACKS
    )
    office, warnings = open_office(settings)
    office.engine.dispose()
    assert len(warnings) == 1
    assert "keep a copy apart from the database" in warnings[0]
    assert stat.S_IMODE(settings.key_file.stat().st_mode) == 0o600
    assert sorted(path.suffix for path in tmp_path.glob("*key*")) == [".key"]


def test_the_second_use_reads_the_same_key_without_a_warning(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    office, warnings = open_office(sqlite_installation.office.settings)
    assert warnings == []
    again = Installation(office, sqlite_installation.outbox)
    assert again.show(reference, NOW)["parties"][0]["name"] == "Åse Prøve-Testesen"
    office.engine.dispose()


def test_an_existing_key_is_never_overwritten(tmp_path: Path) -> None:
    first = make_key(tmp_path / "x.key")
    assert make_key(tmp_path / "x.key") == first


def test_a_database_with_cases_and_no_key_is_refused(installation: Installation) -> None:
    installation.register("2026-03-05")
    key = installation.office.settings.key_file
    key.unlink()
    with pytest.raises(SealError, match="is missing: put back the one this database was made"):
        open_office(installation.office.settings)
    assert not key.exists()


def test_a_wrong_key_is_one_plain_line(installation: Installation, tmp_path: Path) -> None:
    installation.register("2026-03-05")
    make_key(tmp_path / "other.key")
    office, _warnings = open_office(settings_of(installation, tmp_path / "other.key"))
    with pytest.raises(SealError, match="is RETTIDIG_KEY_FILE the key of this database") as refusal:
        Installation(office, installation.outbox).show("2026-0001", NOW)
    assert "\n" not in str(refusal.value)
    office.engine.dispose()


def test_a_wrong_key_is_found_by_the_check(
    sqlite_installation: Installation, tmp_path: Path
) -> None:
    sqlite_installation.register("2026-03-05")
    make_key(tmp_path / "other.key")
    office, _warnings = open_office(settings_of(sqlite_installation, tmp_path / "other.key"))
    (problem,) = inspect_all(office, now=NOW).problems
    assert "sealed data does not open" in problem
    office.engine.dispose()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("zzzz", id="no hexadecimal"),
        pytest.param("abcd", id="too short"),
        pytest.param("", id="empty"),
        pytest.param("æøå", id="not ASCII"),
    ],
)
def test_a_damaged_key_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.key").write_text(content, encoding="utf-8")
    settings = Settings(database_url=f"sqlite:///{tmp_path}/x.db", key_file=tmp_path / "x.key")
    with pytest.raises(SealError, match="key") as refusal:
        open_office(settings)
    assert "\n" not in str(refusal.value)


def test_a_missing_key_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SealError, match="is missing"):
        read_key(tmp_path / "x.key")


@pytest.mark.parametrize("length", [0, 1, 11, 12, 27])
def test_what_is_shorter_than_any_sealed_value_is_refused_in_one_line(length: int) -> None:
    with pytest.raises(SealError) as caught:
        Sealer(bytes(32)).open(bytes(length), "party/0999/1/name")
    assert "\n" not in str(caught.value)
    assert "party" in str(caught.value)
