"""What a rule or a service says no with is given to the translator."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

GIVEN = re.compile(r"_|n?p?gettext(_lazy|_noop)?|format_lazy")
REFUSALS = {"Answer", "Blocked", "Invalid", "Missing", "NotAllowed", "Stale", "unless"}
# Files that somebody loads by a command, and commands, speak the language of their files.
BY_COMMAND = (
    *("management/", "migrations/", "demo/"),
    *("framework/loading/crosswalk.py", "framework/services/crosswalk.py"),
)
SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


def called(node: ast.Call) -> str:
    """The name of what is called."""
    name = node.func
    return name.id if isinstance(name, ast.Name) else getattr(name, "attr", "")


def unmarked(node: ast.AST, refused: bool = False) -> Iterator[str]:
    """The sentences of refusals below a node that no translator would see."""
    if isinstance(node, ast.Call):
        if GIVEN.fullmatch(called(node)):
            return
        refused = refused or called(node) in REFUSALS
    if refused and isinstance(node, ast.Constant) and SENTENCE.search(repr(node.value)):
        yield f"line {node.lineno}: {node.value!r}"
    for below in ast.iter_child_nodes(node):
        yield from unmarked(below, refused)


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in sorted((ROOT / "initiatives").rglob("*.py"))
        if not any(part in str(path.relative_to(ROOT / "initiatives")) for part in BY_COMMAND)
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_every_refusal_is_given_to_the_translator(path: Path) -> None:
    assert list(unmarked(ast.parse(path.read_text()))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise Invalid({"name": "Say the name."})', 1),
        ('raise Invalid({"name": f"Keep it within {most} characters."})', 1),
        ('unless(owns, "Only its owner may do this.")', 1),
        ('unless(owns, _("Only its owner may do this."))', 0),
        ('raise Invalid({"name": _("At most %(most)s.") % {"most": f"{most:,}"}})', 0),
        ('print("Nothing is refused here.")', 0),
    ],
)
def test_what_is_not_given_is_found(source: str, found: int) -> None:
    assert len(list(unmarked(ast.parse(source)))) == found
