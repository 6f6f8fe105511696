"""The files that the laws are about."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("api", "bench", "initiatives", "qi_tracker", "workers")
NOT_DOMAIN = {"management", "web"}
BUILT = {"build"}
HIDDEN_BUT_OURS = {".ci", ".dockerignore", ".gitignore"}
BINARY = {".mo", ".ttf", ".woff2", ".png", ".ico", ".xlsx", ".pdf", ".pyc"}


def modules(*folders: str) -> list[Path]:
    """The Python files below these folders, migrations apart: those are written by Django."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def fronts() -> list[Path]:
    return modules("initiatives/web", "initiatives/management", "api", "workers")


def domain() -> list[Path]:
    """Every package that is no front, so that a new one is under the laws from its first day."""
    packages = (path.name for path in (ROOT / "initiatives").iterdir() if path.is_dir())
    domain = sorted(name for name in packages if name not in NOT_DOMAIN)
    return modules(*(f"initiatives/{package}" for package in domain))


def handed_on() -> list[Path]:
    """Every text file of the project; hidden folders are caches and data, but for a few."""
    top = (path for path in ROOT.iterdir() if is_ours(path))
    files = (file for path in top for file in ([path] if path.is_file() else path.rglob("*")))
    return sorted(file for file in files if file.is_file() and file.suffix not in BINARY)


def is_ours(path: Path) -> bool:
    if path.name in BUILT:
        return False
    return not path.name.startswith(".") or path.name in HIDDEN_BUT_OURS


def name(path: Path) -> str:
    """A path as people say it."""
    return path.relative_to(ROOT).as_posix()
