"""Pins what pyproject.toml asks for: `lock.py write` needs the network, `lock.py check` does not.

Each file's first line carries a digest of the dependencies it was made from, so a change of
pyproject.toml without `make lock` is noticed offline. The files name no index.
"""

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent / "pyproject.toml"
RUNTIME, DEVELOPMENT = HERE / "runtime.txt", HERE / "development.txt"
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    "--upgrade",
    "--quiet",
]


def digest(project: str) -> str:
    """The digest of everything in pyproject.toml that decides what is pinned."""
    table = tomllib.loads(project)["project"]
    asked = [table["requires-python"], table["dependencies"], table["optional-dependencies"]]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def first_line(project: str) -> str:
    return f"# Written by `make lock` from pyproject.toml with digest {digest(project)}\n"


def out_of_step() -> list[Path]:
    """The files that were not made from the present pyproject.toml."""
    line = first_line(PROJECT.read_text())
    return [path for path in (RUNTIME, DEVELOPMENT) if not path.read_text().startswith(line)]


def compile_into(path: Path, *options: str) -> None:
    """Resolve and write one file; raises CalledProcessError when there is no solution."""
    call = ["uv", "pip", "compile", str(PROJECT), *OPTIONS, *options]
    pinned = subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True, cwd=HERE).stdout
    path.write_text(first_line(PROJECT.read_text()) + pinned)


def main(verb: str) -> None:
    """Write or check the files."""
    if verb == "write":
        compile_into(RUNTIME)
        compile_into(
            DEVELOPMENT, "--extra=development", "--extra=opentelemetry", f"--constraint={RUNTIME}"
        )
    elif stale := out_of_step():
        names = " and ".join(path.name for path in stale)
        sys.exit(f"{names}: not made from the present pyproject.toml. Run `make lock`.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) == 2 else "check")
