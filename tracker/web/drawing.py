"""Templates turned into pages: one environment for each language, everything escaped."""

from collections.abc import Callable
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from notifications.formats import (
    Language,
    clock,
    day_month,
    local_date,
    long_date,
    plain_date,
    prose_date,
    short_date,
)
from tracker.web.assets import Assets
from tracker.web.words import words

LANGUAGES: Final[tuple[Language, ...]] = ("da", "en")


class Templates:
    """The pages' templates, in both languages."""

    def __init__(self, assets: Assets) -> None:
        self._environments = {language: _environment(language, assets) for language in LANGUAGES}

    def draw(self, language: Language, name: str, values: dict[str, Any]) -> str:
        """A template with its values, as text."""
        return self._environments[language].get_template(name).render(values)

    def environment(self, language: Language) -> Environment:
        """The environment itself, for tests that look at every template."""
        return self._environments[language]


def _environment(language: Language, assets: Assets) -> Environment:
    env = Environment(
        loader=PackageLoader("tracker.web"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    said = words(language)
    env.install_gettext_callables(said.text, said.plural, newstyle=True)  # type: ignore[attr-defined]
    env.globals["asset"] = assets.address
    env.globals["language"] = language
    env.filters.update(_date_filters(language))
    return env


def _date_filters(language: Language) -> dict[str, Callable[..., str]]:
    """Dates as interface.md has them: `{{ day|long_date }}`."""
    return {
        "long_date": lambda day: long_date(day, language),
        "prose_date": lambda day: prose_date(day, language),
        "plain_date": lambda day: plain_date(day, language),
        "day_month": lambda day: day_month(day, language),
        "short_date": short_date,
        "day": lambda moment: short_date(local_date(moment)),
        "clock": lambda moment: clock(moment, language),
    }
