"""A crosswalk for tests: small ones made to order, and the one that comes with the product."""

from pathlib import Path
from typing import Any

import yaml

from initiatives.framework.loading import read_crosswalk, read_framework
from initiatives.framework.models import Framework, OutsideFramework
from initiatives.framework.services import load_crosswalk, load_framework

DATA = Path(__file__).parents[3] / "initiatives" / "framework" / "data"
OFFICE, CROSSWALK = DATA / "uw_medicine.yaml", DATA / "crosswalk.yaml"


def outside(**values: Any) -> dict[str, Any]:
    """One outside framework as a file gives it."""
    return {
        "key": "accreditor",
        "version": "1",
        "name": "An accreditor",
        "short_name": "ACC",
        "body": "The accreditor",
        "status": "live",
        "requirements": [
            {
                "code": "1",
                "text": "Name who leads.",
                "answered_by": [
                    {"principle": 1, "strength": "direct"},
                    {"principle": 2, "strength": "partial", "note": "In part."},
                ],
            },
            {"code": "1a", "text": "Give them means.", "part_of": "1"},
        ],
    } | values


def written(*frameworks: dict[str, Any], **principles: Any) -> bytes:
    """A crosswalk file of these frameworks, mapped to some principles."""
    mapped = {"key": "ours", "version": "1"} | principles
    return yaml.safe_dump({"principles": mapped, "frameworks": list(frameworks)}).encode()


def load(framework: Framework, *frameworks: dict[str, Any]) -> list[OutsideFramework]:
    """These outside frameworks in force, mapped to a framework of the tests."""
    mapped = {"key": framework.key, "version": framework.edition}
    return load_crosswalk(content=read_crosswalk(written(*frameworks, **mapped)))


def crossed(framework: Framework, **values: Any) -> OutsideFramework:
    """One outside framework in force."""
    (made,) = load(framework, outside(**values))
    return made


def load_shipped() -> list[OutsideFramework]:
    """The nine principles and the crosswalk that come with the product."""
    load_framework(content=read_framework(OFFICE.read_bytes()))
    return load_crosswalk(content=read_crosswalk(CROSSWALK.read_bytes()))
