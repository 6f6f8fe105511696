"""Reading YAML that a person sends: plain values only, bounded, and the line of what is wrong.

A file of a thousand bytes can stand for a billion: by references to references (`*name`), and by
merging the same parts again and again (`<<`). So a file is weighed before it is read: what it
stands for, all references written out, is bounded as its bytes are.
"""

from collections.abc import Iterable
from typing import Any

import yaml
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid

try:
    from yaml import CSafeLoader as Reader
except ImportError:  # PyYAML without libyaml reads the same, slower
    from yaml import SafeLoader as Reader  # type: ignore[assignment]

LARGEST = 1_000_000  # bytes; the nine principles take five thousand
DEEPEST = 20  # lists and named parts inside each other
LONGEST_NUMBER = 40  # characters; working out a number takes time by the square of its length
NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


class Refused(yaml.constructor.ConstructorError):
    """What YAML allows, and we do not; the message is for a person."""

    def __init__(self, said: str, mark: Any) -> None:
        super().__init__(None, None, said, mark)


class PlainReader(Reader):
    """Refuses a part that is named twice, and numbers of absurd length."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        named: set[str] = set()
        for key, _value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in named:
                said = _("%(name)s is there twice. Keep one of them.") % {"name": key.value[:60]}
                raise Refused(said, key.start_mark)
            named.add(str(key.value))
        return super().construct_mapping(node, deep)


def number(reader: PlainReader, node: yaml.ScalarNode) -> Any:
    """A number of the length that people write."""
    if len(node.value) > LONGEST_NUMBER:
        raise Refused(_("This number is too long."), node.start_mark)
    whole = node.tag == NUMBERS[0]
    return reader.construct_yaml_int(node) if whole else reader.construct_yaml_float(node)


for tag in NUMBERS:
    PlainReader.add_constructor(tag, number)


def parsed(content: bytes) -> Any:
    """The file as plain values; raises Invalid, naming the line, for what cannot be taken."""
    if len(content) > LARGEST:
        said = _("The file is larger than %(most)s bytes.")
        raise Invalid({"file": said % {"most": f"{LARGEST:,}"}})
    try:
        weigh(yaml.parse(content, Loader=Reader))
        return yaml.load(content, Loader=PlainReader)  # noqa: S506 (made from the safe loader)
    except Refused as error:
        raise Invalid({"file": at_line(error, str(error.problem))}) from None
    except yaml.MarkedYAMLError as error:
        said = _("The file is not YAML here: %(problem)s.") % {"problem": error.problem}
        raise Invalid({"file": at_line(error, said)}) from None
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        raise Invalid({"file": _("The file is not YAML.")}) from None


def at_line(error: yaml.MarkedYAMLError, said: str) -> str:
    """What is wrong, with where it stands in the file."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return said
    where = {"line": mark.line + 1, "column": mark.column + 1, "said": said}
    return _("Line %(line)s, column %(column)s: %(said)s") % where


def weigh(events: Iterable[yaml.Event]) -> None:
    """Raises Refused for what lies too deep, or would be too much with its references written out.

    A value weighs one and its characters; a reference weighs what it stands for.
    """
    scale = Scale()
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            scale.begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            scale.end(event)
        elif isinstance(event, yaml.ScalarEvent):
            scale.add(event, len(event.value) + 1)
            scale.keep(event.anchor, len(event.value) + 1)
        elif isinstance(event, yaml.AliasEvent):
            scale.add(event, scale.of_reference(event))


class Scale:
    """The weights of the parts that are open, the outermost first, and of those with a name."""

    def __init__(self) -> None:
        self.open: list[tuple[str | None, int]] = [(None, 0)]
        self.named: dict[str, int] = {}

    def begin(self, event: yaml.CollectionStartEvent) -> None:
        if len(self.open) > DEEPEST:
            said = _("The file has more than %(most)s levels.") % {"most": DEEPEST}
            raise Refused(said, event.start_mark)
        self.named.pop(event.anchor or "", None)  # within it, its name stands for nothing yet
        self.open.append((event.anchor, 1))

    def end(self, event: yaml.Event) -> None:
        anchor, weight = self.open.pop()
        self.keep(anchor, weight)
        self.add(event, weight)

    def keep(self, anchor: str | None, weight: int) -> None:
        if anchor:
            self.named[anchor] = weight

    def add(self, event: yaml.Event, weight: int) -> None:
        anchor, so_far = self.open[-1]
        self.open[-1] = (anchor, so_far + weight)
        if so_far + weight > 2 * LARGEST:
            said = _("References make the file too large. Write out what is meant.")
            raise Refused(said, event.start_mark)

    def of_reference(self, event: yaml.AliasEvent) -> int:
        if event.anchor not in self.named:
            said = _("*%(name)s stands for nothing above, or for itself.") % {"name": event.anchor}
            raise Refused(said, event.start_mark)
        return self.named[event.anchor]
