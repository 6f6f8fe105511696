"""The words of status: its states and numbers, and what search finds."""

from django.db.models import TextChoices


class State(TextChoices):
    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"
    UNKNOWN = "unknown", "Unknown"


class Number(TextChoices):
    """What a cell counts, and a chart can follow over time."""

    OVERDUE = "overdue", "Overdue commitments"
    SHORTFALLS = "open_shortfalls", "Open shortfalls"
    SIGNALS = "open_signals", "Open signals"
    INITIATIVES = "initiatives", "Initiatives"


class Step(TextChoices):
    """How far apart the points of a chart lie."""

    MONTH = "month", "Month by month"
    WEEK = "week", "Week by week"
    DAY = "day", "Day by day"


class SearchKind(TextChoices):
    """The kinds of records that search finds, in the order in which it shows them."""

    INITIATIVES = "initiatives", "Initiatives"
    SHORTFALLS = "shortfalls", "Shortfalls"
    COMMITMENTS = "commitments", "Commitments"
    MEASURES = "measures", "Measures"
    DEFINITIONS = "definitions", "Definitions"
    THEMES = "themes", "Themes of the community"
    ANSWERS = "answers", "Published answers"
