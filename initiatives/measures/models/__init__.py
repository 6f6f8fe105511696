"""The tables of measures: vocabularies, measures with their definitions, observations, signals."""

from initiatives.measures.models.charting import Annotation, Intersection, Phase, ReferenceGroup
from initiatives.measures.models.imports import ColumnMapping, ObservationImport
from initiatives.measures.models.measures import Measure, OperationalDefinition
from initiatives.measures.models.method import MeasureOfCycle, MeasureOfDriver
from initiatives.measures.models.observations import Observation
from initiatives.measures.models.signals import DataDue, Signal
from initiatives.measures.models.stratifications import Stratification, Stratum, StratumMapping

__all__ = [
    "Annotation",
    "ColumnMapping",
    "DataDue",
    "Intersection",
    "Measure",
    "MeasureOfCycle",
    "MeasureOfDriver",
    "Observation",
    "ObservationImport",
    "OperationalDefinition",
    "Phase",
    "ReferenceGroup",
    "Signal",
    "Stratification",
    "Stratum",
    "StratumMapping",
]
