"""How people and print say things: words, numbers and units, times, names."""
