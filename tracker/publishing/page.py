"""The public page of one municipality, put together from its list: words in the reader's language,
nothing left to decide in the template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from notifications.formats import Language, joined, phone_number, plain_date, tied
from notifications.limit_words import counted_words, limit_words
from rules.counting import Roll
from rules.municipality import Municipality
from rules.public_list import PublicList, PublicRow, ShownLimit
from rules.rule import Rule
from tracker.publishing.page_standards import StandardBlock, progress_lines, standard_block
from tracker.publishing.words import CAVEAT, PAGE, Words


@dataclass(frozen=True, slots=True)
class Line:
    """One area: title and law in Danish, limits and remarks in the reader's language."""

    anchor: str
    title: str
    law: str
    decision: str
    decision_published: str | None
    delivery: str
    delivery_published: str | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a table of areas and the sources they were taken from."""

    anchor: str
    title: str
    heads: tuple[str, str, str]
    lines: tuple[Line, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a page says."""

    language: Language
    words: Words
    name: str
    warnings: tuple[str, ...]
    unconfirmed: bool
    urgent: tuple[str, ...]
    caveat: str
    general_title: str
    general: tuple[str, ...]
    sections: tuple[Section, ...]
    by_law: Section
    standards: tuple[StandardBlock, ...]
    progress: tuple[str, ...]
    coming: Section
    earlier: Section
    counting: tuple[str, ...]
    footer: tuple[str, ...]


def page_of(found: PublicList, language: Language, published_on: date) -> Page:
    """The page in a language; the Danish names of areas and laws stay Danish."""
    words, place = PAGE[language], found.municipality
    usual = found.usual
    alike = all(not _remarks_of_its_own(row, usual, language) for row in found.rows)
    return Page(
        language=language,
        words=words,
        name=place.name,
        warnings=tuple(_warnings(place, words)),
        unconfirmed=place.status == "unconfirmed",
        urgent=tuple(_urgent(place, words)),
        caveat=CAVEAT[language],
        general_title=words["general"] if alike else words["general_most"],
        general=tuple(_general(found, usual, language)),
        sections=tuple(
            _section(f"f{number}", field.title, field.rows, usual, language)
            for number, field in enumerate(found.fields, start=1)
        ),
        by_law=_section("lov", words["law_head"], found.by_law, None, language),
        standards=tuple(standard_block(shown, language) for shown in found.standards),
        progress=tuple(progress_lines(found.progress, words)),
        coming=_section("kommende", words["coming"], found.coming, usual, language),
        earlier=_section("tidligere", words["earlier"], _earlier(found), usual, language),
        counting=tuple(_counting(usual, words)),
        footer=tuple(_footer(place, words, published_on, language)),
    )


def _earlier(found: PublicList) -> tuple[PublicRow, ...]:
    last = [(row, row.rule.in_force_until) for row in found.history]
    return tuple(row for row, day in last if day is not None and day < found.on)


def _warnings(place: Municipality, words: Words) -> Iterator[str]:
    if place.status == "unconfirmed":
        yield words["unconfirmed"]
    if place.table in ("part", "missing"):
        yield words[place.table]


def _urgent(place: Municipality, words: Words) -> Iterator[str]:
    yield words["urgent_text"]
    phone, duty = place.contact.phone, place.contact.duty_phone
    yield words["call"].format(phone=phone_number(phone)) if phone else words["call_plain"]
    if duty:
        yield words["call_duty"].format(phone=phone_number(duty))


def _general(found: PublicList, usual: PublicRow | None, language: Language) -> Iterator[str]:
    """What most areas have in common; `usual` is a rule that has it."""
    words = PAGE[language]
    if usual is None:
        return
    yield tied(words["basis"])
    yield words["sent" if usual.rule.ends == "sent" else "decided"]
    yield words["late"]
    decision, delivery = usual.acute
    yield words["acute_same" if decision == delivery else "acute_usual"].format(
        decision=limit_words(decision, language), delivery=limit_words(delivery, language)
    )
    yield tied(_usual_remanded(usual, language))
    if fallback := found.municipality.fallback:
        yield words["fallback"].format(limit=limit_words(fallback.limit, language))
    if not any(row.rule.adopted_on for row in found.rows):
        yield words["not_dated"]
    if not all(row.rule.law for row in found.rows):
        yield words["no_law"]


def _usual_remanded(usual: PublicRow, language: Language) -> str:
    words, (own, cap) = PAGE[language], usual.again
    if own:
        return words["remanded_own"].format(limit=limit_words(own, language))
    if cap:
        return words["remanded_capped"].format(cap=limit_words(cap, language))
    return words["remanded_usual"]


def _section(
    anchor: str,
    title: str,
    rows: Sequence[PublicRow],
    usual: PublicRow | None,
    language: Language,
) -> Section:
    words = PAGE[language]
    by_law = all(row.rule.statutory for row in rows)
    kinds = ("law_decision", "law_delivery") if by_law else ("decision", "delivery")
    return Section(
        anchor=anchor,
        title=title,
        heads=(words["area"], words[kinds[0]], words[kinds[1]]),
        lines=tuple(_line(anchor, n, row, usual, language) for n, row in enumerate(rows, start=1)),
        # A rule set by law names its law; where we read it is for those who look after the rules.
        sources=tuple(dict.fromkeys(r.rule.source for r in rows if not r.rule.statutory)),
    )


def _line(
    anchor: str, number: int, row: PublicRow, usual: PublicRow | None, language: Language
) -> Line:
    return Line(
        anchor=f"{anchor}-{number}",
        title=row.rule.title,
        law=tied(row.rule.law_text),
        decision=_limit(row, row.decision, language),
        decision_published=_published(row, row.decision),
        delivery=_limit(row, row.delivery, language),
        delivery_published=_published(row, row.delivery),
        remarks=tuple(_remarks(row, usual, language)),
    )


def _limit(row: PublicRow, shown: ShownLimit | None, language: Language) -> str:
    if shown is not None:
        return counted_words(shown.counts, language)
    return PAGE[language]["no_clock" if row.rule.statutory else "no_limit"]


def _published(row: PublicRow, shown: ShownLimit | None) -> str | None:
    """The municipality's own words, where they say more than the limit beside them."""
    if row.rule.statutory or shown is None or shown.published is None:
        return None
    more = shown.limit.is_range or not shown.limit.computable
    return shown.published if more else None


def _remarks(row: PublicRow, usual: PublicRow | None, language: Language) -> Iterator[str]:
    words, rule = PAGE[language], row.rule
    if rule.former_law:
        yield words["former"].format(law=tied(joined(rule.former_law, "da")))
    yield from _remarks_of_its_own(row, usual, language)
    for key, shown in (
        ("supplier_change", row.supplier_change),
        ("reassessment", row.reassessment),
    ):
        if shown:
            yield words[key].format(limit=limit_words(shown.limit, language))
    if row.standard:
        yield words["standard_of"].format(title=row.standard.title)
    yield from _force(rule, language)


def _remarks_of_its_own(row: PublicRow, usual: PublicRow | None, language: Language) -> list[str]:
    """Where an area has another acute or remanded limit, or another end, than most."""
    words, rule = PAGE[language], row.rule
    if usual is None or rule.statutory:
        return []
    found = []
    if row.acute != usual.acute:
        decision, delivery = (limit_words(limit, language) for limit in row.acute)
        found.append(words["own_acute"].format(decision=decision, delivery=delivery))
    if row.again != usual.again and row.remanded:
        limit = counted_words(row.remanded.counts, language)
        found.append(words["own_remanded"].format(limit=limit))
    if rule.ends != usual.rule.ends:
        found.append(words["own_sent" if rule.ends == "sent" else "own_decided"])
    return found


def _force(rule: Rule, language: Language) -> Iterator[str]:
    words = PAGE[language]
    days = (
        ("adopted", rule.adopted_on),
        ("from", rule.in_force_from),
        ("until", rule.in_force_until),
    )
    said = [words[key].format(day=plain_date(day, language)) for key, day in days if day]
    if said:
        text = ", ".join(said)
        yield text[:1].upper() + text[1:]


def _counting(usual: PublicRow | None, words: Words) -> Iterator[str]:
    counting = usual.rule.counting if usual else None
    yield words["count_day"]
    yield words["count_weeks"]
    saturday, open_days = (
        bool(counting and counting.saturday),
        bool(counting and counting.open_days),
    )
    yield words["count_hverdage_saturday" if saturday else "count_hverdage"]
    yield words["count_open_days" if open_days else "count_arbejdsdage"]
    rolls = counting is not None and counting.roll is not Roll.NONE
    yield words["count_roll" if rolls else "count_plain"]


def _footer(
    place: Municipality, words: Words, published_on: date, language: Language
) -> Iterator[str]:
    yield place.name
    if place.contact.address_lines:
        yield ", ".join(place.contact.address_lines)
    if place.contact.phone:
        yield phone_number(place.contact.phone)
    yield words["published_on"].format(day=plain_date(published_on, language))
    if place.status == "unconfirmed":
        yield words["footer_unconfirmed"]
