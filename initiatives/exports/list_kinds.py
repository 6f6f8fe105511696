"""Lists as CSV and as XLSX: what is asked for is a list and a query string, as a page has it."""

from collections.abc import Iterator
from pathlib import Path

from initiatives.exports import kinds, tables
from initiatives.exports.kinds import Asked, Given, Kind, Progress
from initiatives.exports.writing import Writer, write_csv, write_xlsx
from initiatives.people.models import User

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read(viewer: User, given: Given) -> Asked:
    """The list and its filters in one form; raises Invalid for what cannot be read."""
    asked = tables.found(viewer, given)
    return Asked({"list": asked.key, "query": asked.query}, asked.read.title)


def count(viewer: User, given: Given) -> int | None:
    """How many rows the list has now."""
    return tables.found(viewer, given).read.rows()


def list_kind(key: str, label: str, ending: str, content_type: str, writer: Writer) -> Kind:
    """A kind that writes a list by this writer."""

    def write(viewer: User, given: Given, path: Path) -> Iterator[Progress]:
        asked = tables.found(viewer, given)
        table, done = asked.read.lay_out(), 0
        yield Progress(done, table.total)
        for rows in writer(path, asked.read.title, table.columns, table.parts):
            done += rows
            yield Progress(done, table.total)

    return Kind(key, label, ending, content_type, read, write, count)


def introduce() -> None:
    """Make both known."""
    kinds.introduce(list_kind("list_csv", "CSV", "csv", "text/csv; charset=utf-8", write_csv))
    kinds.introduce(list_kind("list_xlsx", "Excel", "xlsx", XLSX, write_xlsx))
