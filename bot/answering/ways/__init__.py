"""The ways a question is answered, one module a kind."""
