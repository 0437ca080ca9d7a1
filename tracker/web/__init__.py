"""The door for people with a browser, and for the systems that call the JSON API."""
