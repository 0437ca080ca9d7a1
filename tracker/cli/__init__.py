"""The command line: thin doors that ask the clock, open the office and show what a service
answers."""
