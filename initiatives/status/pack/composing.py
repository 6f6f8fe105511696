"""A board pack from what the viewer may see, for a place, some months and a framework."""

from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.framework.models import Framework
from initiatives.framework.queries import framework_in_force
from initiatives.people.models import Entity, User
from initiatives.people.queries import answering_for
from initiatives.status.choices import State
from initiatives.status.pack import methods
from initiatives.status.pack.answering import Answering, answering
from initiatives.status.pack.asking import Asked, may_make
from initiatives.status.pack.charting import OF_GROUPS, Worrying, charting, worrying
from initiatives.status.pack.deciding import deciding
from initiatives.status.pack.differing import Differing, differing
from initiatives.status.pack.falling_short import FallingShort, falling_short
from initiatives.status.pack.moved import Moved, moved
from initiatives.status.pack.parts import Pack, Section, plain
from initiatives.status.pack.periods import Period
from initiatives.status.pack.sentences import Findings, summary
from initiatives.status.pack.standing import Standing, standing
from initiatives.status.queries.rule_sets import rules_in_force


def compose(
    viewer: User, entity: Entity, period: Period, framework: Framework | None = None
) -> Pack:
    """The pack of an entity with all below it; by default against the framework in force.

    Raises NotAllowed for an entity where the viewer holds no role, nor above it.
    """
    may_make(viewer, entity).require()
    framework = framework or framework_in_force(viewer)
    asked = Asked(viewer, entity, period, framework, clock.now(), rules_in_force())
    stands, changed, differs = standing(asked), moved(asked), differing(asked)
    decides, number = deciding(asked)
    short, answers, found = falling_short(asked), answering(asked), worrying(asked)
    off_track = [name for name, state in stands.states if state == State.OFF_TRACK]
    findings = findings_of(asked, stands, changed, differs, short, answers, found, number)
    first = Section(_("Summary"), summary(findings), method=methods.SUMMARY)
    sections = (
        *(first, decides, stands.section, changed.section, differs.section),
        *(charting(asked, found, off_track), short.section, answers.section),
        methods.methods(asked, stands.rules_version),
    )
    return plain(
        Pack(
            title=_("Board pack"),
            scope=entity.name,
            period=str(period),
            as_of=asked.as_of,
            facts=methods.facts(asked, stands.rules_version),
            sections=sections,
            file_name=methods.file_name(asked),
        )
    )


def findings_of(
    asked: Asked,
    stands: Standing,
    changed: Moved,
    differs: Differing,
    short: FallingShort,
    answers: Answering,
    signals: Worrying,
    decisions: int,
) -> Findings:
    """What the summary says, from what every part found."""
    lead = answering_for(asked.entity)
    return Findings(
        scope=asked.entity.name,
        viewer=str(asked.viewer),
        states=stands.states,
        night=stands.night,
        gaps=stands.gaps,
        cells=stands.cells,
        lead=str(lead) if lead else "",
        shortfalls=short.number,
        grave=short.grave,
        unanswered=short.unanswered,
        gravest=short.gravest,
        groups=tuple(one.title for one in signals.first if one.kind in OF_GROUPS),
        signals_of_groups=signals.of_groups,
        signals=signals.number,
        moved=changed.counts,
        compared_with=changed.since,
        fell=changed.fell,
        differing=differs.names,
        how_many_differ=differs.number,
        decisions=decisions,
        published=answers.published,
        due=answers.due,
        answered=answers.answered,
    )
