"""The people around a person: namesakes, and who is mentioned together with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from articles.models import Together
from articles.profiles.leads import kicker_of, main_post
from articles.speakers import Posts, holds
from people.held_posts import place_of
from people.models import Alias, Membership, Person

SHOWN = 8


class Known(NamedTuple):
    """Somebody, who that is, and in how many stories both are named."""

    person: Person
    who: str
    stories: int = 0


@dataclass(frozen=True)
class Circle:
    """A person's own posts are read together with those of the others."""

    posts: Posts
    namesakes: Sequence[Known]
    together: Sequence[Known]


def circle_of(person: Person, day: date, *, with_stories: bool = True) -> Circle:
    """Six queries, whatever the number. Stories as of an earlier day are not kept: none then."""
    namesakes = namesakes_of(person)
    pairs = [*Together.objects.filter(entity=person)[:SHOWN]] if with_stories else []
    people = Person.objects.in_bulk([pair.other_id for pair in pairs])
    posts = Posts([person.pk, *(other.pk for other in namesakes), *people])

    def who(other: Person) -> str:
        return kicker_of(posts.of(other.pk), posts.offices(other.pk), day)

    return Circle(
        posts,
        [Known(other, told_apart(posts, other, day)) for other in namesakes],
        [
            Known(people[pair.other_id], who(people[pair.other_id]), pair.articles)
            for pair in pairs
            if pair.other_id in people
        ],
    )


def told_apart(posts: Posts, other: Person, day: date) -> str:
    """ "the former MP of that name for Brill", "the councillor of that name in Corby"."""
    post = main_post(posts.of(other.pk), day)
    if post is None:
        office = kicker_of([], posts.offices(other.pk), day)
        return f"the {office} of that name" if office else ""
    former = "" if holds(post, day) else "former "
    return f"the {former}{post.get_role_display()} of that name {_where(post)}"


def _where(post: Membership) -> str:
    if post.place and post.place.kind == post.place.Kind.COUNCIL:
        return f"in {post.place.localauthority.short_name}"
    return f"for {place_of(post)}"


def namesakes_of(person: Person) -> list[Person]:
    """Others of the register who are called the same, or are written so in the press."""
    aliased = Alias.objects.filter(text=person.name, kind=Alias.Kind.STATED)
    same = Q(name=person.name) | Q(pk__in=aliased.values("entity"))
    return list(Person.objects.filter(same).exclude(pk=person.pk).order_by("slug"))
