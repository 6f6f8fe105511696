"""What every walk has to show, and that it went as docs/permissions.md says."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from initiatives.base import clock
from tests.permissions import table
from tests.permissions.places import NOT_SIGNED_IN


def agree(name: str, walked: table.Walked) -> None:
    """Compare with the document; QI_PERMISSIONS=write (`make permissions`) writes it first."""
    found = table.cells(walked)
    if os.environ.get("QI_PERMISSIONS") == "write":
        table.write(name, found)
    told = table.differences(found, table.parsed(table.part(name)))
    assert told == [], "If that is meant, `make permissions` writes it:\n" + "\n".join(told)
    assert table.part(name).strip() == table.rendered(found).strip(), "Run `make permissions`."


def broken(walked: table.Walked) -> list[str]:
    """Where something went wrong on our side."""
    return [row for row, columns in walked.items() if "'5" in repr(columns)]


def open_to_all(walked: table.Walked) -> set[str]:
    """The rows that do not ask for a sign-in."""
    return {row for row, columns in walked.items() if columns[NOT_SIGNED_IN]["own"] != "sign in"}


def betrayed(walked: table.Walked, details: dict[str, str]) -> list[str]:
    """Where a record that is not found when it is read is told of by another answer.

    `details` has for each row the one that reads the same record.
    """
    return [
        f"{row}, {who}, {place}: {answer}"
        for row, detail in details.items()
        for who, answers in walked[row].items()
        for place, answer in answers.items()
        if walked[detail][who].get(place) == "404" and answer not in ("404", "sign in")
    ]


@contextmanager
def undisturbed(at: datetime) -> Iterator[None]:
    """At a fixed instant, without a line of the log for each refusal."""
    logging.disable(logging.WARNING)
    try:
        with clock.at(at):
            yield
    finally:
        logging.disable(logging.NOTSET)
