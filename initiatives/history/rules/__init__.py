"""Who may see which events, and whether a chain of events is as it was written."""

from initiatives.history.rules.chains import Fault, Link, Mark, first_fault
from initiatives.history.rules.seeing import visible_events

__all__ = ["Fault", "Link", "Mark", "first_fault", "visible_events"]
