"""Phone numbers: which we may text, and how they are shown.

Pure. Only mobiles of the United Kingdom are taken: consent, price and quiet hours are
worked out for them and for no others.
"""

import re
import unicodedata

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType

from volunteer.core.errors import N_, Refused

UK = 44
WRITTEN_AS_A_NUMBER = re.compile(r"\+?[\d\s().\-/]+")
# Ofcom keeps 07700 900000 to 900999 for drama: they reach nobody, ever.
DRAMA = re.compile(r"\+447700900\d{3}")

NOT_A_NUMBER = N_("That is not a phone number. Give a UK mobile, such as 07700 900123.")
TOO_SHORT = N_("That number is too short. A UK mobile has 11 digits, such as 07700 900123.")
TOO_LONG = N_("That number is too long. A UK mobile has 11 digits, such as 07700 900123.")
NOT_IN_USE = N_("That number is not in use in the UK. Please check it.")
LANDLINE = N_("That is a landline. Give a mobile number, so that we can text you.")
FOREIGN = N_("That is not a UK number. We can text UK mobiles only.")
ISLANDS = N_("That is a Jersey, Guernsey or Isle of Man number. We can text UK mobiles only.")
INVENTED = N_("That number is kept for films and examples. Give your own mobile number.")
PAGER = N_("That is a pager. Give a mobile number, so that we can text you.")
PERSONAL = N_("That is a personal number (070), which we cannot text. Give a mobile number.")
INTERNET = N_("That is an internet phone number, which we cannot text. Give a mobile number.")
SERVICE = N_("That is a service number, which we cannot text. Give a mobile number.")

REFUSALS = {
    PhoneNumberType.FIXED_LINE: LANDLINE,
    PhoneNumberType.PAGER: PAGER,
    PhoneNumberType.PERSONAL_NUMBER: PERSONAL,
    PhoneNumberType.VOIP: INTERNET,
    PhoneNumberType.UAN: SERVICE,
    PhoneNumberType.TOLL_FREE: SERVICE,
    PhoneNumberType.PREMIUM_RATE: SERVICE,
    PhoneNumberType.SHARED_COST: SERVICE,
    PhoneNumberType.VOICEMAIL: SERVICE,
}
LENGTHS = {
    phonenumbers.ValidationResult.TOO_SHORT: TOO_SHORT,
    phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY: TOO_SHORT,
    phonenumbers.ValidationResult.TOO_LONG: TOO_LONG,
}


def parse_mobile(text: str, *, drama: bool) -> str:
    """Return the UK mobile that someone wrote, as E.164: "07700 900123" → "+447700900123".

    ``drama`` lets Ofcom's invented numbers pass, for demonstrations and tests. Anything
    else that we cannot text is refused with the sentence that says why.
    """
    number = _parsed(text)
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if DRAMA.fullmatch(written):
        if not drama:
            raise Refused(INVENTED)
        return written
    refusal = _refusal(number)
    if refusal:
        raise Refused(refusal)
    return written


def normal(phone: str) -> str:
    """Return a number in the one form in which it is compared, however it was written down.

    What is no number at all comes back as its digits.
    """
    try:
        number = phonenumbers.parse(phone, "GB")
    except NumberParseException:
        return "".join(filter(str.isdecimal, phone))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def national(phone: str) -> str:
    """Return a number as people here write it: "+447700900123" → "07700 900123"."""
    number = phonenumbers.parse(phone, "GB")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def mask(phone: str) -> str:
    """Return a number with only its last three digits to be seen: "07••• •••123"."""
    return f"07••• •••{phone[-3:]}"


def _parsed(text: str) -> PhoneNumber:
    plain = unicodedata.normalize("NFKC", text).strip().replace("–", "-").replace("‐", "-")
    plain = "".join(mark for mark in plain if unicodedata.category(mark) != "Cf")
    if not WRITTEN_AS_A_NUMBER.fullmatch(plain):
        raise Refused(NOT_A_NUMBER)
    try:
        return phonenumbers.parse(plain, "GB")
    except NumberParseException as error:
        short = error.error_type in {
            NumberParseException.TOO_SHORT_NSN,
            NumberParseException.TOO_SHORT_AFTER_IDD,
        }
        raise Refused(TOO_SHORT if short else NOT_A_NUMBER) from None


def _refusal(number: PhoneNumber) -> str | None:
    """Return why we cannot text a number; None when we can."""
    if number.country_code != UK:
        return FOREIGN
    length = LENGTHS.get(phonenumbers.is_possible_number_with_reason(number))
    if length:
        return length
    kind = phonenumbers.number_type(number)
    if kind != PhoneNumberType.MOBILE:
        return REFUSALS.get(kind, NOT_IN_USE)
    return None if phonenumbers.region_code_for_number(number) == "GB" else ISLANDS
