"""The catalogue of a municipality's rules as pages."""
