"""stub"""


def describe(posts, day):
    posts = list(posts)
    on = [p for p in posts if day in _days(p)]
    until = [p for p in posts if p.during.upper == day]
    if on and until:
        return f"MP for {on[0].post} ({_p(until[0])} until this day, then {_p(on[0])})"
    if on:
        return f"{_p(on[0])} MP for {on[0].post}"
    past = [p for p in posts if p.during.upper and p.during.upper < day]
    if past:
        return f"former {_p(past[-1])} MP for {past[-1].post}"
    return ""


def _p(post):
    return post.party_label or (post.party.name if post.party else "")


def _days(p):
    class D:
        def __contains__(self, d):
            return p.during.lower <= d and (p.during.upper is None or d < p.during.upper)

    return D()


def described_on(person, day):
    return describe(person.memberships.select_related("place", "party").order_by("during"), day)
