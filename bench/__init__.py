"""What a due date costs, beside other libraries, measured in one run: `python -m bench`."""
