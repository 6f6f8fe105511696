"""Reading a PDF as a checker of PDF/UA-1 does: its tags, its names, its fonts."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader


def bare(content: bytes) -> Any:
    """A PDF that need not be tagged."""
    return PdfReader(BytesIO(content))


class Read:
    """A PDF, with its structure as a flat list of elements in reading order."""

    def __init__(self, content: bytes) -> None:
        self.reader = bare(content)
        self.catalog = self.reader.trailer["/Root"]
        self.elements = list(walk(self.catalog["/StructTreeRoot"]))
        self.xmp = self.catalog["/Metadata"].get_object().get_data().decode()

    @property
    def words(self) -> str:
        """Everything that is written, with line ends as spaces."""
        pages = " ".join(page.extract_text() for page in self.reader.pages)
        return " ".join(pages.replace("\u200b", "").split())

    def of_kind(self, *kinds: str) -> list[Any]:
        return [one for one in self.elements if one["/S"] in kinds]

    @property
    def levels(self) -> list[int]:
        """The levels of its headings in their order."""
        kinds = [str(one["/S"]) for one in self.elements]
        return [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdecimal()]

    @property
    def sizes(self) -> set[tuple[int, ...]]:
        """Width and height of its pages in points, the shorter first."""
        boxes = [page.mediabox for page in self.reader.pages]
        return {tuple(sorted((round(box.width), round(box.height)))) for box in boxes}

    def fonts(self) -> Iterator[Any]:
        """The fonts of its pages and of what is drawn on them."""
        for page in self.reader.pages:
            yield from fonts_in(page["/Resources"].get_object())


def walk(node: Any) -> Iterator[Any]:
    """The elements below a node."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from walk(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        yield from walk(node.get("/K", []))


def fonts_in(resources: Any) -> Iterator[Any]:
    for font in resources.get("/Font", {}).get_object().values() if "/Font" in resources else ():
        yield font.get_object()
    for drawn in (resources["/XObject"].get_object() if "/XObject" in resources else {}).values():
        inner = drawn.get_object().get("/Resources")
        if inner is not None:
            yield from fonts_in(inner.get_object())
