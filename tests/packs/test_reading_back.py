"""A rule that a case keeps reads back as it was, whatever becomes of its pack."""

from dataclasses import replace
from hashlib import sha256

import pytest

from rules.pack import load_pack, pack_slugs
from rules.rule_reading import rule_from_content


@pytest.mark.parametrize("slug", pack_slugs())
def test_every_rule_reads_back_from_its_stored_content(slug: str) -> None:
    for rule in load_pack(slug).rules:
        assert sha256(rule.content.encode()).hexdigest() == rule.version
        back = rule_from_content(
            rule.content, version=rule.version, municipality_code=rule.municipality_code
        )
        assert back == replace(rule, warnings=(), file="")
