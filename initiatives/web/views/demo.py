"""The demonstration's own door: six prepared people, each in one click, and only there."""

from typing import NamedTuple

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from initiatives.base.lazy import gettext_lazy as _
from initiatives.people.models import User
from initiatives.web.access import PREPARED, landing_url, prepared_person

# Who they are, and what there is to try.
PARTS = {
    "member": (
        _("QI team"),
        _(
            "Open the workspace, see what each charter still lacks, charter an initiative and say "
            "which principles it serves."
        ),
    ),
    "owner": (
        _("Accountability owner"),
        _(
            "See everything that carries your name, acknowledge one item and fulfil another with "
            "evidence."
        ),
    ),
    "executive": (
        _("Executive"),
        _(
            "Read the status of the system against each principle, open a cell to its reasons, and "
            "take one of the decisions that wait."
        ),
    ),
    "lead": (
        _("Equity lead"),
        _(
            "Work through the shortfall log: accept a proposal, name who answers "
            "for it, confirm that "
            "one is closed; import a register."
        ),
    ),
    "auditor": (
        _("Auditor"),
        _(
            "Follow a shortfall through its history, and confirm or reopen one. "
            "Nothing of what was "
            "logged can be removed."
        ),
    ),
    "admin": (
        _("System administrator"),
        _("Add a person or an entity and grant a role, which reaches everything below the entity."),
    ),
}


class Prepared(NamedTuple):
    """One of the six as the page offers them."""

    person: User
    part: str
    task: str


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Choose whom to be; raises Http404 wherever this is no demonstration."""
    people = {person.email: person for person in map(prepared_person, PREPARED) if person}
    if not people:
        raise Http404(gettext("There is no demonstration here."))
    if request.method == "POST":
        return sign_in_as(request, people.get(request.POST.get("email", "")))
    offered = [Prepared(one, *PARTS[one.email.partition("@")[0]]) for one in people.values()]
    return render(request, "demo/sign_in.html", {"offered": offered})


def sign_in_as(request: HttpRequest, person: User | None) -> HttpResponse:
    """Be that person from here on; raises Http404 for anyone else than the six."""
    if person is None:
        raise Http404(gettext("The demonstration has no such person."))
    login(request, person)
    return redirect(landing_url(person))
