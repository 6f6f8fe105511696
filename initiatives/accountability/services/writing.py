"""Writing: what a message says, made while the message before it is on its way into the books."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from types import TracebackType
from typing import Generic, Self, TypeVar

from initiatives.accountability.letters import Letter
from initiatives.accountability.models import Delivery
from initiatives.accountability.services.digest import Told

Written = TypeVar("Written")
Write = Callable[[Delivery, Told | Letter], Written]


class Writer(Generic[Written]):
    """Writes the messages of a batch in their order, at most one ahead of the asking.

    Writing takes a processor and booking waits for a disk, so a thread of its own brings them
    together. It must not read the database, which belongs to the thread that books.
    """

    def __init__(
        self, write: Write[Written], batch: Iterable[tuple[Delivery, Told | Letter]]
    ) -> None:
        self.write, self.waiting = write, deque(batch)
        self.begun: dict[int, Future[Written]] = {}
        self.pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.pool.shutdown(cancel_futures=True)

    def begin_next(self) -> None:
        """Set the thread to the next message that was not begun."""
        if self.waiting:
            delivery, told = self.waiting.popleft()
            # the clock and the language of this thread hold in the other one too
            self.begun[delivery.pk] = self.pool.submit(
                copy_context().run, self.write, delivery, told
            )

    def written(self, delivery: Delivery) -> Written:
        """The message of a delivery of the batch, once it is written."""
        while delivery.pk not in self.begun:
            self.begin_next()
        return self.begun.pop(delivery.pk).result()
