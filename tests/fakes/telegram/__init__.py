"""A stand-in for Telegram's Bot API server, and Telegram's own text parser."""
