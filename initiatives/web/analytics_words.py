"""What the figures of the portfolio say, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.status.analytics.figures import ENOUGH
from initiatives.status.analytics.heard import Heard
from initiatives.status.analytics.sustained import Sustained
from initiatives.web.figures import percent
from initiatives.web.numbers import localized, plain

TOO_FEW = gettext_lazy("Too few to say")
NOT_YET = gettext_lazy("Not yet")


def share_in_words(share: float | None) -> str:
    """42 %, or that there are too few."""
    return str(TOO_FEW) if share is None else percent(share)


def days_in_words(days: float | None) -> str:
    """30 days, 1 day, 2.5 days."""
    if days is None:
        return str(TOO_FEW)
    return _("1 day") if days == 1 else _("%(number)s days") % {"number": plain(days)}


def curve_in_words(found: Sustained) -> str:
    """How many came to a sustained change, and after how long."""
    parts = (followed_in_words(found), taken_over_in_words(found), half_in_words(found))
    return " ".join(filter(None, parts))


def followed_in_words(found: Sustained) -> str:
    """How many are followed, and how many of them came to a sustained change."""
    followed = ngettext(
        "%(number)s initiative is followed from the charter",
        "%(number)s initiatives are followed from the charter",
        found.followed,
    ) % {"number": localized(found.followed)}
    came = ngettext(
        "%(number)s has come to a sustained change",
        "%(number)s have come to a sustained change",
        found.reached,
    ) % {"number": localized(found.reached)}
    return _("%(followed)s; %(came)s.") % {"followed": followed, "came": came}


def taken_over_in_words(found: Sustained) -> str:
    """How many are not counted since they had begun elsewhere; empty for none."""
    if not found.taken_over:
        return ""
    return ngettext(
        "Left out: %(number)s more was begun before coming here.",
        "Left out: %(number)s more were begun before coming here.",
        found.taken_over,
    ) % {"number": localized(found.taken_over)}


def half_in_words(found: Sustained) -> str:
    """After how long half had come to a sustained change, or why that is not said."""
    if not found.is_told:
        return _("How long it takes is told from %(enough)s on.") % {"enough": ENOUGH}
    if found.median is None:
        return _("Half have not come to it yet.")
    return _("Half had come to it within %(days)s.") % {"days": days_in_words(found.median)}


def heard_in_words(found: Heard) -> str:
    """How many people were answered in time."""
    parts = (in_time_in_words(found), left_out_in_words(found))
    return " ".join(filter(None, parts))


def in_time_in_words(found: Heard) -> str:
    """How many of whom, and their share."""
    if found.share is None:
        return _("No answer is due that may be told.")
    return _("%(in_time)s of %(due)s people whose answer was due had it in time (%(share)s).") % {
        "in_time": localized(found.in_time),
        "due": localized(found.due),
        "share": percent(found.share),
    }


def left_out_in_words(found: Heard) -> str:
    """How many places are not counted; empty for none."""
    if not found.left_out:
        return ""
    return ngettext(
        "%(number)s place is left out, since few people spoke there.",
        "%(number)s places are left out, since few people spoke there.",
        found.left_out,
    ) % {"number": localized(found.left_out)}
