"""Evidence that is prepared for each level of the scale, each with all that those below it ask."""

from dataclasses import replace
from typing import Any

from initiatives.portfolio.rules.evidence import Evidence, Reading
from initiatives.portfolio.rules.scale import SCORES

STEPS: tuple[dict[str, Any], ...] = (
    {"approved": True, "leads": 1, "members": 2},
    {"aim_missing": (), "outcome": {}, "process": {}},
    {"outcome": {"periods": 3}, "drivers": 2},
    {"tests": 1, "outcome": {"has_target": True, "closed": 0.0}},
    {"outcome": {"closed": 0.2}},
    {"process": {"held": 8}},
    {"outcome": {"closed": 1.0, "held": 3}, "process": {"has_target": True, "closed": 0.1}},
    {"outcome": {"held": 12}},
    {"process": {"closed": 1.0}, "control_plan": True, "operational_owner": True},
)
BLANK = {
    "outcome": Reading(1, "Readmissions", "outcome"),
    "process": Reading(2, "Calls", "process", periods=1),
}


def at(score):
    """The evidence of exactly this level."""
    known = Evidence(aim_missing=("by when",))
    readings = {}
    for step in STEPS[: SCORES.index(score)]:
        for name, said in step.items():
            if name in BLANK:
                readings[name] = replace(readings.get(name, BLANK[name]), **said)
            else:
                known = replace(known, **{name: said})
    return replace(known, measures=tuple(readings.values()))
