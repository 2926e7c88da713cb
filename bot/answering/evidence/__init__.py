"""Which sentence answers, whether any does, and what speaks against it."""
