"""The two kinds of error: a UserError is a sentence with a next step; anything else is a bug."""

WRONG_USE = 2
REFUSED = 3
LOCKED = 4


class UserError(Exception):
    """Something the user can mend.

    Args:
        code: stable name of the sentence in ``resources/translations`` (also given out by ``--json``).
        exit_code: 2 wrong use, 3 refused input or rule, 4 locked or wrong passphrase (``cli.md``).
        values: what the sentence's placeholders are filled with; never a secret, never personal data
            the user did not just type.
    """

    def __init__(self, code: str, /, *, exit_code: int = REFUSED, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.exit_code = exit_code
        self.values = values

    def __str__(self) -> str:
        return self.code
