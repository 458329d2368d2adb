"""Every command there is, in the order help lists them."""

from desktop.cli import answers, care, desk, district, exchange, later, setup, visits, waiting

COMMANDS = (
    *setup.COMMANDS,
    *district.COMMANDS,
    *visits.COMMANDS,
    *desk.COMMANDS,
    *answers.COMMANDS,
    *exchange.COMMANDS,
    *waiting.COMMANDS,
    *care.COMMANDS,
    *later.COMMANDS,
)
