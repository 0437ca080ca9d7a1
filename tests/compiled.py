"""SQL compiled once for all databases of a kind.

Every test has an engine of its own, and every engine compiles each statement anew before it is
asked for the first time. The statements are the same in all of them.
"""

from collections.abc import MutableMapping
from typing import Any, Final

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import Dialect

#: For each kind of database: the dialect that the statements are compiled for, and the statements.
_SHARED: Final[dict[str, tuple[Dialect, MutableMapping[Any, Any]]]] = {}


def share_compiled_statements() -> None:
    """Let all engines of this process, and of those forked from it, know the same statements."""
    event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    dialect, statements = _SHARED.setdefault(connection.dialect.name, (connection.dialect, {}))
    connection.dialect = dialect
    connection.execution_options(compiled_cache=statements)
