"""The database that migrations make is the one that the models describe, to the last predicate."""

import re
from collections.abc import Sequence
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

import tracker.migrations
from tests.storage.conftest import NewUrl
from tracker.database import open_engine
from tracker.models import metadata
from tracker.schema import current, newest, upgrade


def migrated(new_url: NewUrl) -> Engine:
    engine = open_engine(new_url())
    upgrade(engine)
    return engine


def created(new_url: NewUrl) -> Engine:
    engine = open_engine(new_url())
    metadata.create_all(engine)
    return engine


def asked(engine: Engine, query: str) -> Sequence[Any]:
    with engine.connect() as connection:
        return connection.exec_driver_sql(query).all()


def sqlite_ddl(engine: Engine) -> list[str]:
    """Every statement SQLite keeps, with the parts of a table in a fixed order."""
    rows = asked(
        engine,
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
        "AND name != 'alembic_version'",
    )
    return sorted(f"{kind} {name}: {_sorted_parts(kind, sql)}" for kind, name, sql in rows)


def _sorted_parts(kind: str, sql: str) -> str:
    flat = " ".join(sql.split())
    if kind != "table":
        return flat
    body = flat[flat.index("(") + 1 : flat.rindex(")")]
    return "; ".join(sorted(part.strip() for part in re.split(r",(?![^(]*\))", body)))


#: What PostgreSQL knows of a database of ours: a line for each thing.
POSTGRESQL_DDL = """
SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || ' not null: ' || a.attnotnull || ' default: '
       || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
   AND NOT a.attisdropped AND c.relname != 'alembic_version'
UNION ALL
SELECT 'constraint ' || c.conrelid::regclass || ' ' || c.conname || ' '
       || pg_get_constraintdef(c.oid)
  FROM pg_constraint c
 WHERE c.connamespace = 'public'::regnamespace AND c.conrelid::regclass::text != 'alembic_version'
UNION ALL
SELECT 'index ' || i.indexdef FROM pg_indexes i
 WHERE i.schemaname = 'public' AND i.tablename != 'alembic_version'
UNION ALL
SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT t.tgisinternal
UNION ALL
SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc p
 WHERE p.pronamespace = 'public'::regnamespace
"""


def ddl(engine: Engine) -> list[str]:
    if engine.dialect.name == "sqlite":
        return sqlite_ddl(engine)
    return sorted(str(row[0]) for row in asked(engine, POSTGRESQL_DDL))


def test_migrated_and_created_databases_are_the_same(new_url: NewUrl) -> None:
    first, second = migrated(new_url), created(new_url)
    one, other = ddl(first), ddl(second)
    first.dispose()
    second.dispose()
    assert one == other
    seen = " ".join(one).upper()
    for what in ("WHERE", "TRIGGER", "UNIQUE", "FOREIGN KEY", "NOT NULL"):
        assert what in seen  # the comparison did look there


def test_alembic_sees_no_difference(new_url: NewUrl) -> None:
    engine = migrated(new_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        found = compare_metadata(context, metadata)
    engine.dispose()
    assert found == []


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", next(iter(tracker.migrations.__path__)))
    return ScriptDirectory.from_config(config)


def test_there_is_one_head() -> None:
    assert scripts().get_heads() == [newest()]


def test_every_migration_says_what_it_does() -> None:
    assert all(script.doc.strip() for script in scripts().walk_revisions())


def test_an_empty_database_is_brought_to_the_newest_version(new_url: NewUrl) -> None:
    engine = open_engine(new_url())
    before = current(engine)
    upgrade(engine)
    after = current(engine)
    engine.dispose()
    assert (before, after) == (None, newest())


def test_upgrading_again_changes_nothing(new_url: NewUrl) -> None:
    engine = migrated(new_url)
    before = ddl(engine)
    upgrade(engine)
    after = ddl(engine)
    engine.dispose()
    assert before == after


def test_every_table_of_a_tenant_begins_its_keys_with_the_municipality() -> None:
    own = [table for table in metadata.tables.values() if table.name != "slot"]
    keys = [key for table in own for key in (table.primary_key, *table.foreign_key_constraints)]
    first = {next(iter(key.columns)).name for key in keys}
    assert first == {"municipality_code"}


def test_every_index_of_a_tenant_begins_with_the_municipality() -> None:
    indexes = [index for table in metadata.tables.values() for index in table.indexes]
    assert {next(iter(index.columns)).name for index in indexes} == {"municipality_code"}


def test_every_constraint_has_a_name() -> None:
    named = [c.name for table in metadata.tables.values() for c in table.constraints]
    assert None not in named
