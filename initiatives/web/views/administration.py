"""How the system is, what waits for somebody, and everything that an administrator can do."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from initiatives.accountability.queries import engine_figures
from initiatives.people.models import User
from initiatives.people.rules import may_administer, may_oversee
from initiatives.web.frame import page, viewer_of
from initiatives.web.switched import is_open
from initiatives.web.upkeep import matters, parts
from initiatives.webhooks.queries import webhook_figures

# What there is to do, by what it is about: the page's name, and what one does there.
TASKS: dict[str, tuple[tuple[str, str], ...]] = {
    _("People and places"): (
        ("entity_list", _("Entities: the tree of the health system")),
        ("person_list", _("People, and the roles that they hold")),
        ("group_role_list", _("Roles by the groups of an institution")),
        ("people_left", _("People who left, and successors for what they carried")),
        ("service_list", _("Services and their tokens")),
        ("my_covers", _("Who covers for whom")),
    ),
    _("Reminders"): (
        ("policy_list", _("Reminder policies: who is told when")),
        ("holiday_list", _("Holidays")),
        ("reminder_engine", _("How reminders go; stop and start them")),
        ("message_list", _("Messages, and those that failed")),
    ),
    _("What the work is measured by"): (
        ("framework_list", _("Frameworks: the guiding principles, in every version")),
        ("vocabulary_list", _("Vocabularies: the groups that measures tell apart")),
        ("crosswalk", _("Crosswalk to outside frameworks")),
        ("definition_list", _("Definitions in force")),
        ("status_rules", _("Rules of the status")),
        ("job_family_list", _("Job families of the workforce")),
        ("language_list", _("Languages of the public pages")),
        ("theme_list", _("Themes of community feedback")),
    ),
    _("Data and the system"): (
        ("import_list", _("Registers that you brought in")),
        ("webhook_list", _("Webhooks: other systems that are told what happens")),
        ("retention", _("How long data are kept")),
        ("history", _("History: who did what, when and why")),
        ("job_list", _("Jobs: what the worker makes, and when it is due")),
        ("switch_list", _("Switches: which parts of the product are on")),
    ),
}
FOR_ADMINISTRATORS = {"service_list", "import_list"}


class Task(NamedTuple):
    """A page that one can go to."""

    label: str
    url: str


@page
def overview(request: HttpRequest) -> HttpResponse:
    """For administrators, and for auditors to read."""
    viewer = viewer_of(request)
    may_oversee(viewer).require()
    engine, hooks = engine_figures(), webhook_figures()
    waiting = matters(viewer, engine, hooks)
    context = {
        "parts": parts(engine, hooks),
        "waiting": [one for one in waiting if one.number],
        "settled": [one.label for one in waiting if not one.number],
        "tasks": tasks_of(viewer),
    }
    return render(request, "administration/overview.html", context)


def tasks_of(viewer: User) -> list[tuple[str, list[Task]]]:
    """The groups of pages that are open to the viewer."""
    closed = set() if may_administer(viewer) else FOR_ADMINISTRATORS
    return [
        (
            gettext(group),
            [
                Task(gettext(label), reverse(name))
                for name, label in tasks
                if name not in closed and is_open(viewer, name)
            ],
        )
        for group, tasks in TASKS.items()
    ]
