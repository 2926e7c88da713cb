"""From hits to an answer: pure, no engine, no network."""
