"""A question understood: its kind, what it wants, and what must hold of its answer."""
