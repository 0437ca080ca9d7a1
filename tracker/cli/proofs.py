"""The proof of a case's notices as a person at a terminal reads it, a fact a line."""

from typing import Any


def print_proof(view: dict[str, Any]) -> None:
    """Whether the journal is whole, and then each notice."""
    print(f"{view['reference']}  {_chain_words(view['journal'])}")
    for notice in view["notices"]:
        _print_notice(notice)


def _chain_words(chain: dict[str, Any]) -> str:
    if chain["intact"]:
        return f"the journal is whole: {chain['entries']} entries"
    place = chain["broken_at"] or chain["altered"][0]
    return f"THE JOURNAL WAS CHANGED at entry {place}"


def _print_notice(notice: dict[str, Any]) -> None:
    in_time = {True: "in time", False: "LATE", None: "not proven"}[notice["in_time"]]
    print(f"\n{notice['kind']} to {notice['party']} about {notice['for_date']}: {in_time}")
    by = "automatic" if notice["automatic"] else notice["approved_by"] or "nobody yet"
    facts = {
        "state": notice["state"],
        "promised until": notice["promised_until"],
        "approved by": by,
        "frozen at": notice["frozen_at"],
        "template": notice["template_version"],
    }
    for way in notice["ways"]:
        same = {True: "equal", False: "NOT EQUAL", None: "no bytes yet"}[way["sha256_equal"]]
        facts[way["channel"]] = f"{way['message']} ({way['state']})"
        facts[f"{way['channel']} dispatched"] = way["dispatched_at"]
        facts[f"{way['channel']} SHA-256"] = f"{way['sha256'] or '-'} ({same})"
    facts["proven available"] = notice["available_at"]
    for name, value in facts.items():
        print(f"  {name}: {value or '-'}")
    for entry in notice["entries"]:
        print(f"  entry {entry['seq']} {entry['kind']} {entry['at']} {entry['hash']}")
