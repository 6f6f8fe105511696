"""Everything that the worker makes: what is under way, what failed, how each job is doing."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.exports.choices import IN_MOTION, ExportState
from initiatives.exports.queries import overseen_exports
from initiatives.jobs import queries, rules, services
from initiatives.jobs.choices import INTERVALS, Job
from initiatives.jobs.models import JobRun
from initiatives.measures.queries import observation_imports
from initiatives.people.models import User
from initiatives.people.rules import may_administer, may_oversee
from initiatives.portfolio.choices import ImportState
from initiatives.portfolio.queries import overseen_imports
from initiatives.web.frame import ActionPage, page, viewer_of
from initiatives.web.frame.forms import ViewerForm
from initiatives.web.views.switches import crumbs as crumbs_to_all
from initiatives.web.words import span_in_words

SHOWN = 20
LATELY = timedelta(days=7)


class Line(NamedTuple):
    """A job as the page shows it: its last run, how it is, how often it runs, when it is due."""

    run: JobRun
    state: str
    every: str
    took: str
    due: datetime | None
    may_ask: bool


@page
def job_list(request: HttpRequest) -> HttpResponse:
    """For administrators, and for auditors to read."""
    viewer = viewer_of(request)
    may_oversee(viewer).require()
    files = list(files_of(viewer))
    context = {
        "lines": [line_of(viewer, run) for run in sorted(queries.runs(viewer), key=place_of)],
        "files": files,
        "moving": any(one.state in IN_MOTION for one in files),
        "uploads": uploads_of(viewer),
        "may_administer": may_administer(viewer),
        "crumbs": crumbs_to_all(),
    }
    return render(request, "administration/jobs.html", context)


def place_of(run: JobRun) -> int:
    """Where a job stands on the page: as the jobs are named, not as they first ran."""
    return Job.values.index(run.job)


def line_of(viewer: User, run: JobRun) -> Line:
    """One job."""
    now, seconds = clock.now(), INTERVALS.get(Job(run.job))
    due = rules.next_run(run)
    return Line(
        run=run,
        state=rules.state_of(run, now),
        every=interval_in_words(seconds) if seconds else "",
        took=span_in_words(run.seconds) if run.ended_at else "",
        due=due if due and due > now else None,
        may_ask=bool(rules.may_ask(viewer, run)),
    )


def interval_in_words(seconds: float) -> str:
    """How often something is done; below a minute in whole seconds."""
    if seconds < 60:
        return gettext("%(number)s seconds") % {"number": int(seconds)}
    return span_in_words(seconds)


def files_of(viewer: User) -> Any:
    """Files that are being made, and those that could not be lately."""
    failed = Q(state=ExportState.FAILED, finished_at__gt=clock.now() - LATELY)
    return overseen_exports(viewer).filter(Q(state__in=IN_MOTION) | failed)[:SHOWN]


def uploads_of(viewer: User) -> list[Any]:
    """What was uploaded and not decided on: registers, and files of figures in sight."""
    registers = overseen_imports(viewer).filter(state=ImportState.PREVIEWED)[:SHOWN]
    figures = observation_imports(viewer).defer("content", "verdicts")
    return [*registers, *figures.filter(state=ImportState.PREVIEWED)[:SHOWN]]


class Run(ActionPage):
    """Have the worker do one once more."""

    form_class: type[ViewerForm] = ViewerForm
    lede = _(
        "The worker does it within seconds, beside its schedule. It looks what is due and does "
        "just that, so it does no harm to ask."
    )
    submit = _("Run it now")
    done = _("The worker was asked. Look again in some seconds.")

    def find(self) -> JobRun:
        return queries.run(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_ask(self.viewer, self.record)

    def get_title(self) -> str:
        return gettext("Run “%(job)s” now?") % {"job": self.record}

    def perform(self, given: dict[str, Any]) -> JobRun:
        return services.ask_for_run(actor=self.viewer, run=self.record)

    def url_after(self, result: Any) -> str:
        return reverse("job_list")

    def crumbs(self) -> list[tuple[str, str]]:
        return [*crumbs_to_all(), (gettext("Jobs"), reverse("job_list"))]
