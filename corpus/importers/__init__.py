"""One module a page format."""
