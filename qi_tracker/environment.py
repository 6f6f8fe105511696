"""Typed access to environment variables; fails loudly, naming the variable and what it takes."""

import os
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}
BASE_DIR = Path(__file__).resolve().parent.parent


def text(name: str, default: str | None = None) -> str:
    """The value as written; raises ImproperlyConfigured when it is missing and has no default."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set, and there is no default for it.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """A yes or no; raises ImproperlyConfigured on any other word."""
    word = os.environ.get(name, "yes" if default else "no").strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} is {word!r}; it takes yes or no.")


def number(name: str, default: int) -> int:
    """A whole number; raises ImproperlyConfigured on anything else."""
    word = os.environ.get(name, str(default))
    try:
        return int(word)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {word!r}; it takes a whole number.") from None


def words(name: str, default: str | None = "") -> list[str]:
    """A comma-separated list, blanks dropped; raises as `text` does where None is the default."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def networks(name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Networks such as 10.20.0.0/16, by commas; raises ImproperlyConfigured on what is none."""
    try:
        return tuple(ip_network(word) for word in words(name))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} takes networks such as 10.20.0.0/16: {error}") from None


def choice(name: str, takes: Sequence[str], default: str) -> str:
    """One of a few words; raises ImproperlyConfigured on any other."""
    word = os.environ.get(name, default).strip().lower()
    if word not in takes:
        raise ImproperlyConfigured(f"{name} is {word!r}; it takes one of: {', '.join(takes)}.")
    return word


def folder(name: str, default: Path) -> Path:
    """A folder as an absolute path; it need not exist yet."""
    return Path(os.environ.get(name) or default).expanduser().resolve()


def data_dir() -> Path:
    """Where this copy of the system keeps its files."""
    return folder("QI_DATA_DIR", BASE_DIR / ".data")


def signs_dir() -> Path:
    """Where the processes of one container or machine leave their signs of life."""
    return folder("QI_SIGNS_DIR", data_dir() / "signs")
