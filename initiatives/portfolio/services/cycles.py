"""Testing a change idea: plan a cycle, write what each step asks for, go on, drop it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from initiatives.accountability import services as accountability
from initiatives.accountability.choices import CommitmentKind
from initiatives.accountability.models import Commitment
from initiatives.accountability.services.promises import FARTHEST, check_owner
from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Blocked, Invalid, Missing
from initiatives.base.records import Change, change, locked, plain, required, touch, with_values
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.portfolio import rules
from initiatives.portfolio.choices import IDEA_AFTER, CycleStep, DriverKind, Finding, IdeaState
from initiatives.portfolio.models import Driver, GroupFinding, PdsaCycle
from initiatives.portfolio.rules.cycles import (
    WRITTEN,
    date_errors,
    missing_to_go_on,
    next_step,
    scale_errors,
)
from initiatives.portfolio.services.alignments import stir

MOST_GROUPS = 30
DATES = ("planned_from", "planned_until", "study_by", "began_on", "ended_on")


@transaction.atomic
def plan_cycle(
    *, actor: User, idea: Driver, follows: PdsaCycle | None = None, **plan: Any
) -> PdsaCycle:
    """A new cycle of an idea, after `follows` where it goes on with a ramp; a plan may be partial.

    Raises Invalid for an idea that cannot be tested and for a plan that cannot be kept.
    """
    rules.may_edit(actor, idea.initiative).require()
    initiative, idea = locked(idea.initiative), locked(idea)
    check_idea(idea, follows)
    only(plan, CycleStep.PLAN)
    required(**{name: plan.get(name) for name in ("title", "scale", "purpose")})
    latest = idea.cycles.aggregate(latest=Max("number"))["latest"] or 0
    cycle = PdsaCycle(
        idea=idea, number=latest + 1, follows=follows, created_by=actor, **cleaned(plan)
    )
    check_cycle(cycle, cycle.owner)
    cycle.save()
    promise(cycle)
    stir(initiative)
    record(
        actor=actor,
        verb="planned",
        subject=cycle,
        after={"idea": plain(idea), "scale": cycle.scale, "of": plain(initiative)},
    )
    return cycle


@transaction.atomic
def write_cycle(
    *, actor: User, cycle: PdsaCycle, version: int | None = None, **written: Any
) -> PdsaCycle:
    """Write what the step of a cycle asks for; what belongs to another step is refused.

    `groups` is a list of mappings with `group`, `finding` and `learning`, which takes the place of
    what was there. The question and the prediction are written in the plan and never after.
    """
    initiative = cycle.idea.initiative
    rules.may_edit(actor, initiative).require()
    initiative, cycle = locked(initiative), locked(cycle, version)
    only(written, cycle.step)
    groups = written.pop("groups", None)
    was = cycle.owner
    promised = (cycle.owner_id, cycle.planned_until, cycle.study_by)
    draft = with_values(cycle, cleaned(written))
    check_cycle(draft, draft.owner if draft.owner != was else None)
    made = change(cycle, **cleaned(written))
    if groups is not None:
        made = with_groups(cycle, groups, made)
    if not made:
        return cycle
    if (cycle.owner_id, cycle.planned_until, cycle.study_by) != promised:
        renew_promise(actor, cycle, "The plan was changed.")
    stir(initiative)
    note(actor, "wrote", cycle, made)
    return cycle


@transaction.atomic
def advance_cycle(*, actor: User, cycle: PdsaCycle, version: int | None = None) -> PdsaCycle:
    """On to the next step; raises Blocked with what is missing. A last decision moves its idea.

    What was promised for the step is kept by this, and what the next one asks for is promised.
    """
    initiative = cycle.idea.initiative
    rules.may_edit(actor, initiative).require()
    initiative, idea = locked(initiative), locked(cycle.idea)
    cycle = locked(cycle, version)
    step = next_step(cycle.step)
    if not step:
        word = cycle.get_step_display().lower()
        raise Invalid(
            {
                "step": _("%(reference)s is %(word)s, so it goes no further.")
                % {"reference": cycle.reference, "word": word}
            }
        )
    missing = missing_to_go_on(cycle)
    if missing:
        raise Blocked(missing)
    values: dict[str, Any] = {"step": step}
    if step == CycleStep.DO:
        values["began_on"] = clock.today(actor.time_zone)
    made = change(cycle, **values)
    made.after |= follow(idea, cycle)
    if step in (CycleStep.STUDY, CycleStep.DONE):
        renew_promise(actor, cycle, f"{cycle} went on to {cycle.get_step_display().lower()}.", True)
    stir(initiative)
    note(actor, "went on with", cycle, made)
    return cycle


@transaction.atomic
def drop_cycle(
    *, actor: User, cycle: PdsaCycle, reason: str, version: int | None = None
) -> PdsaCycle:
    """End a cycle that will not be carried out, or not to its end; it stays on record."""
    initiative = cycle.idea.initiative
    rules.may_edit(actor, initiative).require()
    required(reason=reason)
    initiative, cycle = locked(initiative), locked(cycle, version)
    if cycle.step not in (CycleStep.PLAN, CycleStep.DO):
        raise Blocked([Missing("step", _("It was carried out, so it is studied and decided on."))])
    made = change(cycle, step=CycleStep.DROPPED, dropped_because=reason.strip())
    check_fields(cycle)
    if cycle.commitment is not None:
        accountability.end_withdrawn(
            commitment=cycle.commitment, reason=f"The cycle was dropped: {reason}", actor=actor
        )
    stir(initiative)
    note(actor, "dropped", cycle, made, reason)
    return cycle


def check_idea(idea: Driver, follows: PdsaCycle | None) -> None:
    """Raises Invalid for what is no idea, is retired, or where another idea's ramp would go on."""
    if idea.kind != DriverKind.IDEA:
        raise Invalid({"idea": _("Only a change idea can be tested; add one below this driver.")})
    if idea.retired_at is not None:
        raise Invalid({"idea": _("This change idea is retired, so it cannot be tested.")})
    if follows is not None and follows.idea_id != idea.pk:
        raise Invalid({"follows": _("A cycle can only follow one of the same change idea.")})


def only(written: Mapping[str, Any], step: str) -> None:
    """Raises Invalid for what is not written in this step."""
    wrong = [name for name in written if name not in WRITTEN[step]]
    word = CycleStep(step).label.lower()
    if wrong:
        raise Invalid(
            dict.fromkeys(
                wrong,
                _("This cannot be written while the cycle is at: %(word)s.") % {"word": word},
            )
        )


def cleaned(written: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without what stands around them."""
    return {
        name: value.strip() if isinstance(value, str) else value for name, value in written.items()
    }


def check_cycle(cycle: PdsaCycle, owner: User | None) -> None:
    """Raises Invalid for what cannot be kept; `owner` is one that was named just now."""
    check_fields(cycle)
    required(title=cycle.title, scale=cycle.scale, purpose=cycle.purpose)
    check_owner(owner)
    errors = date_errors(cycle) | scale_errors(cycle) | far_errors(cycle)
    if errors:
        raise Invalid(errors)


def far_errors(cycle: PdsaCycle) -> dict[str, str]:
    """Days more than ten years away, and days of the past that have not come."""
    today = clock.today()
    days = {name: getattr(cycle, name) for name in DATES if getattr(cycle, name)}
    errors = {
        name: _("This is more than ten years away; check the year.")
        for name, day in days.items()
        if abs(day - today) > FARTHEST
    }
    if cycle.step == CycleStep.DO:
        if "began_on" not in days:
            errors["began_on"] = _("Say on which day it began.")
        for name in ("began_on", "ended_on"):
            if name in days and (days[name] - today).days > 1:  # it may be tomorrow elsewhere
                errors[name] = _("This day has not come yet.")
    return errors


def with_groups(cycle: PdsaCycle, groups: Iterable[Mapping[str, Any]], made: Change) -> Change:
    """Keep what was found of groups in place of what was there; what differs is added."""
    was = [plain_group(one) for one in cycle.groups.all()]
    new = [GroupFinding(cycle=cycle, **cleaned(row)) for row in groups]
    check_groups(new)
    now = [plain_group(one) for one in new]
    if now == was:
        return made
    cycle.groups.all().delete()
    GroupFinding.objects.bulk_create(new)
    if not made:
        touch(cycle)
    return Change(made.before | {"groups": was}, made.after | {"groups": now})


def plain_group(one: GroupFinding) -> dict[str, str]:
    """What was found of a group, as history keeps it."""
    return {"group": one.group, "finding": one.finding, "learning": one.learning}


def check_groups(groups: list[GroupFinding]) -> None:
    """Raises Invalid for groups that are unnamed, named twice, or not judged."""
    names = [one.group.casefold() for one in groups]
    if len(groups) > MOST_GROUPS:
        raise Invalid(
            {"groups": _("Name %(most_groups)s groups at most.") % {"most_groups": MOST_GROUPS}}
        )
    if not all(names) or len(set(names)) < len(names):
        raise Invalid({"groups": _("Name each group, and each once.")})
    if any(one.finding not in Finding.values for one in groups):
        raise Invalid({"groups": _("Say of each group how its data compare with the prediction.")})
    for one in groups:
        check_fields(one)


def follow(idea: Driver, cycle: PdsaCycle) -> dict[str, Any]:
    """What a step makes of the idea that is tested: a first test starts it, a decision ends it."""
    state = idea.state
    if cycle.step == CycleStep.DO and idea.state == IdeaState.PROPOSED:
        state = IdeaState.TESTING
    elif cycle.step == CycleStep.DONE:
        state = IDEA_AFTER[cycle.decision]
    made = change(idea, state=state)
    return {"idea_state": state} if made else {}


def promise(cycle: PdsaCycle) -> None:
    """Ask its owner for the next thing with a date: carry it out, then study and decide."""
    carried = cycle.step in (CycleStep.STUDY, CycleStep.ACT)
    due_on = cycle.study_by if carried else cycle.planned_until
    if cycle.owner is None or due_on is None or cycle.step in (CycleStep.DONE, CycleStep.DROPPED):
        return
    asked = "Study and decide on" if carried else "Carry out"
    idea = cycle.idea
    commitment: Commitment = accountability.arise(
        kind=CommitmentKind.ACTION,
        title=f"{asked} test cycle {cycle.number}: {cycle.title}",
        detail=f"{cycle.reference} tests: {idea.text}",
        owner=cycle.owner,
        due_on=due_on,
        initiative=idea.initiative,
    )
    cycle.commitment = commitment
    cycle.save(update_fields=["commitment"])


def renew_promise(actor: User, cycle: PdsaCycle, because: str, kept: bool = False) -> None:
    """End what was promised, kept or not, and ask for what comes next."""
    if cycle.commitment is not None:
        if kept:
            accountability.end_fulfilled(commitment=cycle.commitment, actor=actor, evidence=because)
        else:
            accountability.end_withdrawn(commitment=cycle.commitment, reason=because, actor=actor)
        cycle.commitment = None
        cycle.save(update_fields=["commitment"])
    promise(cycle)


def note(actor: User, verb: str, cycle: PdsaCycle, made: Change, reason: str = "") -> None:
    """Record what changed of a cycle."""
    record(
        actor=actor, verb=verb, subject=cycle, before=made.before, after=made.after, reason=reason
    )
