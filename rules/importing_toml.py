"""The files of an imported pack as text, in the hand that the other packs are written in."""

import json
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from rules.importing_drafts import Draft, LeftOut
from rules.importing_names import cut
from rules.limit import Limit
from rules.limit_text import limit_text
from rules.pack_files import MUNICIPALITY
from rules.slugs import as_slug

#: Stands in every file that the importer wrote, and tells it which ones it may write anew.
MADE: Final = "Made from a table by `rettidig rules import`."
_WIDTH: Final = 98
_MISSING: Final = re.compile(rb'^(table *= )"missing"(?=\r?$)', re.MULTILINE)

Value = str | bool | Sequence[str] | Mapping[str, "Value"] | date


def file_name(field: str) -> str:
    """The file of a field of work: "Sundhed og Omsorg" is in sundhed-og-omsorg.toml."""
    slug = cut(as_slug(field)) or "sagsomraader"
    return f"{slug}-felt.toml" if f"{slug}.toml" == MUNICIPALITY else f"{slug}.toml"


def field_text(drafts: Sequence[Draft]) -> str:
    """One field of work: a heading for each area, in the order of the table."""
    sources = Counter(draft.row.source for draft in drafts if draft.row.source)
    common = sources.most_common(1)[0][0] if sources else ""
    blocks = [_comment(f"{drafts[0].row.field or 'Areas'}. {MADE}")]
    keys = {"title": drafts[0].row.field, "source": common}
    if any(keys.values()):
        blocks.append(_keys({key: value for key, value in keys.items() if value}))
    return "\n".join([*blocks, *(_area(draft, common) for draft in drafts)])


def home_text(
    keys: Mapping[str, Value], told: Iterable[tuple[str, str]], left_out: Iterable[LeftOut]
) -> str:
    """municipality.toml: what the page says about all rows, and what it says that is no key."""
    lines = [
        f"{MADE} Nobody at the municipality has confirmed any of it.",
        "Contact, teams and closing days are not in the table and are absent.",
    ]
    lines += [f"The page says ({name}): {text}" for name, text in told]
    lines += [f"Left out: {why}: {rows}." for why, rows in by_reason(left_out).items()]
    return f"{_comment(*lines)}\n{_keys(keys)}"


def with_areas(home: bytes) -> bytes:
    """municipality.toml of an earlier import that gave no area, now that the pack holds some.

    Only the importer's own line is written anew; a person's file and a person's word stay.
    """
    return _MISSING.sub(rb'\1"part"', home, count=1) if MADE.encode() in home else home


def by_reason(left_out: Iterable[LeftOut]) -> dict[str, str]:
    """The rows that were left out, under each reason."""
    found: dict[str, list[str]] = {}
    for row in left_out:
        found.setdefault(row.why, []).append(row.key)
    return {
        why: f"{'row' if len(rows) == 1 else 'rows'} {', '.join(rows)}"
        for why, rows in found.items()
    }


def _comment(*lines: str) -> str:
    wrapped = (textwrap.wrap(_safe(line), _WIDTH, break_long_words=False) for line in lines)
    return "".join(f"# {part}\n" for parts in wrapped for part in parts)


def _safe(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _area(draft: Draft, common: str) -> str:
    return f"[[area]]\n{_comment(*draft.remarks)}{_keys(dict(_area_keys(draft, common)))}"


def _area_keys(draft: Draft, common: str) -> Iterator[tuple[str, Value]]:
    yield "id", draft.id
    yield "title", draft.title
    yield "phrase", draft.phrase.danish
    if draft.phrase.english:
        yield "phrase_en", draft.phrase.english
    if draft.laws.law:
        yield "law", draft.laws.law
    if draft.laws.former:
        yield "former_law", draft.laws.former
    words = _said(draft, "limit", draft.limit, draft.published)
    yield "decision", {"within": limit_text(draft.limit), **words}
    if draft.delivery is not None:
        start = {"from": draft.delivery_starts}
        words = _said(draft, "delivery", draft.delivery, draft.row.delivery)
        yield "delivery", {"within": limit_text(draft.delivery), **start, **words}
    if draft.acute is not None:
        own = {"published": draft.acute_published} if draft.acute_published else {}
        yield "acute", {"decision": limit_text(draft.acute), **own}
    if draft.supplier_change is not None:
        other = draft.supplier_change
        words = _said(draft, "supplier_change", other, draft.row.supplier_change)
        yield "supplier_change", {"within": limit_text(other), **words}
    if draft.adopted_on:
        yield "adopted_on", draft.adopted_on
    if draft.row.source and draft.row.source != common:
        yield "source", draft.row.source


def _said(draft: Draft, column: str, limit: Limit, published: str) -> dict[str, Value]:
    """The words beside a limit, and who chose it where they name two lengths."""
    said: dict[str, Value] = {"published": published} if published else {}
    if column in draft.settled:
        settled: dict[str, Value] = {"limit": limit_text(limit)}
        if draft.settled_by:
            settled["by"] = draft.settled_by
        if draft.settled_on:
            settled["on"] = draft.settled_on
        said["settled"] = settled
    return said


def _keys(keys: Mapping[str, Value]) -> str:
    width = max(map(len, keys))
    return "".join(f"{key:<{width}} = {_value(value)}\n" for key, value in keys.items())


def _value(value: Value) -> str:
    """A value as TOML; a JSON text is a TOML text, as long as no sign in it is invisible."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return json.dumps(_safe(value), ensure_ascii=False)
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {_value(part)}' for key, part in value.items())} }}"
    return f"[{', '.join(_value(part) for part in value)}]"
