"""Which words of a sentence answer: the options, and how well each sits in the gap."""
