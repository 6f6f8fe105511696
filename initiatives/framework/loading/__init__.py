"""Reading what the office publishes from files: checked whole before anything is written."""

from initiatives.base.yaml_files import LARGEST
from initiatives.framework.loading.comparing import Comparison, compared
from initiatives.framework.loading.crosswalk import read_crosswalk
from initiatives.framework.loading.crosswalk_texts import (
    CrosswalkText,
    LinkText,
    OutsideText,
    RequirementText,
)
from initiatives.framework.loading.principles import (
    DefinitionText,
    FrameworkText,
    PrincipleText,
    read_definitions,
    read_framework,
)
from initiatives.framework.loading.writing import written_framework

__all__ = [
    "LARGEST",
    "Comparison",
    "CrosswalkText",
    "DefinitionText",
    "FrameworkText",
    "LinkText",
    "OutsideText",
    "PrincipleText",
    "RequirementText",
    "compared",
    "read_crosswalk",
    "read_definitions",
    "read_framework",
    "written_framework",
]
