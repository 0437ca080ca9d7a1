"""What happened in each case, when, and who may see it: the case file, its use cases and the doors
in."""
