"""The worker: a clock that runs sweep and dispatch; work is found by state, so a run may come
twice, late or not at all."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from notifications.channels import Channel
from notifications.errors import NotificationError
from notifications.webhooks import HttpSender
from rules.errors import RulesError
from rules.local_time import COPENHAGEN
from tracker import clock, slots
from tracker.errors import TrackerError
from tracker.office import Office
from tracker.services.dispatching import dispatch
from tracker.services.passing import announce_passing
from tracker.services.reminding import remind_of_closing_days
from tracker.services.sweeping import sweep
from tracker.services.webhook_dispatching import send_events

log = logging.getLogger("rettidig.worker")

#: Every quarter of an hour, so that acute cases are seen several times a day; not between 02 and
#: 03, an hour that summer time skips in March and repeats in October.
MINUTES: Final = 15
HOURS: Final = "0-1,3-23"

#: What stops a worker: a service manager, or somebody at the keyboard.
STOPS: Final = frozenset({signal.SIGTERM, signal.SIGINT})

Run = Callable[[datetime], None]


class Stopping(Exception):
    """The worker was asked to stop; raised between two cases or letters, never inside one."""


class Worker:
    """One worker process."""

    def __init__(self, office: Office, channel: Channel) -> None:
        self.office = office
        self.channel = channel
        self.holder = f"{socket.gethostname()}:{os.getpid()}"
        self._stop = threading.Event()
        self._jobs: dict[str, Run] = {
            "sweep": self._sweep,
            "dispatch": self._dispatch,
            "closing-days": self._closing_days,
            "webhooks": self._webhooks,
        }

    def run(self) -> None:
        """Look once at start-up whatever the slots say, then run by the clock until SIGTERM."""
        # The signals wait until they are asked for, here or between two cases: a handler could
        # interrupt this thread while it holds the very lock that the handler needs.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        self._check_calendar()
        for job in self._jobs:
            self._run(job, clock.now())
        scheduler = BackgroundScheduler(
            timezone=COPENHAGEN,
            # A run that comes late is run all the same, and several missed ones once.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        for job in self._jobs:
            trigger = CronTrigger(hour=HOURS, minute=f"*/{MINUTES}", timezone=COPENHAGEN)
            scheduler.add_job(self._tick, trigger, args=[job], id=job)
        scheduler.start()
        log.info("worker %s runs every %s minutes", self.holder, MINUTES)
        log.info("asked to stop (signal %s)", signal.sigwait(STOPS))
        self._stop.set()
        scheduler.shutdown(wait=True)
        log.info("worker %s stopped", self.holder)

    def _check_calendar(self) -> None:
        try:
            self.office.book.check_calendar()
        except RulesError as error:
            log.error("%s; letters already due still go", error)

    def _tick(self, job: str) -> None:
        """One tick of the clock: run the slot unless another process has it or had it."""
        now = clock.now()
        slot = _slot_of(now)
        try:
            if slots.claim(self.office, job, slot, self.holder, now=now) and self._run(job, now):
                slots.finish(self.office, job, slot, self.holder, now=clock.now())
        except TrackerError as error:
            log.error("%s: %s", job, error)

    def _run(self, job: str, now: datetime) -> bool:
        """Run a job; a failure is logged with ids and states alone, and the clock goes on."""
        try:
            self._jobs[job](now)
        except Stopping:
            return False
        except (TrackerError, RulesError, NotificationError) as error:
            log.error("%s failed: %s", job, error)
            return False
        return True

    def _pause_to_stop(self) -> None:
        if self._stop.is_set() or signal.sigpending() & STOPS:
            raise Stopping

    def _sweep(self, now: datetime) -> None:
        done = sweep(self.office, now=now, progress=self._pause_to_stop)
        log.info("swept %s cases, %s things made", done.looked_at, len(done.made))
        for line in done.failed:
            log.error("sweep: %s", line)

    def _dispatch(self, now: datetime) -> None:
        done = dispatch(
            self.office, self.channel, now=now, holder=self.holder, progress=self._pause_to_stop
        )
        log.info("sent %s letters, cancelled %s", done.sent, done.cancelled)
        for line in done.failed:
            log.error("dispatch: %s", line)

    def _closing_days(self, now: datetime) -> None:
        for line in remind_of_closing_days(self.office, self.holder, now=now):
            log.warning("%s", line)

    def _webhooks(self, now: datetime) -> None:
        step = self._pause_to_stop
        announce_passing(self.office, now=now, progress=step)
        sender = HttpSender(private=self.office.settings.webhook_private, moment=clock.now)
        done = send_events(self.office, sender, now=now, holder=self.holder, progress=step)
        log.info("sent %s events", done.sent)
        for line in done.failed:
            log.warning("%s", line)


def _slot_of(now: datetime) -> datetime:
    """The quarter of an hour that an instant belongs to."""
    return now - timedelta(
        minutes=now.minute % MINUTES, seconds=now.second, microseconds=now.microsecond
    )
