"""What this package raises."""


class InvalidFigures(ValueError):
    """Figures that cannot be used; the message says which and why, `field` where they stand.

    `field` is a path into what was given, such as `groups.2.numerator`, or empty.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
