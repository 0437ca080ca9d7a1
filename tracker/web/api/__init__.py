"""The JSON API, version 1: the same use cases as the pages, for systems that push applications and
pull deadlines."""
