"""apply_lessons: brings earlier articles level with what editors made the tagger remember."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.actions.applying import follow
from articles.actions.teaching import LessonError
from articles.models import Lesson
from articles.progress import with_progress
from articles.search import catch_up
from articles.taggers import DatabaseTagger

STEP = 100  # articles that are tagged and counted in one transaction


class Command(BaseCommand):
    help = (
        "Tags the articles again that hold the words of a lesson which an editor applied or took "
        "back, and no others. Corrections are kept. Killed, it goes on where it was."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        lessons = list(Lesson.objects.under_way().select_related("correction"))
        try:
            for lesson in lessons:
                catch_up()
                for _ in with_progress(
                    steps(lesson), self.stderr, f"articles with “{lesson.words}”", lesson.total
                ):
                    pass
                self.stdout.write(told(Lesson.objects.get(pk=lesson.pk)))
        except LessonError as error:
            raise CommandError(str(error)) from error
        catch_up()
        self.stdout.write(f"{len(lessons)} lessons followed")


def steps(lesson: Lesson) -> Iterator[int]:
    """An article a time, so that progress is told in articles."""
    tagger = DatabaseTagger()
    while lesson.is_under_way:
        seen = lesson.seen
        lesson = follow(lesson=lesson, tagger=tagger, at_most=STEP)
        yield from range(seen, lesson.seen)


def told(lesson: Lesson) -> str:
    done = "applied" if lesson.stands else "taken back"
    return f"“{lesson.words}” {done}: {lesson.seen} articles looked at, {lesson.changed} changed"
