"""What answering knows of a corpus, worked out once an article."""
