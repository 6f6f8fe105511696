"""`make audit`: the pinned packages against public advisories, and our source against ruff's
security rules. What may be found stands in audit.toml, each with its reason.

It fails for what is not excepted, for exceptions that nothing needs any more, and where a package
could not be compared. QI_AUDIT_OFFLINE=yes lets the last one pass where no advisories are reached.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SOURCE = ("api", "initiatives", "qi_tracker", "workers", "requirements", "manage.py")
PINNED = ("runtime.txt", "development.txt")
SERVICES = ("osv", "pypi")
Exceptions = Mapping[str, Any]


def exceptions() -> Exceptions:
    """What may be found."""
    return tomllib.loads((HERE / "audit.toml").read_text(encoding="utf-8"))


def findings() -> Counter[tuple[str, str]]:
    """How often each rule strikes in each file; comments that silence ruff count for nothing."""
    call = [sys.executable, "-m", "ruff", "check", "--select", "S", "--ignore-noqa"]
    call += ["--no-cache", "--exit-zero", "--output-format", "json", *SOURCE]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    names = (str(Path(one["filename"]).relative_to(ROOT)) for one in found)
    return Counter(zip(names, (one["code"] for one in found), strict=True))


def source_problems(found: Counter[tuple[str, str]], excepted: Exceptions) -> list[str]:
    """What was found and is not excepted, and what is excepted and was not found."""
    struck = {rule for _, rule in found}
    rest = {key: count for key, count in found.items() if key[1] not in excepted["rules"]}
    known = {(one["file"], one["rule"]): one["count"] for one in excepted["finding"]}
    problems = [
        f"{rule}: excepted, and nothing needs it" for rule in excepted["rules"].keys() - struck
    ]
    for key in sorted(rest.keys() | known.keys()):
        have, may = rest.get(key, 0), known.get(key, 0)
        if have != may:
            problems.append(f"{key[0]}: {key[1]} {have} times, {may} explained in audit.toml")
    return problems


def report(service: str, pinned: str) -> dict[str, Any] | None:
    """What pip-audit says of a file of pins; None where it reached nothing."""
    call = [sys.executable, "-m", "pip_audit", "--requirement", str(HERE / pinned)]
    call += ["--disable-pip", "--no-deps", "--format", "json", "--progress-spinner", "off"]
    call += ["--vulnerability-service", service, "--timeout", "10"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        last = (done.stderr.strip().splitlines() or ["It said nothing."])[-1]
        print(f"  {service}, {pinned}: {last[:200]}")
        return None
    return found


def package_problems(
    found: Mapping[str, Any], excepted: Iterable[Mapping[str, Any]], today: date
) -> tuple[list[str], list[str]]:
    """Advisories that are not excepted today; and packages that could not be compared."""
    allowed = {one["id"] for one in excepted if one["until"] >= today and one["reason"]}
    problems, skipped = [], []
    for one in found["dependencies"]:
        if "skip_reason" in one:
            skipped.append(one["name"])
        for advisory in one.get("vulns", ()):
            if not allowed & {advisory["id"], *advisory.get("aliases", ())}:
                fixed = ", ".join(advisory["fix_versions"]) or "no version yet"
                name = f"{one['name']} {one['version']}"
                problems.append(f"{name}: {advisory['id']}, mended in {fixed}")
    return problems, skipped


def packages(excepted: Exceptions) -> tuple[list[str], bool]:
    """Problems of all pins, and whether every package could be compared."""
    problems, whole = [], True
    for pinned in PINNED:
        for service in SERVICES:
            found = report(service, pinned)
            if found is None:
                continue
            bad, skipped = package_problems(found, excepted.get("advisory", ()), date.today())  # noqa: DTZ011
            problems += bad
            if not skipped:
                break
            print(f"  {service}, {pinned}: {len(skipped)} packages are not known there.")
        else:
            whole = False
    return sorted(set(problems)), whole


def main() -> int:
    """Say what was found; 1 where something is wrong."""
    excepted = exceptions()
    print("Our own source, by ruff's security rules:")
    problems = source_problems(findings(), excepted)
    print("\n".join(f"  {one}" for one in problems) or "  clean, or explained in audit.toml")
    print("The pinned packages, by public advisories:")
    advisories, whole = packages(excepted)
    none = "none" if whole else "none among those that could be compared"
    print("\n".join(f"  {one}" for one in advisories) or f"  {none}")
    if not whole:
        offline = os.environ.get("QI_AUDIT_OFFLINE", "").lower() in {"yes", "true", "1", "on"}
        print("  NOT COMPARED: no source of advisories knew every package. ", end="")
        print("Let pass by QI_AUDIT_OFFLINE." if offline else "Run it where one is reached.")
        problems += [] if offline else ["not compared"]
    return 1 if problems or advisories else 0


if __name__ == "__main__":
    sys.exit(main())
