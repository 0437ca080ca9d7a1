"""The codes of a case as the staff pages say them."""

from typing import Final

from tracker.web.words import Words, mark

KINDS: Final = {
    "decision": mark("Afgørelse"),
    "delivery": mark("Levering"),
    "reconsideration": mark("Genvurdering"),
    "forwarding": mark("Videresendelse af klage"),
    "supplier-change": mark("Leverandørskift"),
    "reassessment": mark("Revurdering"),
}
STARTS: Final = {
    "receipt": mark("ansøgningen kom"),
    "remand": mark("afgørelsen fra Ankestyrelsen kom"),
    "decision": mark("afgørelsen"),
    "contact": mark("første kontakt"),
    "discharge": mark("udskrivelsen"),
    "awareness": mark("vi blev opmærksomme på det"),
    "formally-started": mark("sagen blev rejst"),
    "waiting-list": mark("optagelse på venteliste"),
    "complaint": mark("klagen kom"),
    "acute": mark("vi fik kendskab til behovet"),
    "supplier-change-asked": mark("ønsket om ny leverandør kom"),
    "need-changed": mark("behovet ændrede sig"),
}
OUTCOMES: Final = {
    "granted": mark("bevilling"),
    "partly": mark("delvis bevilling"),
    "refused": mark("afslag"),
    "unchanged": mark("uændret"),
    "new-decision": mark("ny afgørelse"),
    "upheld": mark("fastholdt"),
    "withdrawn": mark("trukket tilbage"),
    "dismissed": mark("afvist"),
    "changed": mark("ændret"),
    "annulled": mark("ophævet"),
    "remanded": mark("hjemvist"),
}
ENDINGS: Final = {
    "withdrawn": mark("trukket tilbage"),
    "died": mark("ansøger er død"),
    "moved": mark("flyttet"),
    "transferred": mark("sendt til en anden kommune"),
    "dismissed": mark("afvist"),
    "joined": mark("lagt sammen med en anden sag"),
}
ROLES: Final = {
    "applicant": mark("Ansøger"),
    "custody-holder": mark("Forældremyndighed"),
    "child": mark("Barn"),
    "guardian": mark("Værge"),
    "representative": mark("Repræsentant"),
    "reporter": mark("Den, der henvendte sig"),
}
DIGITAL_POST: Final = {
    "registered": mark("Digital Post"),
    "exempt": mark("fritaget for Digital Post, får brev på papir"),
    "unknown": mark("Digital Post ukendt, får brev på papir"),
}
LANGUAGES: Final = {"da": mark("dansk"), "en": mark("engelsk")}
CAUSES: Final = {
    "doctor": mark("Oplysninger fra læge"),
    "home-visit": mark("Besøg i boligen"),
    "authority": mark("Svar fra en anden myndighed"),
    "applicant": mark("Oplysninger fra ansøger"),
    "many-applications": mark("Mange ansøgninger"),
    "new-caseworker": mark("Ny sagsbehandler"),
    "supplier": mark("Leverandøren"),
    "own-wish": mark("Borgeren har ønsket hjælpen senere"),
    "not-reached": mark("Ikke nået endnu"),
}
LETTERS: Final = {
    "acknowledgement": mark("Vi har modtaget din ansøgning"),
    "delay-notice": mark("Din afgørelse bliver forsinket"),
    "renewed-delay-notice": mark("Din afgørelse bliver forsinket igen"),
    "acute-confirmation": mark("Vi behandler din sag som akut"),
    "remand-receipt": mark("Vi behandler din sag igen"),
    "delivery-delay-notice": mark("Din hjælp bliver forsinket"),
    "renewed-delivery-delay-notice": mark("Din hjælp bliver forsinket igen"),
    "corrected-deadline": mark("Fristen i din sag er rettet"),
    "copy": mark("Kopi af et brev til repræsentanten"),
}
STATES: Final = {
    "draft": mark("Kladde"),
    "approved": mark("I kø"),
    "superseded": mark("Erstattet"),
    "cancelled": mark("Annulleret"),
    "queued": mark("I kø"),
    "claimed": mark("I kø"),
    "sent": mark("Sendt"),
    "available": mark("Fremme"),
    "returned": mark("Ikke fremme"),
    "failed": mark("Ikke fremme"),
}
CHANNELS: Final = {
    "digital-post": mark("Digital Post"),
    "paper": mark("Brev på papir"),
    "folder": mark("Brev"),
}
#: Why a date moved or stopped running.
REASONS: Final = {
    "registered": mark("sagen er registreret"),
    "receipt-corrected": mark("modtagelsen er rettet"),
    "remand-corrected": mark("dagen for hjemvisningen er rettet"),
    "reclassified": mark("sagen er flyttet til et andet område"),
    "acute": mark("det akutte tidspunkt er rettet"),
    "acute-set": mark("sagen er akut"),
    "acute-cleared": mark("sagen er ikke længere akut"),
    "decided": mark("sagen er afgjort"),
    "decision-corrected": mark("afgørelsen er rettet"),
    "decision-undone": mark("der var ikke truffet afgørelse"),
    "complaint-corrected": mark("dagen for klagen er rettet"),
    "reconsideration-corrected": mark("dagen for svaret på klagen er rettet"),
    "reconsideration-undone": mark("klagen var ikke besvaret"),
    "forwarding-corrected": mark("dagen for videresendelsen er rettet"),
    "ending-undone": mark("sagen var ikke lukket"),
    "delivery-corrected": mark("leveringen er rettet"),
    "closing-day": mark("en lukkedag er kommet til"),
    "extended": mark("fristen er forlænget"),
    "extension-withdrawn": mark("forlængelsen er bortfaldet"),
    "remanded": mark("sagen er hjemvist"),
    "reconsidered": mark("der er truffet ny afgørelse"),
    "annulled": mark("afgørelsen er ophævet"),
    "changed-by-board": mark("Ankestyrelsen har ændret afgørelsen"),
    "grant-ended": mark("hjælpen er sagt fra"),
    "board-answered": mark("Ankestyrelsen har svaret"),
    "complaint-received": mark("en klage er kommet"),
    "decision-sent": mark("afgørelsen er sendt"),
    "reassessment-opened": mark("behovet har ændret sig"),
    "remand-received": mark("sagen er hjemvist"),
    "split": mark("sagen er delt"),
    "supplier-asked": mark("ansøger har bedt om en ny leverandør"),
    "supplier-changed": mark("leverandøren er skiftet"),
    "supplier-kept": mark("leverandøren er ikke skiftet"),
    "ended": mark("sagen er lukket"),
    "reopened": mark("sagen er genoptaget"),
}
FACTS: Final = {
    "received": mark("Modtagelsen"),
    "decision": mark("Afgørelsen"),
    "delivery": mark("Leveringen"),
    "acute": mark("Det akutte tidspunkt"),
    "remand-corrected": mark("Dagen for hjemvisningen"),
    "complaint-corrected": mark("Dagen for klagen"),
    "reconsideration-corrected": mark("Dagen for svaret på klagen"),
    "reconsideration-undone": mark("Svaret på klagen"),
    "forwarding-corrected": mark("Dagen for videresendelsen"),
    "ending-undone": mark("Lukningen"),
}
TASKS: Final = {
    "set-date-and-reason": mark("Sæt dato og årsag"),
    "telephone": mark("Ring til ansøger"),
    "reason-missing": mark("Brevet mangler en begrundelse"),
    "late-and-untold": mark("Fristen er gået, og ansøger har ikke fået besked"),
    "send-decision": mark("Send afgørelsen"),
    "no-receipt": mark("Brevet er ikke bekræftet fremme"),
    "letter-failed": mark("Brevet kunne ikke skrives"),
    "death": mark("Ansøger er død: tag stilling til sagen"),
    "answer-reminder": mark("Svar ansøger, der har spurgt til sagen"),
    "resume-help": mark("Skal hjælpen genoptages?"),
    "effectuate": mark("Gennemfør Ankestyrelsens afgørelse"),
    "without-deadline": mark("Find en frist til sagen"),
    "tell-applicant": mark("Fortæl ansøger, hvor sagen er"),
    "forward-complaint": mark("Send klagen videre til Ankestyrelsen"),
    "follow-up": mark("Følg op på hjælpen"),
    "change-supplier": mark("Skift leverandør"),
    "reassess": mark("Revurdér hjælpen"),
    "second-automatic-notice": mark("To breve er gået af sig selv"),
}


def said(table: dict[str, str], code: object, words: Words) -> str:
    """A code in words; one without words stands as it is, so that nothing is lost."""
    return "" if code is None else words.text(table.get(str(code), str(code)))
