"""What is seen in the data of a measure that somebody should answer for; pure functions.

    shapes        what is looked at (Data) and what is found (Finding)
    charts        one series as the measure charts it, and the run that its latest point is part of
    changes       the change of a figure from a baseline to the latest periods
    sharing       a group that does not share the improvement of everybody else
    gaps          the gap of a group to its reference, as a chart
    completeness  the share of people of whom it is known to which group they belong
    looking       everything together
    wording       a finding in words, with the numbers that may be shown

A figure is never compared with another by eye: each finding rests on a rule set or on a test, and
where too few people are behind a figure there is no verdict, neither good nor bad.
`docs/signals.md` says what is found, and how often by chance.
"""

from initiatives.measures.alarm.looking import look
from initiatives.measures.alarm.shapes import (
    ALARM_VERSION,
    Change,
    Data,
    Figure,
    Finding,
    Group,
    Kind,
    Look,
    Plan,
    Split,
)
from initiatives.measures.alarm.wording import Names, title, words

__all__ = [
    "ALARM_VERSION",
    "Change",
    "Data",
    "Figure",
    "Finding",
    "Group",
    "Kind",
    "Look",
    "Names",
    "Plan",
    "Split",
    "look",
    "title",
    "words",
]
