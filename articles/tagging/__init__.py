"""From text to tags: a pure package that knows no database, no settings and no clock."""
