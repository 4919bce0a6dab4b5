"""Measuring the archive on invented texts, so that figures can be had anywhere and name nobody."""
