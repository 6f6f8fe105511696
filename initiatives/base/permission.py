"""The answer that a package's rules give: may they, and if not, why not."""

from dataclasses import dataclass

from initiatives.base.errors import NotAllowed


@dataclass(frozen=True)
class Answer:
    """True when allowed; otherwise `why` is a sentence for the person who asked."""

    why: str = ""

    def __bool__(self) -> bool:
        return not self.why

    def require(self) -> None:
        """Raises NotAllowed with the reason, if there is one."""
        if self.why:
            raise NotAllowed(self.why)


YES = Answer()


def unless(allowed: bool, why: str) -> Answer:
    """YES when allowed, else an answer with this reason."""
    return YES if allowed else Answer(why)
