"""Everything that is looked for in the data of a measure, each time anew.

A finding always concerns the latest data: its last period is the latest one of the measure. What
speaks of one group is told once: a group that gets worse is not told of a second time for its gap.
"""

from collections.abc import Iterator

from initiatives.measures.alarm import completeness
from initiatives.measures.alarm.changes import pooled, there
from initiatives.measures.alarm.charts import (
    Run,
    charted,
    enough,
    latest_run,
    people_behind,
)
from initiatives.measures.alarm.gaps import gap_line, reference_of, widened
from initiatives.measures.alarm.shapes import (
    Change,
    Data,
    Finding,
    Group,
    Kind,
    Line,
    Look,
    Plan,
    Split,
)
from initiatives.measures.alarm.sharing import Compared, is_left_behind, unshared
from initiatives.measures.spc import Analysis

UNSHARED = "unshared"


def look(data: Data) -> Look:
    """What there is to be seen in the latest data of a measure."""
    found = Look()
    if not data.everybody:
        return found
    overall = whole_gets_worse(data)
    if overall:
        found.findings.append(overall)
    for split in data.splits:
        look_at_groups(data, split, found, whole_is_worse=overall is not None)
        found.findings.extend(less_is_known(data, split))
    return found


def whole_gets_worse(data: Data) -> Finding | None:
    """A special cause for the worse of everybody."""
    run = worse_run(data.plan, data.everybody, charted(data.plan, data.everybody))
    if run is None:
        return None
    own = change_over(data.plan, data.everybody, run)
    return Finding(Kind.OVERALL, run.first, run.last, run.how, own)


def worse_run(plan: Plan, line: Line, analysis: Analysis | None) -> Run | None:
    """The special cause for the worse that the latest figure of a line is part of."""
    run = latest_run(analysis, plan)
    return run if run and people_behind(plan, line, run) else None


def look_at_groups(data: Data, split: Split, found: Look, *, whole_is_worse: bool) -> None:
    """Each group: does it get worse, is it left behind, does its gap widen?"""
    improving = latest_run(charted(data.plan, data.everybody), data.plan, worse=False) is not None
    reference = reference_of(data.plan, split)
    for group in split.known():
        if not any(there(figure, data.plan.counted) for figure in group.line):
            continue
        behind = unshared(
            data.plan,
            data.everybody,
            group.line,
            overlapping=split.overlapping,
            improving=improving,
        )
        analysis = charted(data.plan, group.line)
        seen = None if whole_is_worse else own_special_cause(data, split, group, analysis)
        seen = seen or left_behind(data, split, group, behind)
        seen = seen or gap_widens(data, split, group, reference)
        if seen:
            found.findings.append(seen)
        elif has_too_few(data.plan, group.line, analysis, behind):
            found.too_few.append((split.key, group.key))


def own_special_cause(
    data: Data, split: Split, group: Group, analysis: Analysis | None
) -> Finding | None:
    """A special cause for the worse on the group's own chart."""
    run = worse_run(data.plan, group.line, analysis)
    return finding(data, split, group, Kind.WORSE, run) if run else None


def left_behind(data: Data, split: Split, group: Group, behind: Compared | None) -> Finding | None:
    """Everybody else improves, and the group falls."""
    if behind is None or not is_left_behind(behind):
        return None
    base, late = behind.window.base, behind.window.late
    return Finding(
        Kind.WORSE,
        late[0],
        late[-1],
        UNSHARED,
        own=levels(data.plan, group.line, base, late),
        split=split.key,
        group=group.key,
        others=levels(data.plan, data.everybody, base, late),
    )


def gap_widens(data: Data, split: Split, group: Group, reference: Group | None) -> Finding | None:
    """The gap to the reference is wider than its limits."""
    if reference is None or reference.key == group.key:
        return None
    gaps = gap_line(data.plan, group.line, reference.line)
    run = widened(data.plan, gaps)
    if run is None:
        return None
    base, late = periods_of(data.plan, run)
    return Finding(
        Kind.WIDENING,
        run.first,
        run.last,
        run.how,
        own=Change(mean(gaps, base), mean(gaps, late), base[0] if base else run.first),
        split=split.key,
        group=group.key,
        reference=reference.key,
    )


def less_is_known(data: Data, split: Split) -> Iterator[Finding]:
    """Of fewer people than before it is known to which group they belong."""
    line = completeness.known_line(data, split)
    run = completeness.fallen(data.plan, line)
    if run is not None:
        own = Change(
            completeness.share(line[: run.first]),
            completeness.share(line[run.first : run.last + 1]),
            0,
        )
        yield Finding(Kind.COMPLETENESS, run.first, run.last, run.how, own, split=split.key)


def finding(data: Data, split: Split, group: Group, kind: Kind, run: Run) -> Finding:
    """What a run of a group's own chart says, beside everybody in the same periods."""
    return Finding(
        kind,
        run.first,
        run.last,
        run.how,
        own=change_over(data.plan, group.line, run),
        split=split.key,
        group=group.key,
        others=change_over(data.plan, data.everybody, run),
    )


def periods_of(plan: Plan, run: Run) -> tuple[range, range]:
    """The periods of the same phase before a run, and those of the run."""
    starts = [first - 1 for first in plan.phases if first - 1 <= run.first]
    return range(max(starts, default=0), run.first), range(run.first, run.last + 1)


def change_over(plan: Plan, line: Line, run: Run) -> Change:
    """The figure of a line before a run and in it."""
    return levels(plan, line, *periods_of(plan, run), default=run.first)


def levels(
    plan: Plan,
    line: Line,
    base: range | tuple[int, ...],
    late: range | tuple[int, ...],
    default: int = 0,
) -> Change:
    """The figure of a line in two sets of periods."""
    return Change(level(plan, line, base), level(plan, line, late), base[0] if base else default)


def level(plan: Plan, line: Line, periods: range | tuple[int, ...]) -> float | None:
    """The figure of a line in some periods; None where nothing is there."""
    usable = [index for index in periods if there(line[index], plan.counted)]
    if not plan.counted:
        return mean(line, usable)
    found = pooled(line, usable, plan.chart)
    return found.level if found else None


def mean(line: Line, periods: range | tuple[int, ...] | list[int]) -> float | None:
    """The mean of values that are there."""
    values = [value for index in periods if (value := line[index].value) is not None]
    return sum(values) / len(values) if values else None


def has_too_few(plan: Plan, line: Line, analysis: Analysis | None, behind: Compared | None) -> bool:
    """Whether nothing can be said of a group, so that its silence is no good news."""
    if behind is not None and behind.few:
        return True
    if analysis is None or not enough(analysis):
        return True
    return plan.counted and (line[-1].denominator or 0) < plan.floor
