"""A whole case for an ombudsman or a subject access request: its values, its story, its pages."""
