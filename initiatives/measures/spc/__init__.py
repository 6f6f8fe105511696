"""Run charts and control charts, as pure functions.

`series` checks what comes in, `limits` has a centre and limits for each kind of chart, `runs` the
Anhøj rules, `detectors` and `rule_sets` what counts as a special cause, `analysis` puts them
together; `wording` says the result in a sentence, `rephasing` suggests a phase, and `calculator`
answers a request.
"""

from initiatives.measures.spc.analysis import Analysis, Choices, Phase, Point, analyse
from initiatives.measures.spc.calculator import answer, answered
from initiatives.measures.spc.errors import BadSeries
from initiatives.measures.spc.rephasing import (
    FOUR_QUESTIONS,
    SETTLED,
    Suggestion,
    suggest_phase,
)
from initiatives.measures.spc.rule_sets import RULE_SETS, RuleSet
from initiatives.measures.spc.series import CHARTS, Series, series_of
from initiatives.measures.spc.wording import sentence

__all__ = [
    "CHARTS",
    "FOUR_QUESTIONS",
    "RULE_SETS",
    "SETTLED",
    "Analysis",
    "BadSeries",
    "Choices",
    "Phase",
    "Point",
    "RuleSet",
    "Series",
    "Suggestion",
    "analyse",
    "answer",
    "answered",
    "sentence",
    "series_of",
    "suggest_phase",
]
