"""Sweep once, now or as of another instant; or say what a sweep would do."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from initiatives.accountability.services import Planned, preview, sweep
from initiatives.base import clock


class Command(BaseCommand):
    """Send what is owed, or show who would get what and why."""

    help = (
        "Send the reminders that are owed. With --dry-run nothing is written or sent: it lists who "
        "would get what and why."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--as-of", metavar="INSTANT", help="a date or an instant, such as 2027-03-31T08:00"
        )
        parser.add_argument("--dry-run", action="store_true", help="write and send nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        as_of = instant(options["as_of"]) if options["as_of"] else clock.now()
        foretold = list(by_person(preview(as_of)))
        report: dict[str, Any] = {
            "as_of": as_of.isoformat(),
            "dry_run": options["dry_run"],
            "recipients": foretold,
            "totals": {
                "recipients": len(foretold),
                "items": sum(len(person["items"]) for person in foretold),
            },
        }
        if not options["dry_run"]:
            with clock.at(as_of):
                done = sweep()
            report["totals"] |= {"sent": done.sent, "failed": done.failed}
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.tell(report)
        if report["totals"].get("failed"):
            raise CommandError(f"{report['totals']['failed']} mails were not taken; see the log.")

    def tell(self, report: dict[str, Any]) -> None:
        """Each person, each item, and why."""
        for person in report["recipients"]:
            self.stdout.write(f"{person['name']} <{person['email']}>, {person['day']}")
            for item in person["items"]:
                what = f"{item['commitment']}  {item['title']}, due {item['due_on']}"
                self.stdout.write(f"  {item['step']:>5}  {what}")
                self.stdout.write(f"         {item['why']}")
        totals = report["totals"]
        if report["dry_run"]:
            self.stdout.write(
                f"{totals['recipients']} would get a mail, about {totals['items']} items. "
                "Nothing was written or sent."
            )
        else:
            self.stdout.write(f"Mails sent: {totals['sent']}; not taken: {totals['failed']}.")


def instant(words: str) -> datetime:
    """The instant that the words mean, in the system's zone if they name none."""
    try:
        read = datetime.fromisoformat(words)
    except ValueError:
        raise CommandError(
            f"{words!r} is no date or instant. One looks like 2027-03-31 or 2027-03-31T08:00."
        ) from None
    return read if read.tzinfo else read.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def by_person(planned: list[Planned]) -> Iterator[dict[str, Any]]:
    """Who would get a mail on which day of theirs, and the items in it."""
    for (person, day), items in groupby(planned, lambda item: (item.recipient, item.day)):
        yield {
            "email": person.email,
            "name": person.name,
            "day": day.isoformat(),
            "items": [
                {
                    "commitment": item.commitment.reference,
                    "title": item.commitment.title,
                    "due_on": item.commitment.due_on.isoformat(),
                    "step": item.step,
                    "audience": item.audience,
                    "why": item.why,
                }
                for item in items
            ],
        }
