"""From bytes to articles: a pure package that knows no database, no settings and no clock."""
