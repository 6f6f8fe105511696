"""Reads a drawing back: its elements, and where everything on it lies."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from initiatives.measures.drawing import ControlChart, Dot, Stretch
from initiatives.measures.drawing.text import width

SVG = "{http://www.w3.org/2000/svg}"
STEP = re.compile(r"([MLHVlhvmaz])([^MLHVlhvmaz]*)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def months(count: int) -> list[str]:
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return [f"{names[index % 12]} {2024 + index // 12}" for index in range(count)]


def chart(*values: float | None, **fields: Any) -> ControlChart:
    """A chart of plain points under months."""
    named = zip(months(len(values)), values, strict=True)
    dots = tuple(Dot(label, value, "common_cause") for label, value in named)
    plain: dict[str, Any] = {
        "title": "Interpreters",
        "sentence": "All is well.",
        "dots": dots,
        "unit": "%",
    }
    return ControlChart(**(plain | fields))


def phase(start: int, end: int, centre: float, *limits: float, **fields: bool) -> Stretch:
    """A phase with the same limits throughout, lower and upper, or none."""
    length = end - start + 1
    lower, upper = ((limit,) * length for limit in limits) if limits else ((), ())
    return Stretch(start, end, centre, lower, upper, **fields)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def of_class(svg: str, name: str) -> list[ElementTree.Element]:
    """Elements that carry a class."""
    return [each for each in parsed(svg).iter() if name in each.get("class", "").split()]


def texts(svg: str) -> list[str]:
    """All that is written on the drawing, in the order of its elements."""
    return ["".join(each.itertext()) for each in parsed(svg).iter(f"{SVG}text")]


def marks(svg: str) -> list[str]:
    """The class of each point's mark, in order."""
    (group,) = of_class(svg, "dots")
    return [each.get("class", "") for each in group]


def said(svg: str) -> list[str]:
    return [each.get("data-said", "") for each in parsed(svg).iter() if "data-said" in each.attrib]


def inside(svg: str) -> bool:
    """Whether all that is drawn lies on the sheet."""
    left, top, wide, high = map(float, parsed(svg).get("viewBox", "").split())
    return all(
        left - 0.1 <= x <= left + wide + 0.1 and top - 0.1 <= y <= top + high + 0.1
        for x, y in places(svg)
    )


def places(svg: str) -> Iterator[tuple[float, float]]:
    """Where texts stand, marks lie and ways turn."""
    root = parsed(svg)
    yield from (end for group in (root, *root) for each in group for end in ends(each, group, root))
    for element in root.iter():
        if element.tag == f"{SVG}circle":
            x, y, r = (float(element.attrib[name]) for name in ("cx", "cy", "r"))
            yield from ((x - r, y - r), (x + r, y + r))
        elif element.tag == f"{SVG}path":
            yield from corners(element.attrib["d"])


def ends(
    text: ElementTree.Element, group: ElementTree.Element, root: ElementTree.Element
) -> Iterator[tuple[float, float]]:
    """Where a text begins and ends."""
    if text.tag != f"{SVG}text":
        return
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    words = text[0].tail if len(text) else text.text
    letters = float(text.get("font-size") or root.attrib["font-size"])
    wide = width(words or "", letters, bold=text.get("font-weight") == "700")
    anchor = text.get("text-anchor") or group.get("text-anchor")
    start = x - wide * {"middle": 0.5, "end": 1.0}.get(anchor or "", 0.0)
    yield from ((start, y), (start + wide, y))


def corners(way: str) -> Iterator[tuple[float, float]]:
    """The ends of each step of a way; marks draw theirs from the last one on."""
    x = y = start_x = start_y = 0.0
    for step, rest in STEP.findall(way):
        given = [float(found) for found in NUMBER.findall(rest)]
        if step in "MLml":
            x, y = (x + given[0], y + given[1]) if step.islower() else (given[0], given[1])
        elif step in "hH":
            x = x + given[0] if step == "h" else given[0]
        elif step in "vV":
            y = y + given[0] if step == "v" else given[0]
        elif step == "a":
            x, y = x + given[-2], y + given[-1]
        elif step == "z":
            x, y = start_x, start_y
        if step in "Mm":
            start_x, start_y = x, y
        yield x, y
