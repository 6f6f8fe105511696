"""What cannot be masked."""


class BadTable(ValueError):
    """The message says which cell is wrong and what to do; `field` is the part of the request."""

    def __init__(self, message: str, field: str = "cells") -> None:
        super().__init__(message)
        self.field = field
