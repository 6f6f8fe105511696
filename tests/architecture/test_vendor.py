"""What comes from elsewhere is what VENDOR.json says it is, and nothing else lies beside it."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from initiatives.web.marks import MARKS

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "qi_tracker" / "static" / "vendor"
FONTS = ROOT / "initiatives" / "measures" / "drawing" / "fonts"
SPRITE = VENDOR / "lucide" / "icons.svg"
KEYS = {"package", "version", "file", "source", "sha256", "licence"}
NAMED_IN_TEMPLATES = re.compile(r"""icon(?:\|default:|=| )"([a-z0-9-]+)\"""")
QUOTED = re.compile(r"""["']([a-z0-9-]+)["']""")


def problems(folder: Path) -> list[str]:
    """What is wrong with a vendor folder; nothing where it is in order."""
    entries = json.loads((folder / "VENDOR.json").read_text())
    listed = {entry["file"]: entry for entry in entries}
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return [
        *(f"{name} is not listed" for name in sorted(found - set(listed) - {"VENDOR.json"})),
        *(f"{name} is missing" for name in sorted(set(listed) - found)),
        *(
            f"{name} lacks {KEYS - set(entry)}"
            for name, entry in listed.items()
            if KEYS - set(entry)
        ),
        *(
            f"{name} was changed"
            for name in sorted(set(listed) & found)
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != listed[name]["sha256"]
        ),
    ]


def used_in_templates() -> set[str]:
    return {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in NAMED_IN_TEMPLATES.findall(path.read_text())
    }


def symbols() -> set[str]:
    return set(re.findall(r'<symbol id="([a-z0-9-]+)"', SPRITE.read_text()))


@pytest.mark.parametrize("folder", [VENDOR, FONTS], ids=["static", "fonts"])
def test_vendored_files_are_what_vendor_json_says(folder: Path) -> None:
    assert problems(folder) == []


@pytest.mark.parametrize("folder", [VENDOR, FONTS], ids=["static", "fonts"])
def test_vendor_json_carries_no_address(folder: Path) -> None:
    assert "//" not in (folder / "VENDOR.json").read_text()


def copy_of_a_vendor_folder(folder: Path, sha256: str) -> Path:
    (folder / "a.css").write_text("a {}")
    entry = dict.fromkeys(KEYS, "x") | {"file": "a.css", "sha256": sha256}
    (folder / "VENDOR.json").write_text(json.dumps([entry]))
    return folder


def test_a_changed_file_is_found(tmp_path: Path) -> None:
    right = hashlib.sha256(b"a {}").hexdigest()
    assert problems(copy_of_a_vendor_folder(tmp_path, right)) == []
    assert problems(copy_of_a_vendor_folder(tmp_path, "0" * 64)) == ["a.css was changed"]


def test_a_file_that_nobody_listed_is_found(tmp_path: Path) -> None:
    folder = copy_of_a_vendor_folder(tmp_path, hashlib.sha256(b"a {}").hexdigest())
    (folder / "stray.js").write_text("")
    assert problems(folder) == ["stray.js is not listed"]


def test_every_icon_that_a_template_or_a_mark_names_is_in_the_sprite() -> None:
    asked = used_in_templates() | {mark.icon for mark in MARKS.values()}
    assert asked - symbols() == set()


def test_the_sprite_holds_no_icon_that_nothing_uses() -> None:
    code = (ROOT / "initiatives" / "web").rglob("*.py")
    quoted = {name for path in code for name in QUOTED.findall(path.read_text())}
    assert symbols() - used_in_templates() - quoted == set()


@pytest.mark.parametrize(
    "source",
    sorted((ROOT / "qi_tracker" / "static").glob("css/*.css")),
    ids=lambda path: str(path.name),
)
def test_a_stylesheet_is_short_and_loads_nothing_from_elsewhere(source: Path) -> None:
    text = source.read_text()
    assert len(text.splitlines()) <= 400
    assert not re.search(r"https?:|data:|@import", text)
