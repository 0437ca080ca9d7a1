"""The demonstration: invented people, their applications on published deadlines, and the days
they live through."""
