"""An invented municipality with quality standards, a change of a limit, and words that try to be
code."""

from datetime import date
from pathlib import Path
from typing import Final

from rules.pack import Pack
from tests.packs.sample import sample

ON: Final = date(2026, 6, 1)

HOME: Final = """\
name     = "Prøve Kommune"
code     = "0999"
status   = "unconfirmed"
table    = "part"
source   = "https://example.dk/frister"
remanded = { same = true, at_most = "4 uger" }
acute    = { decision = "straks", delivery = "straks" }
standard = "pleje"
fallback = { within = "12 uger", source = "https://example.dk/frister" }

[contact]
phone      = "12345678"
duty_phone = "12345679"

[[quality_standard]]
id                    = "pleje"
title                 = "Personlig og praktisk hjælp"
state                 = "adopted"
adopted_by            = "byrådet"
adopted_on            = 2026-02-24
in_force_from         = 2026-03-01
heard                 = [{ body = "Seniorråd", on = 2026-01-20 }, { body = "Handicapråd" }]
supplier_requirements = ["Leverandøren ringer, hvis hjælpen bliver forsinket."]
source                = "https://example.dk/standarder"

[[quality_standard]]
id    = "mad"
title = "Madservice"
state = "in-hearing"
"""

AREAS: Final = """\
title = "Ældre og omsorg"

[[area]]
id         = "rengoering"
title      = "Rengøring <script>alert(1)</script>"
phrase     = "rengøring"
law        = ["serviceloven § 83"]
former_law = ["serviceloven § 71"]
decision   = { within = "15 hverdage" }
delivery   = { within = "12 hverdage" }
adopted_on = 2026-02-24

[[area]]
id       = "formel"
title    = "=HYPERLINK(1)"
phrase   = "formel"
decision = { within = "10-12 uger", published = "Ti til tolv uger" }
acute    = { decision = "24 timer", delivery = "2 døgn" }
remanded = { within = "2 uger" }
source   = "byrådet, punkt 7"

[[area]]
id             = "mad"
title          = "Mad"
phrase         = "mad"
standard       = "mad"
decision       = { within = "løbende", published = "Løbende optag" }
in_force_until = 2026-08-31

[[area]]
id            = "mad"
title         = "Mad"
phrase        = "mad"
standard      = "mad"
decision      = { within = "2½ måned" }
in_force_from = 2026-09-01
"""


def pack(folder: Path, *, areas: str = AREAS, home: str = HOME) -> Pack:
    """The municipality's pack, read from a new folder."""
    return sample(folder, areas, home)
