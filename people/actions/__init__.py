"""The only door for writes of several rows of the register: for admin, commands and archive.

Actions are keyword-only and take `by=`; what they did stands in the history (`people.history`).
"""
