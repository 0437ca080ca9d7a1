"""What use cases refuse, by subject: the sentence they raise, and the one a page says instead."""
