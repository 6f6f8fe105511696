"""Sweep once, now or as of another instant; or say what a sweep would do, and what was done."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from initiatives.accountability.choices import EngineState
from initiatives.accountability.models import Reminder
from initiatives.accountability.queries import engine, told_on
from initiatives.accountability.rules.steps import reason_for
from initiatives.accountability.services import Planned, preview, sweep
from initiatives.base import clock

NOON = time(12)


class Command(BaseCommand):
    """Send what is owed, or show who would get what and why."""

    help = (
        "Send the reminders that are owed and whose hour has come. With --dry-run nothing is "
        "written or sent: it lists who would get what and why, what waits and why, and what was "
        "sent on that day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--as-of",
            metavar="INSTANT",
            help="an instant, such as 2027-03-31T08:00, or a date, which means its noon",
        )
        parser.add_argument("--dry-run", action="store_true", help="write and send nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        as_of = instant(options["as_of"]) if options["as_of"] else clock.now()
        report = explained(as_of) | {"dry_run": options["dry_run"]}
        if not options["dry_run"]:
            with clock.at(as_of):
                done = sweep()
            report["totals"] |= {"sent": done.sent, "failed": done.failed}
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.tell(report)
        complain(report["totals"])

    def tell(self, report: dict[str, Any]) -> None:
        """Each person, each item, and why."""
        parts = (("sent", "Sent on that day:"), ("waiting", "Waiting:"), ("recipients", ""))
        for name, heading in parts:
            if heading and report[name]:
                self.stdout.write(heading)
            for person in report[name]:
                self.tell_of(person)
            if heading and report[name]:
                self.stdout.write("")
        self.tell_totals(report)

    def tell_of(self, person: dict[str, Any]) -> None:
        """One person and what they are told."""
        self.stdout.write(f"{person['name']} <{person['email']}>, {person['day']}")
        for item in person["items"]:
            what = f"{item['commitment']}  {item['title']}, due {item['due_on']}"
            self.stdout.write(f"  {item['step']:>5}  {what}")
            self.stdout.write(f"         {item['why']}")
            if item["waits"]:
                self.stdout.write(f"         Not now: {item['waits']}")

    def tell_totals(self, report: dict[str, Any]) -> None:
        """The last line."""
        totals = report["totals"]
        if report["dry_run"]:
            self.stdout.write(
                f"{totals['recipients']} would get a mail, about {totals['items']} items. "
                "Nothing was written or sent."
            )
        else:
            self.stdout.write(f"Mails sent: {totals['sent']}; not taken: {totals['failed']}.")


def explained(as_of: datetime) -> dict[str, Any]:
    """What a sweep at that instant would send, what it would not and why, and what was sent."""
    foretold = preview(as_of)
    told = by_person(item(one) for one in foretold if not one.waits)
    day = as_of.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return {
        "as_of": as_of.isoformat(),
        "recipients": told,
        "waiting": by_person(item(one) for one in foretold if one.waits),
        "sent": by_person(item_sent(one, day) for one in told_on(day)),
        "totals": {
            "recipients": len(told),
            "items": sum(len(person["items"]) for person in told),
        },
    }


def complain(totals: dict[str, Any]) -> None:
    """Raises CommandError for mails that were not taken, and for an engine that sends nothing."""
    if totals.get("failed"):
        raise CommandError(f"{totals['failed']} mails were not taken; see the log.")
    state = engine()
    if "sent" in totals and state.state != EngineState.RUNNING:
        raise CommandError(
            f"Nothing was sent: reminders are {state.get_state_display().lower()}. "
            "An administrator lets them go under Administration, Reminders."
        )


def instant(words: str) -> datetime:
    """The instant that the words mean, in the system's zone if they name none."""
    try:
        read = datetime.fromisoformat(words)
    except ValueError:
        raise CommandError(
            f"{words!r} is no date or instant. One looks like 2027-03-31 or 2027-03-31T08:00."
        ) from None
    if len(words) <= len("2027-03-31"):
        read = datetime.combine(read, NOON)
    return read if read.tzinfo else read.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def by_person(items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who is told on which day of theirs, and the items."""
    told = groupby(items, lambda one: (one.pop("email"), one.pop("name"), one.pop("day")))
    return [
        {"email": email, "name": name, "day": day, "items": list(group)}
        for (email, name, day), group in told
    ]


def item(planned: Planned) -> dict[str, Any]:
    """An occasion that is to come."""
    who = {
        "email": planned.recipient.email,
        "name": planned.recipient.name,
        "day": planned.day.isoformat(),
    }
    return who | {
        "commitment": planned.commitment.reference,
        "title": planned.commitment.title,
        "due_on": planned.commitment.due_on.isoformat(),
        "step": planned.step,
        "audience": planned.audience,
        "channel": planned.channel,
        "why": planned.why,
        "waits": planned.waits,
    }


def item_sent(reminder: Reminder, day: date) -> dict[str, Any]:
    """An occasion that somebody was told of."""
    why = reason_for(reminder.step, reminder.audience, reminder.policy.number)
    told = Planned(
        recipient=reminder.recipient,
        day=day,
        channel=reminder.channel,
        commitment=reminder.commitment,
        audience=reminder.audience,
        step=reminder.step_name,
        why=why,
        waits="",
    )
    return item(told)
