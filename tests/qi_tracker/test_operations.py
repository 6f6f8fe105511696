import re

from qi_tracker.environment import BASE_DIR

READERS = re.compile(
    r'env\.(?:text|flag|number|words|folder|choice|networks)\(\s*f?["\']([A-Z_]+)["\']'
)


def test_every_variable_that_is_read_is_explained() -> None:
    sources = (BASE_DIR / "qi_tracker").rglob("*.py")
    read = {name for path in sources for name in READERS.findall(path.read_text())}
    explained = (BASE_DIR / "docs/operations.md").read_text()
    assert len(read) > 20
    assert [name for name in sorted(read) if f"`{name}`" not in explained] == []


def test_compose_passes_on_nothing_that_is_not_explained() -> None:
    used = set(re.findall(r"\$\{([A-Z_]+)", (BASE_DIR / "compose.yaml").read_text()))
    explained = (BASE_DIR / "docs/operations.md").read_text()
    assert [name for name in sorted(used) if f"`{name}`" not in explained] == []
