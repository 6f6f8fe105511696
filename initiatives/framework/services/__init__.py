"""Putting frameworks, definitions and crosswalks in force; reviewing links; attesting."""

from initiatives.framework.services.attesting import attest, review_link
from initiatives.framework.services.crosswalk import load_crosswalk
from initiatives.framework.services.principles import (
    approve_definition,
    load_definitions,
    load_framework,
)

__all__ = [
    "approve_definition",
    "attest",
    "load_crosswalk",
    "load_definitions",
    "load_framework",
    "review_link",
]
