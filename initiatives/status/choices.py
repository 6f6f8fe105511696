"""The words of status: its states and numbers, and what search finds."""

from django.db.models import IntegerChoices, TextChoices

from initiatives.base.lazy import gettext_lazy as _


class State(TextChoices):
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    OFF_TRACK = "off_track", _("Off track")
    UNKNOWN = "unknown", _("Unknown")


class Number(TextChoices):
    """What a cell counts, and a chart can follow over time."""

    OVERDUE = "overdue", _("Overdue commitments")
    SHORTFALLS = "open_shortfalls", _("Open shortfalls")
    SIGNALS = "open_signals", _("Open signals")
    INITIATIVES = "initiatives", _("Initiatives")


class Step(TextChoices):
    """How far apart the points of a chart lie."""

    MONTH = "month", _("Month by month")
    WEEK = "week", _("Week by week")
    DAY = "day", _("Day by day")


class SearchKind(TextChoices):
    """The kinds of records that search finds, in the order in which it shows them."""

    INITIATIVES = "initiatives", _("Initiatives")
    SHORTFALLS = "shortfalls", _("Shortfalls")
    COMMITMENTS = "commitments", _("Commitments")
    MEASURES = "measures", _("Measures")
    DEFINITIONS = "definitions", _("Definitions")
    THEMES = "themes", _("Themes of the community")
    ANSWERS = "answers", _("Published answers")


class RuleKey(TextChoices):
    """What a rule looks at, the gravest first."""

    UNANSWERED = "unanswered_shortfall", _("A high or severe shortfall that nobody answers")
    LONG_OVERDUE = "long_overdue", _("A commitment that is long overdue")
    OVERDUE = "overdue", _("A commitment that is overdue")
    SHORTFALL = "open_shortfall", _("An open shortfall")
    LEFT_BEHIND = "left_behind", _("A group that gets worse, or a gap that widens")
    SIGNAL = "open_signal", _("Another signal in the data that waits for an answer")
    NOT_MET = "not_met", _("A principle that the latest assessment finds not met")
    OWN_WORD = "own_word", _("The initiative's own people say that it is in trouble")
    NOTHING = "nothing", _("Nothing serves the principle")
    ALL_CLOSED = "all_closed", _("Nothing is under way any more")
    UNOWNED = "unowned", _("Nobody answers for it")
    NO_DATA = "no_data", _("It is tested without any data")
    STALE = "stale", _("Nobody has moved it for long")
    UNJUDGED = "unjudged", _("It is too new to be judged")


class Level(IntegerChoices):
    """How far the evidence goes that a principle is lived."""

    NOT_STARTED = 0, _("Not started")
    PLANNED = 1, _("Planned")
    TESTING = 2, _("Testing")
    IN_PRACTICE = 3, _("In practice")
    SUSTAINED = 4, _("Sustained")


class Way(TextChoices):
    """How a number moves, judged as a control chart over months."""

    FEWER = "fewer", _("Fewer than usual")
    MORE = "more", _("More than usual")
    AS_USUAL = "as_usual", _("As usual")
    TOO_FEW = "too_few", _("Too few months to say")


class View(TextChoices):
    """By what the status is laid out."""

    ENTITIES = "entities", _("Principles by entity")
    INITIATIVES = "initiatives", _("Initiatives by principle")
    TIME = "time", _("Entities by month")
