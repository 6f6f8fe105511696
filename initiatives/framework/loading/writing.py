"""An edition of principles as the file that `read_framework` takes, to be edited and sent again."""

from typing import Any

import yaml

from initiatives.framework.loading.principles import FrameworkText, PrincipleText


def written_framework(said: FrameworkText) -> str:
    """The file; what is empty is left out."""
    head = {"key": said.key, "name": said.name, "version": said.edition, "source": said.source}
    top = {
        "framework": filled(head),
        "purpose": said.purpose,
        "mission": list(said.mission),
        "values": list(said.values),
        "principles": [principle(one) for one in said.principles],
        "definitions_required": list(said.needed),
    }
    return yaml.safe_dump(filled(top), sort_keys=False, allow_unicode=True, width=96)


def principle(one: PrincipleText) -> dict[str, Any]:
    """One principle."""
    return filled(
        {
            "number": one.number,
            "short_name": one.short_name,
            "statement": one.statement,
            "expects": list(one.expects),
        }
    )


def filled(parts: dict[str, Any]) -> dict[str, Any]:
    """The parts that say something."""
    return {name: value for name, value in parts.items() if value}
