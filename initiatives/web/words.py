"""Numbers, dates and changes in words, for every page alike."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext, ngettext_lazy, pgettext

from initiatives.base import clock
from initiatives.base.days import short_day
from initiatives.web.marks import MARKS, mark_of
from initiatives.web.nouns import NOUNS
from initiatives.web.numbers import localized

NEAR = {-1: gettext_noop("yesterday"), 0: gettext_noop("today"), 1: gettext_noop("tomorrow")}
SPANS = (
    (86_400, ngettext_lazy("%(number)s day", "%(number)s days", "n")),
    (3_600, ngettext_lazy("%(number)s hour", "%(number)s hours", "n")),
    (60, ngettext_lazy("%(number)s minute", "%(number)s minutes", "n")),
)
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
ISO_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LABELS = {
    "due_on": gettext_lazy("Due"),
    "started_on": gettext_lazy("Start"),
    "started_note": gettext_lazy("Start, in words"),
    "target_on": gettext_lazy("Target date"),
    "target_note": gettext_lazy("Target date, in words"),
    "found_on": gettext_lazy("Found on"),
    "found_note": gettext_lazy("Found, in words"),
    "found_by": gettext_lazy("Found by"),
    "evidence_url": gettext_lazy("Address of the evidence"),
    "entity": gettext_lazy("Entity"),
    "entities": gettext_lazy("Also takes place at"),
    "aim_by": gettext_lazy("Aim: by when"),
}


def day_in_words(day: date, year: bool = True) -> str:
    """A day that reads the same on both sides of the ocean: 17 Nov 2026."""
    return short_day(day) if year else dateformat.format(day, _("j M"))


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
    if days in NEAR:
        return _(NEAR[days])
    if days > 0:
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}
    return ngettext("%(n)d day ago", "%(n)d days ago", -days) % {"n": -days}


def span_in_words(seconds: float) -> str:
    """How long something took or has lasted, in its largest unit: 3 hours, 40 seconds."""
    for size, unit in SPANS:
        if seconds >= size:
            number = int(seconds // size)
            return str(unit % {"n": number, "number": localized(number)})
    number_of = localized(f"{seconds:.1f}") if 0 < seconds < 10 else str(int(seconds))
    return _("%(number)s seconds") % {"number": number_of}


def listed(parts: Sequence[str]) -> str:
    """`14, 3 and 1`, of what is said one after another."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def number_in_words(number: int) -> str:
    """Small numbers as words, the others as digits; a sentence may begin with it."""
    small = numbers_in_words()
    return small[number].capitalize() if 0 <= number < len(small) else localized(number)


def numbers_in_words() -> tuple[str, ...]:
    """From none to ten."""
    return (
        pgettext("number", "no"),
        pgettext("number", "one"),
        pgettext("number", "two"),
        pgettext("number", "three"),
        pgettext("number", "four"),
        pgettext("number", "five"),
        pgettext("number", "six"),
        pgettext("number", "seven"),
        pgettext("number", "eight"),
        pgettext("number", "nine"),
        pgettext("number", "ten"),
    )


def counted(number: int, forms: str) -> str:
    """`3 initiatives`, `1 initiative`, `no initiatives`, from "initiative,initiatives"."""
    some, none = NOUNS[forms.partition(",")[0]]
    return str(some % {"n": number, "number": localized(number)} if number else none)


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What an event changed, row by row: its label, what was there, what came."""
    names = [*before, *(name for name in after if name not in before)]
    return [(label_of(name), shown(before.get(name)), shown(after.get(name))) for name in names]


def label_of(name: str) -> str:
    """The name of a field as people read it."""
    return str(LABELS[name]) if name in LABELS else _(name.replace("_", " ").capitalize())


def shown(value: Any) -> str:
    """A value that history kept, as people read it; empty for nothing."""
    if isinstance(value, dict):
        return str(value["label"]) if "label" in value else "; ".join(map(pair, value.items()))
    if isinstance(value, list):
        return "; ".join(shown(item) for item in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
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
    return mark_of(text).word if text in MARKS else text


def pair(item: tuple[str, Any]) -> str:
    """One entry of a value that has parts."""
    return f"{label_of(item[0])}: {shown(item[1])}"
