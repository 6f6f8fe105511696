"""What the content security policy refuses stands in no template."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
REFUSED = re.compile(
    # data for a script are not run
    r"""<style|<script(?![^>]*(?:\bsrc=|type="application/json"))"""
    r"""|\sstyle=|\son[a-z]+=["']|\shx-on|js:|javascript:|data:|https?:"""
)


def refused(text: str) -> list[str]:
    """What in a template a strict policy would block, or what leads out of the house."""
    return REFUSED.findall(text)


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_a_template_needs_nothing_inline(path: Path) -> None:
    if "mail" not in path.parts:
        assert refused(path.read_text()) == []


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        "<script>go()</script>",
        '<button onclick="go()">',
        '<a href="javascript:go()">',
        '<img src="data:image/png;base64,">',
        '<div hx-on:click="go()">',
    ],
)
def test_what_the_policy_refuses_is_found(text: str) -> None:
    assert refused(text)


def test_a_script_from_our_own_files_is_fine() -> None:
    assert not refused('<script type="module" src="/static/js/qi.js"></script>')
