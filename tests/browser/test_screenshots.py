"""The tutorials cannot age: their walks are walked by keyboard alone, and show what they tell of.

With QI_SCREENSHOTS=yes (`make screenshots`) the pictures are taken anew.
"""

import os
import re
import signal
import subprocess
import sys
from contextlib import closing

import pytest
from PIL import Image

from tests.browser.conftest import ROOT, free_port
from tests.browser.stage import READY
from tests.browser.telling import SHOWN, not_seen
from tests.browser.walking import WIDTH, WINDOW, Walk
from tests.browser.walks import WALKS

TUTORIALS = ROOT / "docs" / "tutorials"
IMAGES = ROOT / "docs" / "images"
TAKE = os.environ.get("QI_SCREENSHOTS", "no") not in ("", "0", "no")
LARGEST = 120_000


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """The address of the demonstration on its day."""
    data, port = tmp_path_factory.mktemp("stage"), free_port()
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
    with (data / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.stage"],
            cwd=ROOT,
            env=kept | {"PORT": str(port), "QI_DATA_DIR": str(data), "QI_DEMO": "yes"},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        ready = any(READY in line for line in process.stdout)
        assert ready, (data / "log").read_text()[-2000:]
        yield f"http://127.0.0.1:{port}"
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


@pytest.fixture(scope="module")
def walked(browser, stage):
    """A walk by the name of its tutorial; each is taken once, in their order."""
    taken = {}

    def walk(name):
        if name not in taken:
            context = browser.new_context(
                base_url=stage,
                viewport={"width": WINDOW, "height": 812},
                reduced_motion="reduce",
                locale="en-US",
                timezone_id="America/Los_Angeles",
            )
            with closing(context):
                taken[name] = Walk(context.new_page()).take(WALKS[name])
        return taken[name]

    return walk


@pytest.mark.parametrize("name", WALKS)
def test_what_a_tutorial_names_is_on_the_screen(walked, name):
    walk = walked(name)
    for picture, png in walk.pictures.items() if TAKE else ():
        (IMAGES / f"{picture}.png").write_bytes(png)
    text = (TUTORIALS / f"{name}.md").read_text()
    assert list(not_seen(text, walk.scenes)) == []
    assert SHOWN.findall(text) == list(walk.scenes)


def test_each_tutorial_has_a_walk():
    assert {path.stem for path in TUTORIALS.glob("*.md")} == set(WALKS)


@pytest.mark.parametrize("name", WALKS)
def test_its_pictures_are_small_and_of_one_width(name):
    for shown in SHOWN.findall((TUTORIALS / f"{name}.md").read_text()):
        path = IMAGES / f"{shown}.png"
        with Image.open(path) as image:
            assert (image.width, image.mode) == (WIDTH, "P"), path.name
        assert path.stat().st_size < LARGEST, path.name


def test_no_picture_is_kept_that_nothing_shows():
    texts = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    named = {
        name for text in texts for name in re.findall(r"images/([\w-]+\.png)", text.read_text())
    }
    assert {path.name for path in IMAGES.iterdir()} - named == set()


def test_a_word_that_is_not_on_the_screen_is_missed():
    text = "**Lead**\n\n## One\n\n**Save it** and **Go\n  on**.\n\n![A page](../images/one.png)\n"
    scenes = {"one": ["workspace save it now"]}
    assert list(not_seen(text, scenes)) == [": Lead", "One: Go on"]
