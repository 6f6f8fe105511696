"""The words of status: its states and numbers, and what search finds."""

from django.db.models import IntegerChoices, TextChoices


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


class RuleKey(TextChoices):
    """What a rule looks at, the gravest first."""

    UNANSWERED = "unanswered_shortfall", "A high or severe shortfall that nobody answers"
    LONG_OVERDUE = "long_overdue", "A commitment that is long overdue"
    OVERDUE = "overdue", "A commitment that is overdue"
    SHORTFALL = "open_shortfall", "An open shortfall"
    LEFT_BEHIND = "left_behind", "A group that gets worse, or a gap that widens"
    SIGNAL = "open_signal", "Another signal in the data that waits for an answer"
    NOT_MET = "not_met", "A principle that the latest assessment finds not met"
    OWN_WORD = "own_word", "The initiative's own people say that it is in trouble"
    NOTHING = "nothing", "Nothing serves the principle"
    ALL_CLOSED = "all_closed", "Nothing is under way any more"
    UNOWNED = "unowned", "Nobody answers for it"
    NO_DATA = "no_data", "It is tested without any data"
    STALE = "stale", "Nobody has moved it for long"
    UNJUDGED = "unjudged", "It is too new to be judged"


class Level(IntegerChoices):
    """How far the evidence goes that a principle is lived."""

    NOT_STARTED = 0, "Not started"
    PLANNED = 1, "Planned"
    TESTING = 2, "Testing"
    IN_PRACTICE = 3, "In practice"
    SUSTAINED = 4, "Sustained"


class Way(TextChoices):
    """How a number moves, judged as a control chart over months."""

    FEWER = "fewer", "Fewer than usual"
    MORE = "more", "More than usual"
    AS_USUAL = "as_usual", "As usual"
    TOO_FEW = "too_few", "Too few months to say"


class View(TextChoices):
    """By what the status is laid out."""

    ENTITIES = "entities", "Principles by entity"
    INITIATIVES = "initiatives", "Initiatives by principle"
    TIME = "time", "Entities by month"
