"""The acts of a case's life as small pages: what is asked, when it is lawful, what it calls."""
