"""Who a citizen is: NIK, phone and name, loose in and strict inside, and what may be shown of them."""

import re

from stdnum.exceptions import ValidationError
from stdnum.id import nik as stdnum_nik

from desktop.core import text
from desktop.errors import UserError

IDENTITY_MODES = ("open", "anonymous", "secret")
GENDERS = ("L", "P")

# Provinces missing from python-stdnum's list: Kalimantan Utara and Papua's (Kepmendagri 300.2.2-2138/2025).
_NEWER_PROVINCES = frozenset({"65", "92", "93", "95", "96"})
_NIK_GAPS = re.compile(r"[\s.\-‐-―−]+")
_PHONE = re.compile(r"\+?[0-9\s().\-‐-―−/]+")
_MASK = "*"


def check_nik(typed: str) -> str:
    """The 16 digits of a NIK typed with any spaces, dots or dashes.

    Only form, date and region can be checked (`PPKKCC DDMMYY NNNN`, women add 40 to the day); the region is
    where it was first issued, never where the citizen lives. The number is in no error.

    Raises:
        UserError: `nik_digits`, `nik_length`, `nik_date`, `nik_region`.
    """
    digits = _NIK_GAPS.sub("", typed)
    if not (digits.isascii() and (digits.isdigit() or not digits)):
        raise UserError("nik_digits")
    if len(digits) != 16:
        raise UserError("nik_length", length=len(digits))
    if not _has_birth_date(digits):
        raise UserError("nik_date")
    if not (digits[:2] in _NEWER_PROVINCES or stdnum_nik.is_valid(digits)):
        raise UserError("nik_region")
    return digits


def mask_nik(nik: str) -> str:
    """`6310********0001`: region and serial only (domain.md B.9); all stars when it is not 16 characters."""
    if len(nik) != 16:
        return _MASK * len(nik)
    return nik[:4] + _MASK * 8 + nik[-4:]


def check_phone(typed: str) -> str:
    """A telephone number in E.164, `+628123456789`; without "+" it is Indonesian.

    Raises:
        UserError: `phone_wrong`. The number is in no error.
    """
    if not _PHONE.fullmatch(typed.strip()):
        raise UserError("phone_wrong")
    # Its tables of the world take 30 ms and 2 MiB, and most starts see no number typed.
    import phonenumbers  # noqa: PLC0415

    try:
        number = phonenumbers.parse(typed, "ID")
    except phonenumbers.NumberParseException:
        raise UserError("phone_wrong") from None
    if not phonenumbers.is_valid_number(number):
        raise UserError("phone_wrong")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def mask_phone(phone: str) -> str:
    """`+62*******789`: the country and the last three digits; all stars when it is too short to hide."""
    if len(phone) < 9:
        return _MASK * len(phone)
    return phone[:3] + _MASK * (len(phone) - 6) + phone[-3:]


def check_name(typed: str) -> str:
    """A person's name in one line of at most 120 characters.

    Raises:
        UserError: `name_wrong` when no letter is in it, and what `text.clean` raises.
    """
    name = text.clean(typed, text.NAME, "name", lines=False, required=True)
    if not any(sign.isalpha() for sign in name):
        raise UserError("name_wrong")
    return name


def initials(name: str) -> str:
    """`Siti Aminah` → `S. A.`: what an annex shows for a name (domain.md B.9); at most three letters."""
    words = (next((sign for sign in word if sign.isalpha()), "") for word in name.split())
    return " ".join(f"{letter.upper()[:1]}." for letter in list(filter(None, words))[:3])


def _has_birth_date(digits: str) -> bool:
    # python-stdnum takes the day modulo 40, so it would let 81 to 99 through.
    if not 1 <= int(digits[6:8]) <= 71:
        return False
    try:
        stdnum_nik.get_birth_date(digits)
    except ValidationError:
        return False
    return True
