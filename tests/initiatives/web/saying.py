"""What a page or a drawing says to people and to screen readers, without its geometry."""

from html.parser import HTMLParser

GEOMETRY = {
    *("d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "dx", "dy", "points"),
    *("viewbox", "transform", "width", "height", "font-size", "stroke-width", "stroke-dasharray"),
    *("fill", "stroke", "fill-opacity", "id", "aria-labelledby", "aria-describedby"),
}
SECRETS = {"csrfmiddlewaretoken"}


class Listener(HTMLParser):
    """Gathers words between tags and in attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if SECRETS & {value for _, value in attrs}:
            return
        self.words += [value for name, value in attrs if value and name not in GEOMETRY]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def said_in(response) -> str:
    """All words of an answer; the cells of a CSV file apart from each other."""
    content = response.content.decode()
    listener = Listener()
    is_csv = response["Content-Type"].startswith("text/csv")
    listener.feed(content.replace(",", " , ") if is_csv else content)
    return " ".join(" ".join(listener.words).split())
