"""What was printed: newspaper pages in, articles and passages out."""
