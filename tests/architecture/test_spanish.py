"""Spanish is complete: whatever is marked for translation has its words in the catalogue."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
SPANISH = ROOT / "locale" / "es" / "LC_MESSAGES" / "django.mo"
NAMES = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
MARKED = re.compile(r"""\b(?:n?gettext|_)\(\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", re.DOTALL)


def in_code(source: str) -> Iterator[str]:
    """The messages that a module marks."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = node.args[0]
        if name in NAMES and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def in_template(source: str) -> Iterator[str]:
    """The messages that a template marks, as makemessages reads them."""
    for text in MARKED.findall(templatize(source)):
        yield ast.literal_eval(text)


def marked() -> set[str]:
    """All of them."""
    code = [path for name in ("api", "initiatives") for path in (ROOT / name).rglob("*.py")]
    pages = [path for path in (ROOT / "templates").rglob("*.*") if path.suffix in (".html", ".txt")]
    found = {one for path in code for one in in_code(path.read_text())}
    return found | {one for path in pages for one in in_template(path.read_text())}


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ('{% translate "Yes" %}', ["Yes"]),
        (
            "{% blocktranslate trimmed with n=a %}\n Of {{ n }}\n{% endblocktranslate %}",
            ["Of %(n)s"],
        ),
        ('{% sheet _("A") id="b" %}', ["A"]),
        ("<p>Yes</p>", []),
    ],
)
def test_messages_of_a_template_are_found(source: str, messages: list[str]) -> None:
    assert list(in_template(source)) == messages


def test_every_message_has_its_spanish() -> None:
    catalogue = gettext.GNUTranslations(SPANISH.open("rb"))
    known = {key[0] if isinstance(key, tuple) else key for key in catalogue._catalog}  # type: ignore[attr-defined]
    asked = marked() - {""}
    assert len(asked) > 4_000
    assert sorted(asked - known) == []
