"""What the views are: read from the SQL files, where each column says what it means.

A file begins with comments: what the view holds, then `key:` (the columns that tell its rows apart,
and by which they are read page by page), `since:` (the day or instant that says how old a row is)
and `fenced: yes`; then a line for each column with its type. The statement follows.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VERSIONS = ("v1",)  # in the order in which they came
LATEST = VERSIONS[-1]
TYPES = (
    *("bigint", "integer", "text", "date", "boolean", "double precision"),
    *("timestamp with time zone", r"bigint\[\]"),
)
COLUMN = re.compile(rf"(\w+) ({'|'.join(TYPES)}): (.+)")
OPTION = re.compile(r"(key|since|fenced): (.+)")


@dataclass(frozen=True)
class Column:
    """A column: its name, its type as PostgreSQL names it, and what it means."""

    name: str
    type: str
    about: str


@dataclass(frozen=True)
class View:
    """One view. `body` is its statement; `since` is empty where rows have no age.

    A `fenced` one leaves rows out that nothing may tell of, so no condition of a reader is put
    before its own: else EXPLAIN ANALYZE would say where rows were left out.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    since: str
    fenced: bool
    body: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in their order."""
        return tuple(column.name for column in self.columns)

    @property
    def filters(self) -> tuple[str, ...]:
        """By what its rows can be asked for."""
        by_entity = ("entity",) if "entity_id" in self.names else ()
        return (*by_entity, *(("since",) if self.since else ()))


def read(name: str, text: str) -> View:
    """A view from the text of its file."""
    lines = text.splitlines()
    said = [line.removeprefix("-- ") for line in lines if line.startswith("-- ")]
    columns = tuple(Column(*found.groups()) for line in said if (found := COLUMN.fullmatch(line)))
    options = {found[1]: found[2] for line in said if (found := OPTION.fullmatch(line))}
    about = [line for line in said if not (COLUMN.fullmatch(line) or OPTION.fullmatch(line))]
    return View(
        name=name,
        about=" ".join(about),
        columns=columns,
        key=tuple(options["key"].split(", ")),
        since=options.get("since", ""),
        fenced="fenced" in options,
        body="\n".join(line for line in lines if not line.startswith("-- ")),
    )


@cache
def views(version: str = LATEST) -> dict[str, View]:
    """The views of a version by their names."""
    files = sorted((Path(__file__).parent / version).glob("*.sql"))
    return {file.stem: read(file.stem, file.read_text(encoding="utf-8")) for file in files}
