"""What was written to a database for good: a refused act commits nothing."""

from typing import Any

from sqlalchemy import Connection, Engine, event

_WRITES = ("INSERT", "UPDATE", "DELETE")


class Writes:
    """Counts the transactions of a database that wrote something and were committed."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.committed = engine, 0
        self._open: set[int] = set()
        self._listen(event.listen)

    def _listen(self, how: Any) -> None:
        how(self.engine, "before_cursor_execute", self._executed)
        how(self.engine, "commit", self._commits)
        how(self.engine, "rollback", self._rolls_back)

    def stop(self) -> None:
        """Listen no more."""
        self._listen(event.remove)

    def _executed(self, connection: Connection, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.lstrip().upper().startswith(_WRITES):
            self._open.add(id(connection))

    def _commits(self, connection: Connection) -> None:
        self.committed += id(connection) in self._open
        self._open.discard(id(connection))

    def _rolls_back(self, connection: Connection) -> None:
        self._open.discard(id(connection))
