"""Reading: which sentence answers a question, and which words of it."""
