"""People leave: by the nightly file of an institution, a row a person."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import transaction

from initiatives.base import clock
from initiatives.people.models import User
from initiatives.people.services.accounts import close_account

REASON = "Left on {day}, by the file of leavers."


class Leaver(NamedTuple):
    """A row of the file, numbered as a spreadsheet shows it; `last_day` as it is written there."""

    row: int
    email: str
    last_day: str


class Verdict(NamedTuple):
    """What became of a row: `closed`, `open`, `refused`, and a sentence that says more."""

    row: int
    verdict: str
    email: str
    message: str


@transaction.atomic
def take_leavers(*, leavers: Iterable[Leaver], dry_run: bool = False) -> list[Verdict]:
    """Close the account of each whose last day is over; the others are open until then.

    The day after the last one counts by the system's time zone. With `dry_run` nothing is written.
    """
    verdicts = [taken(one) for one in leavers]
    if dry_run:
        transaction.set_rollback(True)
    return verdicts


def taken(leaver: Leaver) -> Verdict:
    """One row."""
    email = leaver.email.strip().lower()

    def verdict(word: str, message: str) -> Verdict:
        return Verdict(leaver.row, word, email, message)

    try:
        day = date.fromisoformat(leaver.last_day.strip())
    except ValueError:
        return verdict("refused", "Give the last day as year-month-day, such as 2027-03-31.")
    person = User.objects.filter(email=email).first()
    if person is None:
        return verdict("refused", "Nobody here has this address.")
    if person.break_glass:
        return verdict("refused", "An account for emergencies is closed by hand alone.")
    if not person.is_active:
        return verdict("closed", "Closed already.")
    if day >= clock.today():
        return verdict("open", f"Open until the end of {day}; leave this row in the file.")
    close_account(person, None, REASON.format(day=day))
    return verdict("closed", f"Closed; the last day was {day}.")
