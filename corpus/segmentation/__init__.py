"""Pages to articles: lines are measured, unwrapped into blocks, and blocks joined into articles."""
