"""`rettidig demo`: live through some months of invented cases on real deadlines."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from notifications.channels.folder import FolderChannel
from notifications.formats import month, weekday
from rules.calendar import FIRST_DAY, LAST_DAY
from rules.local_time import COPENHAGEN
from rules.pack import pack_slugs
from tracker import clock
from tracker.cli.common import note
from tracker.cli.values import read_day
from tracker.demo.bulk import OPEN_DAYS_A_YEAR, crowd_of_lives
from tracker.demo.days import Day, Days
from tracker.demo.ground import Ground, take
from tracker.demo.letters import Shelf, lay_out
from tracker.demo.lives import ORDINARY, TELLING
from tracker.demo.other_lives import ELSEWHERE
from tracker.demo.packs import write_packs
from tracker.demo.people import Crowd
from tracker.demo.script import Life
