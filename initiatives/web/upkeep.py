"""How each part of the system is, and what waits for somebody, in words and with what to do."""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.accountability.choices import EngineState
from initiatives.accountability.queries import EngineFigures, unreachable
from initiatives.base import clock
from initiatives.exports.choices import ExportState
from initiatives.exports.queries import overseen_exports
from initiatives.jobs.choices import Job
from initiatives.jobs.models import JobRun
from initiatives.jobs.queries import run_of
from initiatives.people.models import User
from initiatives.people.queries import people_figures
from initiatives.portfolio.choices import ImportState
from initiatives.portfolio.queries import overseen_imports
from initiatives.status.queries.succession import those_who_left
from initiatives.web.words import moment_in_words, span_in_words
from initiatives.webhooks.queries import WebhookFigures
from qi_tracker.health import holds

LATELY = timedelta(days=7)
LATE_SWEEP = timedelta(minutes=5)
LATE_HOOKS = 600.0  # seconds
OLDEST_BACKUP = timedelta(days=8)


class Part(NamedTuple):
    """A part of the system: whether it is well, and a sentence that says so or what to do.

    Of some nobody knows: then `well` is None.
    """

    label: str
    well: bool | None
    say: str
    url: str = ""


class Matter(NamedTuple):
    """Something that waits for somebody: how much of it, where it is listed, and what to do."""

    label: str
    number: int
    url: str
    advice: str


def parts(engine: EngineFigures, hooks: WebhookFigures) -> list[Part]:
    """Every part, in the order in which one needs the other."""
    return [
        Part(_("Database"), True, _("It answers.")),
        broker(),
        process("worker", _("Worker"), _("It sends mail, makes files and keeps the status.")),
        process("scheduler", _("Scheduler"), _("It tells the worker what is due.")),
        mail(engine),
        webhooks(hooks),
        backup(run_of(Job.BACKUP)),
    ]


def broker() -> Part:
    """The queue between the pages and the worker."""
    if holds("broker"):
        return Part(_("Message broker"), True, _("It answers."))
    advice = _(
        "Redis does not answer. Nothing is lost, since what is owed is in the database. See that "
        "it runs and that REDIS_URL leads to it; whether worker and scheduler live is not known "
        "until then."
    )
    return Part(_("Message broker"), False, advice)


def process(name: str, label: str, well: str) -> Part:
    """One that leaves signs of life."""
    if holds(name):
        return Part(label, True, well)
    advice = _(
        "There was no sign of life in the last seconds. See whether the role “%(role)s” runs, and "
        "what its log says. What it was to do waits, and is made up for."
    )
    return Part(label, False, advice % {"role": name})


def mail(engine: EngineFigures) -> Part:
    """Whether mail goes, as the books of the reminder engine say."""
    label, url = _("Mail"), reverse("reminder_engine")
    if engine.state == EngineState.STOPPED:
        return Part(label, False, _("Reminders are stopped. Start them when they may go."), url)
    if engine.state == EngineState.HELD:
        return Part(label, False, _("Reminders are held for a look. Look, and let them go."), url)
    if engine.oldest_owed_seconds > settings.OLDEST_OWED_MINUTES * 60:
        waited = span_in_words(engine.oldest_owed_seconds)
        say = _(
            "A message has waited for %(waited)s. See whether the worker runs and whether the mail "
            "server takes mail."
        )
        return Part(label, False, say % {"waited": waited}, url)
    if engine.swept_at is None or clock.now() - engine.swept_at > LATE_SWEEP:
        say = _("Nobody looked lately what is owed to whom. See whether the worker runs.")
        return Part(label, False, say, url)
    if not settings.EMAIL_HOST:
        say = _("No mail server is named, so mail is written as files to look at.")
        return Part(label, True, say, url)
    return Part(label, True, _("It goes, and nothing waits for too long."), url)


def webhooks(hooks: WebhookFigures) -> Part:
    """Whether other systems are told in time."""
    label, url = _("Webhooks"), reverse("webhook_list")
    if hooks.oldest_owed_seconds <= LATE_HOOKS:
        return Part(label, True, _("Nothing waits for too long."), url)
    say = _(
        "A delivery has waited for %(waited)s. See whether the role “chat” runs; if it does, a "
        "receiver does not answer."
    )
    waited = span_in_words(hooks.oldest_owed_seconds)
    return Part(label, False, say % {"waited": waited}, url)


def backup(run: JobRun | None) -> Part:
    """When the database was last backed up by the product's own command."""
    label, url = _("Backup"), f"{reverse('job_list')}#jobs"
    if run is None or run.ended_at is None:
        say = _(
            "None was made by the command “backup”. If another tool makes them, see there that it "
            "does."
        )
        return Part(label, None, say, url)
    when = {"moment": moment_in_words(run.ended_at)}
    if run.failures:
        say = _("The last one failed, on %(moment)s. Make another.")
        return Part(label, False, say % when, url)
    if clock.now() - run.ended_at > OLDEST_BACKUP:
        say = _("The last one is of %(moment)s, which is more than a week ago. Make another.")
        return Part(label, False, say % when, url)
    return Part(label, True, _("The last one was made on %(moment)s.") % when, url)


def matters(viewer: User, engine: EngineFigures, hooks: WebhookFigures) -> list[Matter]:
    """What waits for somebody; of some there is nothing."""
    return [*about_messages(viewer, engine, hooks), *about_files(viewer), *about_people(viewer)]


def about_messages(viewer: User, engine: EngineFigures, hooks: WebhookFigures) -> list[Matter]:
    return [
        Matter(
            _("Messages that failed"),
            engine.failed,
            f"{reverse('message_list')}?state=failed",
            _("They are not tried again by themselves. Read why, then send each again."),
        ),
        Matter(
            _("People whom mail does not reach"),
            unreachable(viewer).count(),
            f"{reverse('reminder_engine')}#unreachable",
            _("Correct their address, or send their message again once the mailbox works."),
        ),
        Matter(
            _("Webhooks that are disabled"),
            hooks.disabled,
            f"{reverse('webhook_list')}?state=disabled",
            _("Their owner mends the receiver and switches them on again."),
        ),
    ]


def about_files(viewer: User) -> list[Matter]:
    failed = overseen_exports(viewer).filter(
        state=ExportState.FAILED, finished_at__gt=clock.now() - LATELY
    )
    undecided = overseen_imports(viewer).filter(state=ImportState.PREVIEWED)
    return [
        Matter(
            _("Files that could not be made in the last seven days"),
            failed.count(),
            f"{reverse('job_list')}#files-made",
            _("Whoever asked was told why. If the fault is ours, the log of the worker has it."),
        ),
        Matter(
            _("Registers that were uploaded and not decided on"),
            undecided.count(),
            f"{reverse('job_list')}#uploads",
            _("Nothing of them is written. Ask who uploaded them, or leave them."),
        ),
    ]


def about_people(viewer: User) -> list[Matter]:
    figures = people_figures(viewer)
    return [
        Matter(
            _("People without any role"),
            figures.without_role,
            f"{reverse('person_list')}?seated=false",
            _("They can sign in and see next to nothing. Give them a role, or close the account."),
        ),
        Matter(
            _("People who were not here for a year"),
            figures.idle,
            f"{reverse('person_list')}?idle=true",
            _("Ask whether they still need the account; close it if they do not."),
        ),
        Matter(
            _("People who left, and still own something"),
            len(those_who_left(viewer)),
            reverse("people_left"),
            _("Choose who takes it on."),
        ),
    ]
