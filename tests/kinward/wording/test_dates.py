from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.wording.dates import (
    NotADate,
    ZoneUnknown,
    clock_time,
    date_in_words,
    full_date,
    long_date,
)
from kinward.wording.locales import ENGLISH, SPANISH, OwnWords, written_locale
from tests.kinward.wording.builders import ARABIC

FIFTH_OF_MARCH = date(2026, 3, 5)


def test_an_english_date_has_words_and_iso() -> None:
    assert long_date(FIFTH_OF_MARCH, ENGLISH) == "March 5, 2026 (2026-03-05)"


def test_a_spanish_date_has_words_and_iso() -> None:
    assert long_date(FIFTH_OF_MARCH, SPANISH) == "5 de marzo de 2026 (2026-03-05)"


def test_a_full_date_names_the_weekday() -> None:
    assert full_date(FIFTH_OF_MARCH, ENGLISH) == "Thursday, March 5, 2026 (2026-03-05)"
    assert full_date(FIFTH_OF_MARCH, SPANISH) == "jueves, 5 de marzo de 2026 (2026-03-05)"


def test_an_iso_string_is_read_as_a_date() -> None:
    assert date_in_words("2026-03-05", SPANISH) == "5 de marzo de 2026"
    assert long_date("2026-03-05T23:30:00-08:00", ENGLISH) == "March 5, 2026 (2026-03-05)"


def test_a_text_that_is_no_date_is_refused_without_being_repeated() -> None:
    with pytest.raises(NotADate) as refused:
        long_date("Maria Lopez", ENGLISH)
    assert "Maria" not in str(refused.value)


def test_an_undefined_value_says_that_it_is_undefined() -> None:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True)
    environment.filters["longdate"] = lambda value: long_date(value, ENGLISH)
    with pytest.raises(jinja2.UndefinedError):
        environment.from_string("{{ hearing_on|longdate }}").render()


def test_a_time_alone_is_the_hour() -> None:
    nine = datetime(2026, 3, 10, 9, 0)  # noqa: DTZ001 - a hearing's time on the court's wall
    assert clock_time(nine, ENGLISH) == "9:00 a.m."
    assert clock_time(nine, SPANISH) == "9:00 a.m."
    assert clock_time(nine, written_locale("es-GT")) == "9:00 a.m."


def test_a_wall_clock_time_is_told_with_its_zone_and_offset() -> None:
    told = clock_time("2026-03-05T09:00:00", ENGLISH, "America/Los_Angeles")
    assert told == "9:00 a.m., America/Los_Angeles, UTC-08:00"


def test_the_offset_is_that_of_the_day() -> None:
    told = clock_time("2026-07-05T13:30:00", SPANISH, "America/Los_Angeles", weekday=True)
    assert told == "domingo, 1:30 p.m., America/Los_Angeles, UTC-07:00"


def test_a_moment_is_told_in_the_zone_asked_for_with_that_zones_weekday() -> None:
    moment = datetime(2026, 3, 11, 5, 0, tzinfo=UTC)
    told = clock_time(moment, ENGLISH, "America/Los_Angeles", weekday=True)
    assert told == "Tuesday, 10:00 p.m., America/Los_Angeles, UTC-07:00"


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(ZoneUnknown):
        clock_time("2026-03-05T09:00:00", ENGLISH, "America/Nowhere")


def test_an_arabic_date_keeps_its_iso_form_as_an_island() -> None:
    assert long_date(FIFTH_OF_MARCH, ARABIC) == "5 مارس 2026 (\u20662026-03-05\u2069)"


def test_a_language_with_words_of_its_own_uses_them() -> None:
    months = tuple(f"mwa{number}" for number in range(1, 13))
    weekdays = tuple(f"jou{number}" for number in range(1, 8))
    invented = replace(ENGLISH, code="xx", own_words=OwnWords(months, weekdays, "ak", "oswa"))
    assert date_in_words(FIFTH_OF_MARCH, invented) == "5 mwa3 2026"
    assert date_in_words(FIFTH_OF_MARCH, invented, "full") == "jou4 5 mwa3 2026"


@given(st.dates(min_value=date(1900, 1, 1)), st.sampled_from([ENGLISH, SPANISH, ARABIC]))
def test_every_date_is_gregorian_with_latin_digits_and_plain_spaces(
    day: date, locale: object
) -> None:
    told = full_date(day, locale)  # type: ignore[arg-type] # one of three rows
    assert day.isoformat() in told
    assert str(day.year) in told.split("(")[0]
    assert not {"\u202f", "\u00a0"} & set(told)
    assert all(character in "0123456789" for character in told if character.isdecimal())


@given(st.datetimes(timezones=st.just(ZoneInfo("America/Chicago"))))
def test_every_hour_is_written_with_a_m_or_p_m(moment: datetime) -> None:
    assert clock_time(moment, SPANISH).endswith(("a.m.", "p.m."))
