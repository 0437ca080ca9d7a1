"""The public pages: a municipality's deadlines, and when an answer must come."""
