"""What cannot be charted."""


class BadSeries(ValueError):
    """The message says which point is wrong and what to do; points are counted from 1.

    `field` names the part of the request that it is about.
    """

    def __init__(self, message: str, field: str = "y") -> None:
        super().__init__(message)
        self.field = field
