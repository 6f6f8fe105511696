"""The tables of measures: vocabularies, measures with their definitions, observations."""

from initiatives.measures.models.measures import Measure, OperationalDefinition
from initiatives.measures.models.observations import Observation
from initiatives.measures.models.stratifications import Stratification, Stratum, StratumMapping

__all__ = [
    "Measure",
    "Observation",
    "OperationalDefinition",
    "Stratification",
    "Stratum",
    "StratumMapping",
]
