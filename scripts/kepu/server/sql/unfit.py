"""What one of our SQL functions was given and cannot take."""

from __future__ import annotations

# Enough of a value to know it again.
SHOWN = 40


class Unfit(ValueError):
    """Stops the statement with the function, the value and what to write instead, in both languages."""

    def __init__(self, function: str, value: object, zh: str, en: str) -> None:
        shown = str(value)[:SHOWN]
        super().__init__(f"{function}：{shown} {zh}。{shown} {en}.")
