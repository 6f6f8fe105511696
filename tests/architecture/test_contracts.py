"""The import contracts of pyproject.toml hold, and each notices when it is broken on a copy."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

LINT = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
MODULES = ("choices", "models", "rules", "queries", "filters", "services")
PACKAGES = (
    "base",
    "switches",
    "people",
    "history",
    "jobs",
    "retention",
    "framework",
    "accountability",
    "portfolio",
    "measures",
    "workforce",
    "shortfalls",
    "community",
    "status",
    "status.deciding",
    "exports",
    "webhooks",
    "privacy",
    "demo",
    "web",
)

# A module, an import that it may not make, and the contract that says so.
BREACHES = [
    ("initiatives.base.models", "initiatives.people.models", "packages"),
    ("initiatives.history.rules", "initiatives.accountability.rules", "packages"),
    ("initiatives.accountability.queries", "initiatives.portfolio.queries", "packages"),
    ("initiatives.status.queries", "initiatives.web.views", "packages"),
    ("initiatives.shortfalls.models", "initiatives.shortfalls.rules", "modules"),
    ("initiatives.portfolio.queries", "initiatives.portfolio.services", "modules"),
    ("initiatives.people.choices", "initiatives.people.models", "modules"),
    ("initiatives.status.deciding.rules", "initiatives.status.deciding.queries", "modules"),
    ("initiatives.web.views", "api.views", "fronts"),
    ("workers.tasks", "initiatives.web.views", "fronts"),
    ("api.views", "workers.tasks", "fronts"),
    ("initiatives.accountability.services", "workers.tasks", "domain"),
    ("initiatives.accountability.services", "celery", "domain"),
    ("initiatives.portfolio.rules", "rest_framework.exceptions", "domain"),
]


def contract_names() -> dict[str, str]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return {contract["id"]: contract["name"] for contract in table["contracts"]}


def write(root: Path, module: str, text: str = "") -> None:
    """A module at its place, with the packages above it."""
    path = root / Path(*module.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in (path.parent, *path.parent.parents):
        if folder == root:
            break
        (folder / "__init__.py").touch()
    path.write_text(text)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A small system of the same shape, in which every allowed direction is used."""
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    for lower, package in zip((None, *PACKAGES), PACKAGES, strict=False):
        below = f"import initiatives.{lower}.services\n" if lower else ""
        for left, module in zip((None, *MODULES), MODULES, strict=False):
            name = f"initiatives.{package}"
            write(tmp_path, f"{name}.{module}", below + (f"import {name}.{left}\n" if left else ""))
    write(tmp_path, "initiatives.web.views", "import initiatives.status.queries\n")
    write(tmp_path, "api.views", "import rest_framework, initiatives.status.queries\n")
    write(tmp_path, "workers.tasks", "import celery, initiatives.accountability.services\n")
    write(tmp_path, "qi_tracker.urls", "import api.views\n")
    write(tmp_path, "bench.measure", "import initiatives.status.queries\n")
    return tmp_path


def broken(folder: Path) -> set[str]:
    """The contracts that do not hold there, by name."""
    result = subprocess.run(LINT, cwd=folder, capture_output=True, text=True, check=False)
    ends = {line.rstrip() for line in result.stdout.splitlines()}
    names = {name for name in contract_names().values() if f"{name} BROKEN" in ends}
    assert bool(names) == bool(result.returncode), result.stdout + result.stderr
    return names


def test_the_project_keeps_its_contracts() -> None:
    assert broken(ROOT) == set()


def test_the_sample_keeps_them(sample: Path) -> None:
    assert broken(sample) == set()


@pytest.mark.parametrize(("module", "forbidden", "contract"), BREACHES)
def test_a_breach_is_reported(sample: Path, module: str, forbidden: str, contract: str) -> None:
    write(sample, module, f"import {forbidden}\n")
    assert contract_names()[contract] in broken(sample)


def test_a_package_that_no_contract_knows_is_reported(sample: Path) -> None:
    write(sample, "initiatives.extras.models")
    assert broken(sample) == {contract_names()["packages"]}
