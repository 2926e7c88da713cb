"""Who makes, out of what a corpus folder said before, what it says now: here or in a process."""
