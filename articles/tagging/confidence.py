"""How sure is sure enough.

A statement stands on its speaker's page only above the confidence that was measured to be right
98 times in 100 on the development articles (docs/tagging.md, Confidence); an editor's decision
is always enough. Below it, the statement stays in its article and waits for an editor.
"""

LISTED_FROM = 0.8
