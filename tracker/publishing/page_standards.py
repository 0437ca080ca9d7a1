"""The catalogue of quality standards as a public page shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from notifications.formats import Language, joined, plain_date
from rules.public_list import ShownStandard
from rules.quality_standard import Progress, QualityStandard, StandardState
from tracker.publishing.words import PAGE, Words


@dataclass(frozen=True, slots=True)
class StandardBlock:
    """One quality standard: label and value line by line."""

    title: str
    remark: str | None
    facts: tuple[tuple[str, str], ...]
    suppliers: tuple[str, ...]
    source: str | None


def progress_lines(done: Progress, words: Words) -> Iterator[str]:
    """How far the revision of the standards has come, "13 af 30 …"."""
    if not done.total:
        return
    yield words["progress"].format(adopted=done.adopted, total=done.total)
    for key, count in (
        ("progress_hearing", done.in_hearing),
        ("progress_draft", done.draft),
        ("progress_overdue", done.overdue),
    ):
        if count:
            yield words[key].format(count=count)


def standard_block(shown: ShownStandard, language: Language) -> StandardBlock:
    """One standard: the revision in force, or the one that is to become it."""
    head = shown.newest
    return StandardBlock(
        title=head.title,
        remark=_remark(shown, PAGE[language]),
        facts=tuple(_facts(head, shown.areas, language)),
        suppliers=head.supplier_requirements,
        source=head.source,
    )


_FIRST: Final = {
    StandardState.DRAFT: "standard_new_draft",
    StandardState.IN_HEARING: "standard_new_hearing",
    StandardState.ADOPTED: "standard_new_adopted",
}
_NEXT: Final = {
    StandardState.DRAFT: "standard_draft",
    StandardState.IN_HEARING: "standard_hearing",
    StandardState.ADOPTED: "standard_adopted_later",
}


def _remark(shown: ShownStandard, words: Words) -> str | None:
    if shown.under_way is None:
        return None
    return words[(_NEXT if shown.in_force else _FIRST)[shown.under_way.state]]


def _facts(
    standard: QualityStandard, areas: Sequence[str], language: Language
) -> Iterator[tuple[str, str]]:
    words = PAGE[language]
    if standard.adopted_on and standard.adopted_by:
        day = plain_date(standard.adopted_on, language)
        yield (
            words["standard_adopted"],
            words["standard_by"].format(body=standard.adopted_by, day=day),
        )
    if standard.first_day and standard.first_day != standard.adopted_on:
        yield words["standard_first"], plain_date(standard.first_day, language)
    if standard.heard:
        heard = [
            f"{h.body} ({plain_date(h.on, language)})" if h.on else h.body for h in standard.heard
        ]
        yield words["standard_heard"], joined(heard, language)
    if standard.review_by:
        yield words["standard_review"], plain_date(standard.review_by, language)
    if areas:
        yield words["standard_areas"], " · ".join(areas)
