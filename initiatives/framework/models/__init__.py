"""The tables of principles, definitions, and the crosswalk to outside frameworks."""

from initiatives.framework.models.crosswalk import (
    Attestation,
    CrosswalkLink,
    OutsideFramework,
    Requirement,
)
from initiatives.framework.models.principles import (
    Definition,
    Expectation,
    Framework,
    Principle,
)

__all__ = [
    "Attestation",
    "CrosswalkLink",
    "Definition",
    "Expectation",
    "Framework",
    "OutsideFramework",
    "Principle",
    "Requirement",
]
