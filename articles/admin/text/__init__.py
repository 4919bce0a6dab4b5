"""Correcting an article in its text: what stands there, what an editor says of it, the page."""
