"""The only door for writes that touch several rows. Admin, commands and views call it.

Actions are keyword-only; those that a person decides take `by=`.
"""
