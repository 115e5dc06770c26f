"""Telephone numbers as a reader abroad can dial them."""

import phonenumbers

from kinward.wording.bidi import left_to_right
from kinward.wording.locales import WrittenLocale


def phone(text: object, locale: WrittenLocale) -> str:
    """Return the international form (`+502 2339 0000`); what is no number returns as given.

    A number without a country code is read as one of the United States.
    """
    given = str(text)
    try:
        number = phonenumbers.parse(given, "US")
    except phonenumbers.NumberParseException:
        return left_to_right(given, locale)
    if not phonenumbers.is_possible_number(number):
        return left_to_right(given, locale)
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return left_to_right(phonenumbers.format_number(number, form), locale)
