"""What the law and the council say: pure functions over dates and dated data."""
