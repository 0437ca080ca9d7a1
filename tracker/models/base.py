"""What every tenant table shares: the municipality first in its keys, and names for its
constraints."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field, SQLModel

# Named constraints: migrations on SQLite and PostgreSQL can only change what has a name.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_1_name)s",
    "pk": "pk_%(table_name)s",
}


class TenantRow(SQLModel):
    """A row of one municipality, with an id made by us."""

    municipality_code: str = Field(primary_key=True, max_length=4)
    id: UUID = Field(primary_key=True)

    def place(self, column: str) -> str:
        """Where a sealed value of this row stands; authenticated with it."""
        return f"{self.__tablename__}.{column}/{self.municipality_code}/{self.id}"


def belongs_to(table: str, column: str) -> ForeignKeyConstraint:
    """A foreign key to a tenant table, beginning with the municipality."""
    return ForeignKeyConstraint(
        ["municipality_code", column], [f"{table}.municipality_code", f"{table}.id"]
    )


def keyed(*columns: str) -> Sequence[str]:
    """Columns of a key or index, with the municipality first."""
    return ("municipality_code", *columns)
