"""A team's figures as pages, pictures and files."""
