"""From a message as typed to a question, alone or within a talk."""
