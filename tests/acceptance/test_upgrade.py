"""An upgrade leaves lists right, whatever version the database came from."""

import sqlite3
from contextlib import closing

from tests.acceptance.shell import Shell


def told(shell: Shell, *statements: str) -> None:
    """Change the database past our own code."""
    with closing(sqlite3.connect(shell.folder / "rettidig.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_database_without_rows_for_lists_gets_them(shell: Shell, case: str) -> None:
    tables = ("name_token", "deadline_summary", "case_summary")
    version = "UPDATE alembic_version SET version_num = '0002'"
    told(shell, *(f"DROP TABLE {table}" for table in tables), version)
    assert shell("worklist").code == 1
    ran = shell("db", "upgrade")
    assert (ran.code, ran.out.splitlines()[1:]) == (0, ["1 case written for lists"])
    assert all(shell.counts()[table] for table in tables)
    assert shell("db", "check").code == 0
    assert shell("db", "upgrade").out.splitlines()[1:] == []


def test_a_row_that_differs_is_found_and_written_anew(shell: Shell, case: str) -> None:
    told(shell, "UPDATE case_summary SET caseworker = 'nobody'")
    ran = shell("db", "check")
    assert (ran.code, ran.out.splitlines()) == (
        1,
        [f"case {case}: lists say caseworker nobody, the file says None"],
    )
    assert "1 case written" in shell("db", "upgrade", "--lists").out
    assert shell("db", "check").code == 0


def test_a_case_that_cannot_be_written_is_named_and_nothing_else_is(
    shell: Shell, case: str
) -> None:
    told(shell, "DELETE FROM case_summary", "UPDATE party SET name_sealed = zeroblob(40)")
    ran = shell("db", "upgrade")
    assert ran.code == 4
    assert case in ran.err
    assert "Traceback" not in ran.err
