"""What the reference lists is what there is."""

import re

from qi_tracker.environment import BASE_DIR

COMMANDS = BASE_DIR / "initiatives" / "management" / "commands"


def test_every_command_is_explained_and_none_that_is_gone():
    there = {path.stem for path in COMMANDS.glob("*.py")} - {"__init__"}
    explained = re.findall(r"^\| `(\w+)", (BASE_DIR / "docs/commands.md").read_text(), re.MULTILINE)
    assert set(explained) == there | {"migrate"}
    assert len(explained) == len(set(explained))
