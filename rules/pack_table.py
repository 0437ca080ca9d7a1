"""What every table of a pack file is: a model that refuses unknown keys and wrong types."""

from pydantic import BaseModel, ConfigDict, Field

#: A word of a closed list; the list itself is checked strictly.
Word = Field(strict=False)


class Table(BaseModel):
    """One table of a pack file: an unknown key or a wrong type is refused.

    Building waits until a file is read: of these models only three are ever asked themselves.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)
