"""One module a page format: an importer reads a page's text into lines."""
