"""The one door for writes that touch several rows."""
