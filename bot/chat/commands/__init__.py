"""One file a command; this table feeds the handlers, the menus, `/help` and the docs' test."""

from bot.chat.commands import ask, help, latest, reload, start  # noqa: A004 -- named as its command

COMMANDS = (
    start.COMMAND,
    help.COMMAND,
    ask.COMMAND,
    latest.COMMAND,
    reload.RELOAD,
    reload.ROLLBACK,
)
