"""Numbers, dates and changes in words, for every page alike."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from initiatives.base import clock
from initiatives.web.marks import MARKS

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
ISO_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LABELS = {
    "due_on": "Due",
    "started_on": "Start",
    "started_note": "Start, in words",
    "target_on": "Target date",
    "target_note": "Target date, in words",
    "found_on": "Found on",
    "found_note": "Found, in words",
    "found_by": "Found by",
    "evidence_url": "Address of the evidence",
    "entity": "Entity",
    "entities": "Also takes place at",
    "aim_by": "Aim: by when",
}


def day_in_words(day: date, year: bool = True) -> str:
    """A day that reads the same on both sides of the ocean: 17 Nov 2026."""
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def moment_in_words(at: datetime) -> str:
    """An instant in the reader's time zone, to the minute."""
    return f"{day_in_words(timezone.localtime(at))}, {hour_in_words(at)}"


def hour_in_words(at: datetime) -> str:
    """The time of the day in the reader's time zone, to the minute."""
    return f"{timezone.localtime(at):%H:%M}"


def since_in_words(when: date) -> str:
    """How long ago a day or an instant was, in whole days of the reader's calendar."""
    day = timezone.localtime(when).date() if isinstance(when, datetime) else when
    days = (day - clock.today(timezone.get_current_timezone_name())).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def span_in_words(seconds: float) -> str:
    """How long something took or has lasted, in its largest unit: 3 hours, 40 seconds."""
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            number = int(seconds // size)
            return f"{number:,} {unit}{'' if number == 1 else 's'}"
    return f"{seconds:.1f} seconds" if 0 < seconds < 10 else f"{int(seconds)} seconds"


def listed(parts: Sequence[str]) -> str:
    """`14, 3 and 1`, of what is said one after another."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def number_in_words(number: int) -> str:
    """Small numbers as words, the others as digits; a sentence may begin with it."""
    return NUMBERS[number].capitalize() if 0 <= number < len(NUMBERS) else f"{number:,}"


def counted(number: int, forms: str) -> str:
    """`3 initiatives`, `1 initiative`, `no initiatives`, from "initiative,initiatives"."""
    one, many = forms.split(",")
    return f"{number:,} {one if number == 1 else many}" if number else f"no {many}"


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What an event changed, row by row: its label, what was there, what came."""
    names = [*before, *(name for name in after if name not in before)]
    return [(label_of(name), shown(before.get(name)), shown(after.get(name))) for name in names]


def label_of(name: str) -> str:
    """The name of a field as people read it."""
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def shown(value: Any) -> str:
    """A value that history kept, as people read it; empty for nothing."""
    if isinstance(value, dict):
        return str(value["label"]) if "label" in value else "; ".join(map(pair, value.items()))
    if isinstance(value, list):
        return "; ".join(shown(item) for item in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, str):
        return text_shown(value)
    return "" if value is None else str(value)


def text_shown(text: str) -> str:
    """Text that history kept: days, instants and states are read as such, all else stays."""
    try:
        if ISO_DAY.fullmatch(text):
            return day_in_words(date.fromisoformat(text))
        if ISO_INSTANT.fullmatch(text):
            return moment_in_words(datetime.fromisoformat(text))
    except ValueError:  # an imported register may speak of 30 February
        return text
    return MARKS[text].word if text in MARKS else text


def pair(item: tuple[str, Any]) -> str:
    """One entry of a value that has parts."""
    return f"{label_of(item[0])}: {shown(item[1])}"
