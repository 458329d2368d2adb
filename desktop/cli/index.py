"""Every command there is, in the order help lists them."""

from desktop.cli import (
    answers,
    care,
    desk,
    district,
    exchange,
    later,
    letters,
    office_papers,
    papers,
    recap,
    setup,
    visits,
    waiting,
)

COMMANDS = (
    *setup.COMMANDS,
    *district.COMMANDS,
    *visits.COMMANDS,
    *papers.COMMANDS,
    *desk.COMMANDS,
    *letters.COMMANDS,
    *answers.COMMANDS,
    *exchange.COMMANDS,
    *waiting.COMMANDS,
    *care.COMMANDS,
    *recap.COMMANDS,
    *office_papers.COMMANDS,
    *later.COMMANDS,
)
