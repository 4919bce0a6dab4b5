"""The review queue: what waits, one item at a time, answered by single keys."""
