"""Text to terms, the same for index and question."""
