"""One record of every kind."""

import re
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from initiatives.accountability.models import ChatAddress, Delivery, Reminder
from initiatives.accountability.rules.steps import Step
from initiatives.accountability.services import (
    Terms,
    fulfil,
    keep_policy,
    open_calendar,
    snooze,
    sweep,
)
from initiatives.base import clock
from initiatives.exports.services import ask_for_export, make_exports
from initiatives.framework.services import approve_definition, attest
from initiatives.history.models import Event
from initiatives.jobs.models import JobRun
from initiatives.jobs.queries import every_run
from initiatives.measures.services import (
    add_annotation,
    choose_reference,
    preview_observations,
    propose_phase,
    record_observations,
    retire_vocabulary,
)
from initiatives.people.models import Membership
from initiatives.people.services import (
    ask_cover,
    create_service,
    issue_token,
    merge_entity,
    save_view,
    say_group_role,
)
from initiatives.portfolio.services import (
    close_initiative,
    preview_register,
    put_on_hold,
    write_handover,
)
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import (
    close_shortfall,
    dismiss_shortfall,
    merge_shortfall,
    propose_from_missed_commitments,
    restrict_shortfall,
)
from initiatives.status.reporting.figures import refresh_figures
from initiatives.status.services import build_snapshot
from initiatives.switches.queries import every_switch
from initiatives.webhooks.models import Webhook, WebhookDelivery
from initiatives.workforce.services import add_family
from tests.factories import Cast, make_entity, make_initiative, make_promise, make_shortfall
from tests.initiatives.community.voices import answered, hear
from tests.initiatives.framework.crossing import crossed
from tests.initiatives.measures.making import (
    make_measure,
    make_signal,
    make_stratification,
    month,
)
from tests.initiatives.portfolio.testing import make_cycle, make_idea, make_review
from tests.initiatives.portfolio.walking import expect, judge
from tests.initiatives.status.deciding import rule
from tests.initiatives.workforce.making import make_benchmark, make_count

CHANGED: dict[str, Any] = {
    "different": True,
    "known": True,
    "wanted": True,
    "lasting": True,
    "reason": "Interpreters at intake.",
}
RECEIVER = "https://hooks.slack.com/qi"
WEBHOOK = "https://hooks.slack.com/services/T01234567/B01234567/abcdefghijklmnopqrstuvwx"
PLANS: dict[str, Any] = {
    "control_plan": "Count monthly.",
    "spread_plan": "The clinic.",
    "look_again_on": date(2027, 12, 1),
}
LISTED = {"list": "initiatives", "query": "ordering=title"}
REGISTER = b"Title,Site,Accountable,Status,Guiding principles\nFirst,Hospital,Alice,planned,1\n"


class World(Cast):
    """The cast and what they have done; `key` gives the key of anything by its name."""

    counted_on = date(2026, 1, 1)

    def __init__(self) -> None:
        super().__init__()
        self.site, self.keeper = self.system, self.lee
        self.principle, self.other_principle = self.principles[0], self.principles[2]
        self.vocabularies()
        self.records()
        ChatAddress.objects.create(person=self.alice, address=WEBHOOK, service="Slack")
        self.outside_and_within()
        self.nights()
        refresh_figures()
        every_run()
        self.job = JobRun.objects.get(job="sweep")
        self.switch = every_switch().get(feature="public_form")

    def records(self) -> None:
        """Everything that lies at an entity or belongs to somebody."""
        self.turns()
        self.judged()
        self.promises()
        self.shortfalls()
        self.lives()
        self.ways_of_reminding()
        self.measures()
        self.voice = hear(entity=self.hospital)[1]
        self.report_back = answered(self, self.voice, entity=self.hospital)
        self.more_shortfalls()
        self.messages()
        self.files()
        self.register = preview_register(actor=self.lee, content=REGISTER, file_name="register.csv")
        self.decided()
        self.programs()
        self.webhooks()

    def turns(self) -> None:
        """An entity that became part of the hospital, and what a group gives there."""
        self.former = make_entity(f"Former {self.clinic.name.lower()}", self.system)
        merge_entity(actor=self.root, entity=self.former, into=self.hospital, reason="One house.")
        self.group_role = say_group_role(
            actor=self.root,
            provider="hospital",
            group="qi-auditors",
            entity=self.hospital,
            role="auditor",
        )
        self.seat = Membership.objects.get(user=self.charlie)

    def judged(self) -> None:
        """The alignments of the initiative, one of which was assessed, and the first event."""
        self.alignment, self.assessed = self.initiative.alignments.order_by("principle__number")
        self.assessment = judge(self, self.assessed, "charter", actor=self.lee, evidence="Seen.")
        key = self.initiative.pk
        self.event = Event.objects.filter(subject_kind="initiative", subject_id=key).last()

    def promises(self) -> None:
        """One that is overdue, and two that were missed."""
        about: dict[str, Any] = {"initiative": self.initiative}
        self.commitment = make_promise(self.lee, self.alice, -1, **about)
        for _ in range(2):
            make_promise(self.lee, self.alice, -40, **about)

    def shortfalls(self) -> None:
        """One that was answered, and what is proposed for the promises that were missed."""
        self.answered = make_shortfall(
            self.lee, self.hospital, self.principles[0], owner=self.alice
        )
        answer = make_promise(self.lee, self.alice, shortfall=self.answered)
        fulfil(actor=self.alice, commitment=answer, evidence="Done.")
        propose_from_missed_commitments()
        proposed = Shortfall.objects.filter(state="proposed", owner=self.alice)
        self.proposed, self.put_by = proposed.order_by("pk")
        dismiss_shortfall(actor=self.lee, shortfall=self.put_by, reason="Known.")

    def messages(self) -> None:
        """What a sweep owes and sends to the owner."""
        sweep()
        self.reminder = Reminder.objects.filter(recipient=self.alice).first()
        self.delivery = Delivery.objects.filter(recipient=self.alice).first()

    def outside_and_within(self) -> None:
        """What holds for the whole system: a definition, and a crosswalk with an attestation."""
        self.definition = approve_definition(
            actor=self.lee,
            term="equity",
            text="Fairness.",
            source="A book",
            source_url="",
            approver="Office",
            approved_on=date(2026, 1, 1),
        )
        self.outside = crossed(self.framework)
        self.asked = self.outside.requirements.get(code="1")
        self.link = self.asked.links.first()
        self.attestation = attest(actor=self.lee, requirement=self.asked, text="We do.")

    def files(self) -> None:
        """A saved view, a file and one that is waited for."""
        keeper = self.keeper
        self.view = save_view(actor=keeper, list_name="initiatives", name="Mine", query="owner=1")
        self.export = ask_for_export(actor=keeper, kind="list_csv", parameters=LISTED)
        make_exports()
        self.waiting = ask_for_export(actor=keeper, kind="list_csv", parameters=LISTED)

    def decided(self) -> None:
        """A decision about a severe shortfall."""
        self.unsafe = make_shortfall(self.lee, self.hospital, self.principles[0], severity="severe")
        self.ruling = rule(self, self.unsafe, "accept_risk")

    def programs(self) -> None:
        """A service, for which the keeper answers, with a token."""
        self.service = create_service(
            actor=self.root, name="Warehouse", purpose="Reads the status.", answered_by=self.keeper
        )
        self.token, _ = issue_token(actor=self.root, user=self.service, name="Nightly")

    def webhooks(self) -> None:
        """One with a message that is owed, one that is disabled; their addresses lead nowhere."""
        values = {"owner": self.keeper, "types": ["commitment.made"], "secret": "sealed"}
        self.hook = Webhook.objects.create(name="On", address=RECEIVER, **values)
        about = {"webhook": self.hook, "message_id": f"msg_{self.hook.pk}", "type": "webhook.test"}
        self.hook_delivery = WebhookDelivery.objects.create(**about)
        off = {"state": "disabled", "disabled_at": clock.now(), "disabled_because": "asked"}
        self.hook_off = Webhook.objects.create(name="Off", address=f"{RECEIVER}/2", **values, **off)

    def lives(self) -> None:
        """One initiative on hold, one that ended well, and an expectation to be judged."""
        served = [self.assessed.principle]
        if not self.assessed.principle.expectations.exists():
            expect(self.assessed.principle, "an owner")
        self.expectation = self.assessed.principle.expectations.get()
        self.held, self.ended = (
            make_initiative(self.lee, self.hospital, title, served, owner=self.alice)
            for title in ("Held", "Ended")
        )
        put_on_hold(
            actor=self.alice,
            initiative=self.held,
            reason="No nurses.",
            resume_on=clock.today() + timedelta(days=30),
        )
        write_handover(actor=self.lee, initiative=self.ended, operational_owner=self.bob, **PLANS)
        judge(self, self.ended.alignments.get(), "closure", actor=self.lee)
        close_initiative(
            actor=self.alice, initiative=self.ended, outcome="met", summary="All wards do it."
        )

    def nights(self) -> None:
        """Last night was kept, and tonight with one shortfall more."""
        with clock.at(clock.now() - timedelta(days=1)):
            build_snapshot()
        make_shortfall(self.lee, self.clinic, self.principles[2])
        build_snapshot()

    def more_shortfalls(self) -> None:
        """One that was merged, one that is confidential, one whose signal came back."""
        about: Any = (self.lee, self.hospital, self.principles[0])
        self.merged, self.secret = make_shortfall(*about), make_shortfall(*about)
        merge_shortfall(actor=self.lee, shortfall=self.merged, into=make_shortfall(*about))
        restrict_shortfall(actor=self.lee, shortfall=self.secret, reason="Known to few.")
        self.returned = make_shortfall(*about, owner=self.alice)
        answer = make_promise(self.lee, self.alice, shortfall=self.returned)
        fulfil(actor=self.alice, commitment=answer, evidence="Done.")
        close_shortfall(actor=self.ada, shortfall=self.returned, confirmation="Seen.")
        Shortfall.objects.filter(pk=self.returned.pk).update(returned_signal=self.signal)

    def ways_of_reminding(self) -> None:
        """A policy of the clinic's, a snooze, a cover that is asked for, and a failed message."""
        owner = [Step("owner", 0)]
        self.policy = keep_policy(
            actor=self.root, entity=self.clinic, kind="", terms=Terms(steps=owner)
        )
        today = clock.today(self.bob.time_zone)
        self.snoozed = make_promise(self.lee, self.bob, initiative=self.initiative)
        until = today + timedelta(days=3)
        snooze(actor=self.bob, commitment=self.snoozed, until=until, reason="Waits.")
        self.cover = ask_cover(
            actor=self.alice, person=self.alice, stand_in=self.bob, starts=today, ends=until
        )
        self.failed = Delivery.objects.create(
            recipient=self.bob, key="digest/2026-01-01", day=date(2026, 1, 1), state="failed"
        )
        open_calendar(actor=self.alice)

    def vocabularies(self) -> None:
        """What groups are told apart by, the same everywhere."""
        self.origin = make_stratification()
        self.tongue = make_stratification("tongue")
        former = make_stratification("former")
        self.retired = retire_vocabulary(actor=self.lee, vocabulary=former, reason="Not used.")
        self.nurses = add_family(actor=self.lee, name="Nurses")

    def measures(self) -> None:
        """A measure with an observation, and one whose definition is a draft."""
        self.measure = make_measure(self, stratifications=[self.origin, self.tongue])
        self.drafted = make_measure(self, name="Drafted", approved=False)
        record_observations(
            actor=self.bob,
            measure=self.measure,
            entries=[month(number, numerator=40, denominator=200) for number in (1, 2, 4)],
        )
        self.signal = make_signal(self.measure)
        self.idea = make_idea(self)
        self.node = self.idea.parent
        self.spare = make_idea(self, "Call late")
        self.cycle = make_cycle(self, self.idea)
        self.review = make_review(self)
        self.brought = preview_observations(
            actor=self.bob,
            measure=self.measure,
            content=b"period,events,n\n2026-02,9,90\n",
            file_name="figures.csv",
        )
        self.charts()
        self.heads = make_count(self, self.origin, entity=self.site, as_of=self.counted_on)
        self.adults = make_benchmark(self, self.origin, entity=self.site)

    def charts(self) -> None:
        """A phase that is proposed, an event, a reference group."""
        about: dict[str, Any] = {"actor": self.bob, "measure": self.measure}
        starts = date(2026, 4, 1)
        self.phase = propose_phase(starts=starts, **about, **CHANGED)
        self.chart_event = add_annotation(on=starts, text="Letters go out.", **about)
        group = self.origin.strata.get(code="a")
        choose_reference(stratification=self.origin, stratum=group, because="Oldest.", **about)

    def key(self, name: str) -> int:
        return int(getattr(self, name).pk)

    def filled(self, value: Any) -> Any:
        """`$alice` as Alice's key, wherever it stands; days as dates from today."""
        if isinstance(value, dict):
            return {name: self.filled(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.filled(inner) for inner in value]
        if isinstance(value, timedelta):
            return (clock.today("UTC") + value).isoformat()
        if not isinstance(value, str):
            return value
        if value.startswith("$"):
            return self.key(value[1:])
        return re.sub(r"\$(\w+)", lambda name: str(self.key(name[1])), value)

    def send(self, caller: Any, method: str, path: str, body: Any = None) -> Any:
        """One call, with the version that the record has now where a change needs it."""
        path = self.filled(path)
        if method == "FILE":
            content = body.encode() if body else REGISTER
            body = {"file": SimpleUploadedFile("register.csv", content)}
            return caller.post(path, body, format="multipart")
        extra = {}
        if method == "PATCH":
            extra["HTTP_IF_MATCH"] = caller.get(path).get("ETag", '"1"')
        return getattr(caller, method.lower())(path, self.filled(body), **extra)
