"""The codes of a case in Danish, as a citizen reads them in a dossier."""

from typing import Any, Final

KINDS: Final = {
    "decision": "Svar på ansøgningen",
    "delivery": "Hjælpen begynder",
    "reconsideration": "Svar på klagen",
    "reassessment": "Hjælpen ses efter",
    "supplier-change": "Skift af leverandør",
    "forwarding": "Klagen sendes videre",
}

TRACKS: Final = {"ordinary": "", "acute": " (akut)", "remanded": " (hjemvist)"}

STANDINGS: Final = {
    "on-track": "Løber",
    "at-risk": "Løber, frist snart",
    "overdue": "Overskredet, ikke afgjort",
    "met": "Overholdt",
    "breached": "Overskredet",
    "ended": "Sagen sluttede på anden måde",
    "superseded": "Gælder ikke længere",
    "not-sent": "Afgjort, ikke sendt",
    "without-deadline": "Ingen frist",
}

TOLD: Final = {
    "told-in-time": "Besked i tide",
    "told-late": "Besked for sent",
    "not-told": "Ingen besked",
}

REASONS: Final = {
    "receipt-corrected": "Modtagelsesdatoen blev rettet",
    "remand-corrected": "Datoen for hjemvisningen blev rettet",
    "reclassified": "Sagen blev flyttet til et andet område",
    "acute": "Tidspunktet for det akutte behov blev rettet",
    "acute-set": "Sagen blev akut",
    "acute-cleared": "Sagen var ikke længere akut",
    "decided": "Sagen blev afgjort",
    "decision-corrected": "Afgørelsen blev rettet i journalen",
    "decision-undone": "Der var ikke truffet en afgørelse",
    "delivery-corrected": "Leveringen blev rettet i journalen",
    "closing-day": "Kommunens lukkedage blev ændret",
    "extended": "Fristen blev forlænget med en begrundelse",
    "extension-withdrawn": "Forlængelsen bortfaldt",
    "remanded": "Ankestyrelsen sendte sagen tilbage",
    "reconsidered": "Kommunen traf en ny afgørelse efter klagen",
    "annulled": "Ankestyrelsen ophævede afgørelsen",
    "changed-by-board": "Ankestyrelsen ændrede afgørelsen",
    "grant-ended": "Hjælpen blev sagt fra",
    "reopened": "Sagen blev genoptaget",
    "board-answered": "Ankestyrelsen svarede",
    "supplier-kept": "Borgeren beholdt leverandøren",
    "reassessment-opened": "Hjælpen blev set efter på ny",
}

ROLES: Final = {
    "applicant": "Ansøger",
    "custody-holder": "Forældremyndighedsindehaver",
    "child": "Barn",
    "guardian": "Værge",
    "representative": "Partsrepræsentant",
    "reporter": "Den, der henvendte sig",
}

OUTCOMES: Final = {
    "granted": "bevilget",
    "partly": "delvist bevilget",
    "refused": "afslag",
    "unchanged": "hjælpen fortsætter uændret",
    "new-decision": "ny afgørelse",
    "upheld": "fastholdt",
    "withdrawn": "trukket tilbage",
    "dismissed": "afvist",
    "changed": "ændret",
    "annulled": "ophævet",
    "remanded": "hjemvist",
}

ENDINGS: Final = {
    "withdrawn": "ansøgningen blev trukket tilbage",
    "died": "ansøgeren døde",
    "moved": "ansøgeren flyttede",
    "transferred": "sagen blev sendt til en anden kommune",
    "dismissed": "ansøgningen blev afvist",
    "joined": "sagen blev lagt sammen med en anden",
}

LETTERS: Final = {
    "acknowledgement": "Kvittering",
    "delay-notice": "Besked om forsinkelse",
    "renewed-delay-notice": "Ny besked om forsinkelse",
    "acute-confirmation": "Bekræftelse på akut sag",
    "remand-receipt": "Kvittering for hjemvist sag",
    "delivery-delay-notice": "Besked om forsinket hjælp",
    "renewed-delivery-delay-notice": "Ny besked om forsinket hjælp",
    "corrected-deadline": "Rettelse af frist",
    "copy": "Kopi til parten",
}

STATES: Final = {
    "draft": "Kladde",
    "approved": "Godkendt",
    "cancelled": "Annulleret, ikke sendt",
    "superseded": "Erstattet, ikke sendt",
    "queued": "Venter på at blive sendt",
    "claimed": "Ved at blive sendt",
    "sent": "Sendt",
    "available": "Nået frem",
    "returned": "Kom retur",
    "failed": "Kunne ikke sendes",
}

CHANNELS: Final = {"digital-post": "Digital Post", "paper": "brev på papir"}

FIELDS: Final = {
    "received": "modtaget",
    "area": "område",
    "supplier": "leverandør",
    "decided_on": "afgjort",
    "sent_on": "sendt",
    "outcome": "udfald",
    "delivered_on": "leveret",
    "acute_from": "akut fra",
    "remand_received_on": "hjemvisning modtaget",
    "name": "navn",
    "address": "adresse",
    "phone": "telefon",
    "language": "sprog",
    "digital_post": "Digital Post",
    "secret_address": "hemmelig adresse",
    "must_be_told": "skal have besked",
    "gets_copy": "får kopi",
    "since_on": "skal have besked fra",
    "died_on": "død",
    "until_on": "part til",
    "represents_until": "fuldmagt til",
    "team": "team",
    "caseworker": "sagsbehandler",
}

EVENTS: Final = {
    "registered": "Ansøgning registreret",
    "remand-received": "Sag hjemvist",
    "acute-set": "Sat akut",
    "acute-cleared": "Ikke længere akut",
    "deadline-set": "Frist sat",
    "deadline-moved": "Frist flyttet",
    "deadline-ended": "Frist ophørt",
    "without-deadline": "Ingen frist",
    "awaiting": "Venter",
    "awaiting-ended": "Venter ikke længere",
    "expected": "Forventning noteret",
    "decided": "Afgjort",
    "decision-sent": "Afgørelse sendt",
    "delivered": "Hjælp leveret",
    "complaint-received": "Klage modtaget",
    "reconsidered": "Genvurderet",
    "forwarded": "Klage sendt videre",
    "board-answered": "Svar fra Ankestyrelsen",
    "effectuated": "Ankestyrelsens afgørelse udført",
    "reminder-received": "Rykker modtaget",
    "reminder-answered": "Rykker besvaret",
    "heard": "Partshøring",
    "hearing-answered": "Partshøring besvaret",
    "follow-up-planned": "Opfølgning planlagt",
    "follow-up-done": "Opfølgning holdt",
    "supplier-asked": "Anden leverandør ønsket",
    "supplier-kept": "Leverandør beholdt",
    "supplier-changed": "Leverandør skiftet",
    "grant-ended": "Hjælp sagt fra",
    "reclassified": "Flyttet til andet område",
    "split": "Delt i flere sager",
    "joined": "Lagt sammen",
    "handed-over": "Overdraget",
    "reopened": "Genoptaget",
    "reassessment-opened": "Hjælpen ses efter på ny",
    "corrected": "Rettelse",
    "ended": "Sluttet",
    "notice-drafted": "Brev begyndt",
    "notice-approved": "Brev godkendt",
    "notice-withdrawn": "Brev trukket tilbage",
    "letter-sent": "Brev sendt",
    "letter-available": "Brev nået frem",
    "letter-returned": "Brev kom retur",
    "letter-failed": "Brev kunne ikke sendes",
    "task-opened": "Opgave åbnet",
    "task-done": "Opgave løst",
    "party-changed": "Part ændret",
    "dossier-made": "Sagen udleveret",
}


KEYS: Final = {
    "act_by": "sidste arbejdsdag",
    "annuls": "ophæver",
    "area": "område",
    "automatic": "automatisk",
    "available_at": "nået frem",
    "cause": "årsag",
    "changed": "ændret",
    "channel": "kanal",
    "due_on": "frist",
    "ending": "sluttede",
    "expected_on": "ventes",
    "fact": "oplysning",
    "for_date": "om datoen",
    "form": "kom som",
    "grant": "bevilling",
    "grants": "bevillinger",
    "journaled_on": "journaliseret",
    "kind": "hvad",
    "letter": "brev",
    "new": "nu",
    "of": "om",
    "old": "før",
    "old_due_on": "gammel frist",
    "outcome": "udfald",
    "partial": "delvist",
    "party": "part nr.",
    "promised_until": "lovet senest",
    "purpose": "formål",
    "reason": "grund",
    "received_on": "modtaget",
    "remanded": "hjemvist",
    "role": "rolle",
    "since": "siden",
    "state": "status",
    "task": "opgave",
    "track": "forløb",
    "why": "hvorfor",
    "with_cpr": "med CPR-nummer",
    "with_notes": "med interne noter",
}

#: What stands as a value in the journal; other texts stand as they were written.
VALUES: Final = {
    **{code: text.lower() for code, text in STATES.items()},
    **CHANNELS,
    **OUTCOMES,
    **{code: text.lower() for code, text in (REASONS | LETTERS).items()},
    "decision": "svar på ansøgningen",
    "delivery": "levering af hjælp",
    "reconsideration": "svar på klagen",
    "reassessment": "ny vurdering af hjælpen",
    "supplier-change": "skift af leverandør",
    "forwarding": "videresendelse af klagen",
    "ordinary": "almindelig",
    "acute": "akut",
    "remanded": "hjemvist",
    "caseworker": "sagsbehandler",
    "team-leader": "teamleder",
    "digital": "digital ansøgning",
    "letter": "brev",
    "oral": "mundtlig ansøgning",
    "registered": "tilmeldt",
    "exempt": "fritaget",
    "unknown": "ukendt",
}


def word(table: dict[str, str], code: Any) -> str:
    """A code in Danish; a code without a word stands as it is, so that nothing is lost."""
    return "" if code is None else table.get(str(code), str(code))
