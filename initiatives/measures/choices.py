"""The words of a measure, its versions and its observations."""

from django.db.models import TextChoices

from initiatives.base.lazy import gettext_lazy as _


class MeasureKind(TextChoices):
    OUTCOME = "outcome", _("Outcome")
    PROCESS = "process", _("Process")
    BALANCING = "balancing", _("Balancing")


class Direction(TextChoices):
    INCREASE = "increase", _("Higher is better")
    DECREASE = "decrease", _("Lower is better")
    NEUTRAL = "neutral", _("Neither is better")


class Frequency(TextChoices):
    WEEK = "week", _("Every week")
    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every quarter")
    YEAR = "year", _("Every year")


class Chart(TextChoices):
    """What a measure is charted as; the subgroups of `xbar` and `s` are for the calculator."""

    RUN = "run", _("Run chart")
    INDIVIDUALS = "i", _("Individuals (XmR)")
    MOVING_RANGE = "mr", _("Moving range")
    PROPORTION = "p", _("Proportions (p)")
    PROPORTION_PRIME = "pp", _("Proportions with many per period (p′, Laney)")  # noqa: RUF001
    RATE = "u", _("Rates (u)")
    RATE_PRIME = "up", _("Rates with much at risk per period (u′, Laney)")  # noqa: RUF001
    COUNT = "c", _("Counts (c)")
    BETWEEN = "g", _("Cases between events (g)")
    TIME = "t", _("Time between events (t)")


PROPORTIONS = (Chart.PROPORTION, Chart.PROPORTION_PRIME)
WITH_DENOMINATOR = (*PROPORTIONS, Chart.RATE, Chart.RATE_PRIME)


class ObservationState(TextChoices):
    PROVISIONAL = "provisional", _("Provisional")
    FINAL = "final", _("Final")


class Absent(TextChoices):
    """Why it is not known to which group people belong; the kinds are never added up."""

    NOT_ASKED = "not_asked", _("Not asked")
    DECLINED = "declined", _("Declined to answer")
    NOT_KNOWN = "not_known", _("Does not know")
    NOT_RECORDED = "not_recorded", _("Not recorded")


class Layout(TextChoices):
    """How a file of observations is laid out."""

    LONG = "long", _("A row for each period and group")
    WIDE = "wide", _("A row for each period, a column for each group")
    CUMULATIVE = "cumulative", _("A row for each report, counts that add up over time")
    FHIR = "fhir", _("FHIR MeasureReport")
    REDCAP = "redcap", _("REDCap export, a row for each person")


class SignalKind(TextChoices):
    """What was seen. Each kind is looked for anew whenever data come, and every day."""

    WORSE = "worse", _("A group gets worse")
    WIDENING = "widening", _("A gap widens")
    OVERALL = "overall", _("The whole gets worse")
    COMPLETENESS = "completeness", _("Less is known of who people are")
    OVERDUE = "overdue", _("Data are overdue")


class SignalState(TextChoices):
    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Taken into the log")
    DISMISSED = "dismissed", _("Dismissed")
    OVER = "over", _("Over")
