"""worker: takes jobs from the queue, one after another, until it is stopped."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from articles.tasks import retry_stalled


class Command(BaseCommand):
    help = (
        "Takes jobs from the queue: tagging, and fetching the sources when it is their time. Start "
        "as many as there are cores, on any machine with the same DATABASE_URL. Ctrl-C lets it end "
        "what it is at; killed, it loses nothing: others take over its job."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="End when the queue is empty.")

    def handle(self, *args: Any, **options: Any) -> None:
        connector = app.connector
        assert isinstance(connector, DjangoConnector)
        with app.replace_connector(connector.get_worker_connector()):
            # In the main thread, where signals are heard.
            asyncio.run(self.work(options["once"]))

    async def work(self, once: bool) -> None:
        heartbeat = settings.WORKER_HEARTBEAT
        async with app.open_async():
            if put_back := await retry_stalled():
                self.stderr.write(f"{put_back} jobs of workers that are gone were put back")
            self.stderr.write("Waiting for jobs." if not once else "Working until none is left.")
            await app.run_worker_async(
                concurrency=1,
                wait=not once,
                delete_jobs="successful",
                fetch_job_polling_interval=min(5.0, heartbeat),
                update_heartbeat_interval=heartbeat,
                stalled_worker_timeout=3 * heartbeat,
                shutdown_graceful_timeout=60,
            )
