"""How a test asks what a call refuses."""

from collections.abc import Callable

from desktop.errors import UserError


def refusal(call: Callable[[], object]) -> str | None:
    """The code of the UserError the call raises, None when it raises none."""
    try:
        call()
    except UserError as error:
        return error.code
    return None
