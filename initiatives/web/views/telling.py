"""A reminder in words, for whoever reads who was told of a commitment."""

from typing import NamedTuple

from django.utils.translation import gettext, ngettext

from initiatives.accountability.choices import Audience
from initiatives.accountability.models import Reminder
from initiatives.base.lazy import gettext_lazy as _

ASIDE: dict[str, str] = {
    Audience.COVER: _("Covering for its owner"),
    Audience.STAND_IN: _("In place of its owner, who cannot be reached"),
}


class Told(NamedTuple):
    """A reminder, and its occasion in words."""

    reminder: Reminder
    why: str


def as_whom(reminder: Reminder) -> str:
    """As whom and on which occasion somebody is told."""
    days = abs(reminder.step)
    before = ngettext("%(days)s day before its date", "%(days)s days before its date", days)
    after = ngettext("%(days)s day after its date", "%(days)s days after its date", days)
    when = (before if reminder.step < 0 else after) % {"days": days}
    whom = ASIDE.get(reminder.audience) or gettext("As its %(audience)s") % {
        "audience": reminder.get_audience_display().lower()
    }
    return f"{whom}: {when if days else gettext('on its date')}"


def occasion(reminder: Reminder) -> str:
    """The same, with the policy that asked for it."""
    return gettext("%(whom)s (reminder policy, version %(number)s)") % {
        "whom": as_whom(reminder),
        "number": reminder.policy.number,
    }
