"""Telegram as a carrier: updates in, calls out. The only code that knows python-telegram-bot."""
