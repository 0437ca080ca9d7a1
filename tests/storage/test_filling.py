"""An older database gets what lists read at its upgrade, and a check says where they differ."""

import pytest
from sqlalchemy import text
from sqlmodel import select

from tests.helpers import Installation, aase, at
from tracker.database import writing
from tracker.models import CaseSummary, DeadlineSummary, NameToken
from tracker.schema import current, upgrade
from tracker.services.inspecting import inspect_all
from tracker.services.summary_checking import fill_summaries

NOW = at("2026-03-12")


@pytest.fixture
def aged(installation: Installation) -> Installation:
    """Three cases in a database of the version before lists had rows of their own."""
    for name in ("Åse Prøve-Testesen", "Bo Prøve", "Carla Prøve"):
        installation.register("2026-03-05", parties=[aase(name=name)])
    with writing(installation.office.engine) as session:
        for table in ("name_token", "deadline_summary", "case_summary"):
            session.execute(text(f"DROP TABLE {table}"))
        session.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    return installation


def counts(town: Installation) -> tuple[int, int, bool]:
    with town.office.reading(NOW) as store:
        return (
            len(store.session.exec(select(CaseSummary)).all()),
            len(store.session.exec(select(DeadlineSummary)).all()),
            bool(store.session.exec(select(NameToken)).all()),
        )


def test_an_upgrade_fills_in_what_lists_read(aged: Installation) -> None:
    upgrade(aged.office.engine)
    assert current(aged.office.engine) == "0003"
    done = fill_summaries(aged.office, now=NOW)
    assert (done.cases, done.failed) == (3, [])
    assert counts(aged) == (3, 3, True)
    assert inspect_all(aged.office, now=NOW).problems == []
    assert fill_summaries(aged.office, now=NOW).cases == 0


def test_a_run_that_was_ended_is_taken_up(
    aged: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(aged.office.engine)
    monkeypatch.setattr("tracker.services.summary_checking._BATCH", 1)
    looked = iter((None, None))
    with pytest.raises(StopIteration):
        fill_summaries(aged.office, now=NOW, progress=lambda: next(looked))
    assert counts(aged)[0] == 2
    assert "lists do not know it" in "".join(inspect_all(aged.office, now=NOW).problems)
    assert fill_summaries(aged.office, now=NOW).cases == 1
    assert inspect_all(aged.office, now=NOW).problems == []


def test_a_check_names_every_difference_and_writing_anew_mends_it(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    with writing(installation.office.engine) as session:
        session.execute(text("UPDATE case_summary SET team = 'andre'"))
        session.execute(text("UPDATE deadline_summary SET due_on = '2026-04-09'"))
    said = inspect_all(installation.office, now=NOW).problems
    assert said == [
        f"case {reference}: lists say team andre, the file says hjaelp",
        f"case {reference}, decision due 2026-04-02: lists say due_on 2026-04-09, "
        "the file says 2026-04-02",
    ]
    fill_summaries(installation.office, now=NOW, all_of_them=True)
    assert inspect_all(installation.office, now=NOW).problems == []
