"""Which rule governs a clock: packs as they are now, and the versions that cases already keep."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from rules.errors import RulesError
from rules.guard import check_calendar
from rules.pack import NoRuleInForce, Pack, UnknownArea, load_pack, pack_slugs
from rules.pack_files import MUNICIPALITY, pack_folders
from rules.rule import Rule
from rules.rule_reading import rule_from_content
from tracker.errors import NotFound, Refused
from tracker.models import Case, PackFile, RuleVersion
from tracker.pack_watch import Seen, changed, look, say_broken
from tracker.store import Store


@dataclass(slots=True)
class RuleBook:
    """The packs of an installation; a municipality's own folder comes first.

    Each is loaded once, and again when `refresh` finds that its files have changed.
    """

    folders: Sequence[Path] = ()
    cache: Path | None = None
    _packs: dict[str, Pack] = field(default_factory=dict)
    _seen: dict[str, Seen] = field(default_factory=dict)
    _calendar_checked: bool = False

    def check_calendar(self) -> None:
        """Refuse new dates while table and package disagree; raises `CalendarDisagreement`."""
        if not self._calendar_checked:
            check_calendar()
            self._calendar_checked = True

    def pack(self, slug: str) -> Pack:
        """The pack in the folder of that name; raises `PackError` or `NotFound`."""
        if slug not in self._packs:
            known = pack_slugs(folders=self.folders)
            if slug not in known:
                raise NotFound(
                    f'there is no rule pack "{slug}": '
                    f"the municipalities here are {', '.join(known)}"
                )
            self._load(slug)
        else:
            self._refresh(slug)
        return self._packs[slug]

    def _load(self, slug: str) -> None:
        # Looked at first: what is written while the pack is read is found at the next look.
        self._seen[slug] = look(slug, self.folders)
        self._packs[slug] = load_pack(slug, folders=self.folders, cache=self.cache)

    def refresh(self) -> None:
        """Load again what has changed on disk; a pack that was broken meanwhile stays as it was."""
        for slug in list(self._packs):
            self._refresh(slug)

    def _refresh(self, slug: str) -> None:
        if changed(self._seen[slug], self.folders):
            try:
                self._load(slug)
            except RulesError as error:
                say_broken(slug, error)

    def of(self, municipality_code: str) -> Pack:
        """The pack of a municipality by its code."""
        for pack in self._packs.values():
            if pack.municipality.code == municipality_code:
                return pack
        for slug in self._likely_first(municipality_code):
            if self.pack(slug).municipality.code == municipality_code:
                return self.pack(slug)
        raise NotFound(f"there is no rule pack for the municipality with code {municipality_code}")

    def _likely_first(self, municipality_code: str) -> list[str]:
        """The packs in which to look for a code: those whose own file holds it come first."""
        found = pack_folders(self.folders)
        return sorted(found, key=lambda slug: not _mentions(found[slug], municipality_code))

    def in_force(self, municipality_code: str, area: str, on: date) -> Rule | None:
        """The rule in force on the day a clock starts; None where there is none that day."""
        try:
            return self.of(municipality_code).rule_in_force(area, on)
        except (NoRuleInForce, UnknownArea):
            return None

    def force_days(self, municipality_code: str, area: str) -> str:
        """The days that have a rule for an area, in words."""
        rules = self.of(municipality_code).rules
        return " and ".join(rule.force_text() for rule in rules if rule.area == area)

    def version(self, municipality_code: str, area: str, version: str | None) -> Rule | None:
        """The version that a case keeps, where the pack still has it."""
        rules = self.of(municipality_code).rules
        return next((r for r in rules if r.area == area and r.version == version), None)


def _mentions(folder: Path, code: str) -> bool:
    try:
        return f'"{code}"' in (folder / MUNICIPALITY).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False


def keep(store: Store, book: RuleBook, rule: Rule, municipality_code: str) -> None:
    """Store the text of a rule that governs a case, once per version, with the file it came
    from."""
    if store.session.get(RuleVersion, (municipality_code, rule.version)):
        return
    if book.version(municipality_code, rule.area, rule.version) is None:
        raise Refused("the rules were changed at this very moment: try again")
    text = book.of(municipality_code).files[rule.file]
    digest = sha256(text.encode()).hexdigest()
    store.add_once(
        PackFile(
            municipality_code=municipality_code,
            sha256=digest,
            path=rule.file,
            text=text,
            stored_at=store.now,
        )
    )
    store.add_once(
        RuleVersion(
            municipality_code=municipality_code,
            version=rule.version,
            area=rule.area,
            content=rule.content,
            pack_sha256=digest,
            stored_at=store.now,
        )
    )


def kept_rule(store: Store, book: RuleBook, case: Case, version: str | None) -> Rule | None:
    """A version that a case keeps: from the pack, or from our own copy once that has changed."""
    if version is None:
        return None
    found = book.version(case.municipality_code, case.area, version)
    return found or stored_rule(store, case.municipality_code, version)


def stored_rule(store: Store, municipality_code: str, version: str) -> Rule | None:
    """A rule as it was when it began to govern a case, whatever has become of its pack since."""
    row = store.session.get(RuleVersion, (municipality_code, version))
    if row is None:
        return None
    return rule_from_content(row.content, version=version, municipality_code=municipality_code)
