"""Telegram as a carrier: updates in, calls out. The only code that knows python-telegram-bot."""

import os

# Durations as timedelta: what python-telegram-bot's next major version gives, and 22 warns about.
os.environ.setdefault("PTB_TIMEDELTA", "1")
