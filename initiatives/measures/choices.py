"""The words of a measure, its versions and its observations."""

from django.db.models import TextChoices


class MeasureKind(TextChoices):
    OUTCOME = "outcome", "Outcome"
    PROCESS = "process", "Process"
    BALANCING = "balancing", "Balancing"


class Direction(TextChoices):
    INCREASE = "increase", "Higher is better"
    DECREASE = "decrease", "Lower is better"
    NEUTRAL = "neutral", "Neither is better"


class Frequency(TextChoices):
    WEEK = "week", "Every week"
    MONTH = "month", "Every month"
    QUARTER = "quarter", "Every quarter"
    YEAR = "year", "Every year"


class Chart(TextChoices):
    """What a measure is charted as; the subgroups of `xbar` and `s` are for the calculator."""

    RUN = "run", "Run chart"
    INDIVIDUALS = "i", "Individuals (XmR)"
    MOVING_RANGE = "mr", "Moving range"
    PROPORTION = "p", "Proportions (p)"
    PROPORTION_PRIME = "pp", "Proportions with many per period (p′, Laney)"  # noqa: RUF001
    RATE = "u", "Rates (u)"
    RATE_PRIME = "up", "Rates with much at risk per period (u′, Laney)"  # noqa: RUF001
    COUNT = "c", "Counts (c)"
    BETWEEN = "g", "Cases between events (g)"
    TIME = "t", "Time between events (t)"


PROPORTIONS = (Chart.PROPORTION, Chart.PROPORTION_PRIME)
WITH_DENOMINATOR = (*PROPORTIONS, Chart.RATE, Chart.RATE_PRIME)


class ObservationState(TextChoices):
    PROVISIONAL = "provisional", "Provisional"
    FINAL = "final", "Final"


class Absent(TextChoices):
    """Why it is not known to which group people belong; the kinds are never added up."""

    NOT_ASKED = "not_asked", "Not asked"
    DECLINED = "declined", "Declined to answer"
    NOT_KNOWN = "not_known", "Does not know"
    NOT_RECORDED = "not_recorded", "Not recorded"


class Layout(TextChoices):
    """How a file of observations is laid out."""

    LONG = "long", "A row for each period and group"
    WIDE = "wide", "A row for each period, a column for each group"
    CUMULATIVE = "cumulative", "A row for each report, counts that add up over time"
    FHIR = "fhir", "FHIR MeasureReport"
    REDCAP = "redcap", "REDCap export, a row for each person"


class SignalKind(TextChoices):
    """What was seen. Each kind is looked for anew whenever data come, and every day."""

    WORSE = "worse", "A group gets worse"
    WIDENING = "widening", "A gap widens"
    OVERALL = "overall", "The whole gets worse"
    COMPLETENESS = "completeness", "Less is known of who people are"
    OVERDUE = "overdue", "Data are overdue"


class SignalState(TextChoices):
    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Taken into the log"
    DISMISSED = "dismissed", "Dismissed"
    OVER = "over", "Over"
