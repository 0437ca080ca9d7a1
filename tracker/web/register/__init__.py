"""The page "Ny ansøgning": areas, dates and people as they are typed, before anything is saved."""
