"""Numbers with their nouns, by the plurals of the reader's language.

Templates say which noun by its English forms, `{{ n|counted:"person,people" }}`; a noun that does
not stand here cannot be counted, so none is left out of the translation.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

# By the noun in the singular: the forms, and how none of it is said.
NOUNS = {
    "alignment": (
        ngettext_lazy("%(number)s alignment", "%(number)s alignments", "n"),
        _("no alignments"),
    ),
    "answer": (ngettext_lazy("%(number)s answer", "%(number)s answers", "n"), _("no answers")),
    "assessment": (
        ngettext_lazy("%(number)s assessment", "%(number)s assessments", "n"),
        _("no assessments"),
    ),
    "commitment": (
        ngettext_lazy("%(number)s commitment", "%(number)s commitments", "n"),
        _("no commitments"),
    ),
    "commitment overdue": (
        ngettext_lazy("%(number)s commitment overdue", "%(number)s commitments overdue", "n"),
        _("no commitments overdue"),
    ),
    "day": (ngettext_lazy("%(number)s day", "%(number)s days", "n"), _("no days")),
    "decision": (
        ngettext_lazy("%(number)s decision", "%(number)s decisions", "n"),
        _("no decisions"),
    ),
    "earlier assessment": (
        ngettext_lazy("%(number)s earlier assessment", "%(number)s earlier assessments", "n"),
        _("no earlier assessments"),
    ),
    "entity": (ngettext_lazy("%(number)s entity", "%(number)s entities", "n"), _("no entities")),
    "event": (ngettext_lazy("%(number)s event", "%(number)s events", "n"), _("no events")),
    "expectation": (
        ngettext_lazy("%(number)s expectation", "%(number)s expectations", "n"),
        _("no expectations"),
    ),
    "figure": (ngettext_lazy("%(number)s figure", "%(number)s figures", "n"), _("no figures")),
    "group behind": (
        ngettext_lazy("%(number)s group behind", "%(number)s groups behind", "n"),
        _("no groups behind"),
    ),
    "holiday": (ngettext_lazy("%(number)s holiday", "%(number)s holidays", "n"), _("no holidays")),
    "initiative": (
        ngettext_lazy("%(number)s initiative", "%(number)s initiatives", "n"),
        _("no initiatives"),
    ),
    "item": (ngettext_lazy("%(number)s item", "%(number)s items", "n"), _("no items")),
    "measure": (ngettext_lazy("%(number)s measure", "%(number)s measures", "n"), _("no measures")),
    "message": (ngettext_lazy("%(number)s message", "%(number)s messages", "n"), _("no messages")),
    "message goes": (
        ngettext_lazy("%(number)s message goes", "%(number)s messages go", "n"),
        _("no messages go"),
    ),
    "new count": (
        ngettext_lazy("%(number)s new count", "%(number)s new counts", "n"),
        _("no new counts"),
    ),
    "new figure": (
        ngettext_lazy("%(number)s new figure", "%(number)s new figures", "n"),
        _("no new figures"),
    ),
    "open commitment": (
        ngettext_lazy("%(number)s open commitment", "%(number)s open commitments", "n"),
        _("no open commitments"),
    ),
    "open shortfall": (
        ngettext_lazy("%(number)s open shortfall", "%(number)s open shortfalls", "n"),
        _("no open shortfalls"),
    ),
    "open signal": (
        ngettext_lazy("%(number)s open signal", "%(number)s open signals", "n"),
        _("no open signals"),
    ),
    "operation": (
        ngettext_lazy("%(number)s operation", "%(number)s operations", "n"),
        _("no operations"),
    ),
    "overdue commitment": (
        ngettext_lazy("%(number)s overdue commitment", "%(number)s overdue commitments", "n"),
        _("no overdue commitments"),
    ),
    "person": (ngettext_lazy("%(number)s person", "%(number)s people", "n"), _("no people")),
    "problem": (ngettext_lazy("%(number)s problem", "%(number)s problems", "n"), _("no problems")),
    "reminder": (
        ngettext_lazy("%(number)s reminder", "%(number)s reminders", "n"),
        _("no reminders"),
    ),
    "review": (ngettext_lazy("%(number)s review", "%(number)s reviews", "n"), _("no reviews")),
    "role is held": (
        ngettext_lazy("%(number)s role is held", "%(number)s roles are held", "n"),
        _("no roles are held"),
    ),
    "role is": (
        ngettext_lazy("%(number)s role is", "%(number)s roles are", "n"),
        _("no roles are"),
    ),
    "row": (ngettext_lazy("%(number)s row", "%(number)s rows", "n"), _("no rows")),
    "row is": (ngettext_lazy("%(number)s row is", "%(number)s rows are", "n"), _("no rows are")),
    "shortfall": (
        ngettext_lazy("%(number)s shortfall", "%(number)s shortfalls", "n"),
        _("no shortfalls"),
    ),
    "signal": (ngettext_lazy("%(number)s signal", "%(number)s signals", "n"), _("no signals")),
    "thing": (ngettext_lazy("%(number)s thing", "%(number)s things", "n"), _("no things")),
    "thing is": (
        ngettext_lazy("%(number)s thing is", "%(number)s things are", "n"),
        _("no things are"),
    ),
    "time": (ngettext_lazy("%(number)s time", "%(number)s times", "n"), _("no times")),
    "voice": (ngettext_lazy("%(number)s voice", "%(number)s voices", "n"), _("no voices")),
    "entity lies right below it and lies": (
        ngettext_lazy(
            "%(number)s entity lies right below it and lies",
            "%(number)s entities lie right below it and lie",
            "n",
        ),
        _("no entities lie right below it and lie"),
    ),
}
