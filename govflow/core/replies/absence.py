"""The day an absent person is back, read from an automatic answer in English, Welsh and others.

Nothing here looks at a clock: dates without a year are those next after the day of receipt.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_MONTHS = (
    "january jan januar janvier enero gennaio janeiro januari styczeń stycznia ionawr ianuarie "
    "leden ledna",
    "february feb februar février fevrier febrero febbraio fevereiro februari luty lutego chwefror "
    "februarie února",
    "march mar märz maerz mars marzo março marco maart marzec marca mawrth martie března",
    "april apr avril abril aprile kwiecień kwietnia ebrill aprilie dubna",
    "may mai mayo maggio maio mei maj maja května",
    "june jun juni juin junio giugno junho czerwiec czerwca mehefin iunie června",
    "july jul juli juillet julio luglio julho lipiec lipca gorffennaf iulie července",
    "august aug août aout agosto augustus augusti sierpień sierpnia awst srpna",
    "september sept sep septembre septiembre settembre setembro wrzesień września medi septembrie září",
    "october oct oktober octobre octubre ottobre outubro okt październik października hydref "
    "octombrie října",
    "november nov novembre noviembre novembro listopad listopada tachwedd noiembrie listopadu",
    "december dec dezember décembre decembre diciembre dicembre dezembro dez grudzień grudnia "
    "rhagfyr decembrie prosince",
)
_MONTH = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_WEEKDAYS = (
    "monday montag lundi lunes lunedì lunedi segunda-feira segunda maandag måndag mandag "
    "poniedziałek poniedziałku llun",
    "tuesday dienstag mardi martes martedì martedi terça-feira terça dinsdag tisdag tirsdag wtorek "
    "wtorku mawrth",
    "wednesday mittwoch mercredi miércoles miercoles mercoledì mercoledi quarta-feira quarta "
    "woensdag onsdag środa środę środy mercher",
    "thursday donnerstag jeudi jueves giovedì giovedi quinta-feira quinta donderdag torsdag "
    "czwartek czwartku iau",
    "friday freitag vendredi viernes venerdì venerdi sexta-feira sexta vrijdag fredag piątek "
    "piątku gwener",
    "saturday samstag samedi sábado sabado sabato zaterdag lördag lørdag sobota sobotę sadwrn",
    "sunday sonntag dimanche domingo domenica zondag söndag søndag niedziela niedzielę sul",
)
_WEEKDAY = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
_NAMES = "|".join(sorted(map(re.escape, _MONTH), key=len, reverse=True))
_CUE = re.compile(
    r"\b(?:until|till|til|through(?: to)?|back|return(?:s|ing)?|resume|again|from my return|up to|to|"
    r"bis(?: einschließlich)?|zurück|zurueck|wieder|ab|"
    r"jusqu'au|jusqu.au|jusqu'à|de retour|retour|reviens|reviendrai|au|"
    r"hasta(?: el)?|regreso|regresaré|vuelvo|volveré|vuelta|de vuelta|al|"
    r"fino al?|torno|tornerò|rientro|rientrerò|sarò di nuovo|"
    r"até|regresso|volto|retorno|de volta|"
    r"t/m|tot(?: en met)?|terug|weer|"
    r"do dnia|do|wracam|wrócę|z powrotem|powrót|"
    r"tillbaka|åter|till och med|t\.o\.m|tilbage|tilbake|til og med|"
    r"tan|hyd at|hyd|nôl|yn ôl|dychwelyd|ddychwelyd|dychwelaf)\b",
    re.I,
)
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?(?![\d])")
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|\.|º|er|ste|de|af|ail|ydd|fed|ed|ain|eg)?(?: of| de| o| di|"
    rf" d')? ?({_NAMES})\b\.?,?(?: (?:de |of )?(\d{{4}}))?",
    re.I,
)
_MONTH_DAY = re.compile(rf"\b({_NAMES})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b,?(?: (\d{{4}}))?", re.I)
_DAY_NAME = re.compile(r"\b(" + "|".join(map(re.escape, _WEEKDAY)) + r")\b", re.I)
_REACH = 90
_LONGEST = timedelta(days=550)


def return_date(text: str, received: date) -> date | None:
    """The latest day named near a word such as 'until' or 'back', not before the day of receipt.

    None when no day can be read, or when it lies more than eighteen months ahead. A weekday alone
    is the next one. Day comes before month, as written in Britain, unless only the other can be.
    """
    text = text[:6_000]
    near = [
        day for start in _spots(text) for day in days_in(text[start : start + _REACH], received)
    ]
    likely = [day for day in near if received <= day <= received + _LONGEST]
    return max(likely) if likely else None


def _spots(text: str) -> Iterator[int]:
    for match in _CUE.finditer(text):
        yield match.end()


def days_in(text: str, received: date) -> list[date]:
    """The days named in a text up to its sentence's end; weekday names only where no date stands."""
    sentence = re.split(r"(?<=[a-z]{4})[.!?](?:\s|$)|\n\s*\n|;", text, maxsplit=1)[0]
    found = [
        d
        for match in _ISO.finditer(sentence)
        if (d := _day(int(match[3]), int(match[2]), int(match[1])))
    ]
    rest = _ISO.sub(" ", sentence)
    for match in _DAY_MONTH.finditer(rest):
        found += _dated(int(match[1]), _MONTH[match[2].lower()], match[3], received)
    for match in _MONTH_DAY.finditer(rest):
        found += _dated(int(match[2]), _MONTH[match[1].lower()], match[3], received)
    if not found:
        found = [d for match in _NUMERIC.finditer(rest) for d in _numeric(match, received)]
    if not found:
        names = [_WEEKDAY[match[1].lower()] for match in _DAY_NAME.finditer(rest)]
        found = [received + timedelta(days=(n - received.weekday() - 1) % 7 + 1) for n in names[:1]]
    return found


def _numeric(match: re.Match[str], received: date) -> list[date]:
    first, second = int(match[1]), int(match[2])
    if second > 12 >= first:
        first, second = second, first
    return _dated(first, second, match[3], received)


def _dated(day: int, month: int, year: str | None, received: date) -> list[date]:
    if year:
        number = int(year) + (2000 if len(year) == 2 else 0)
        exact = _day(day, month, number)
        return [exact] if exact else []
    for number in (received.year, received.year + 1):
        candidate = _day(day, month, number)
        if candidate and candidate >= received:
            return [candidate]
    return []


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
