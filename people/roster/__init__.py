"""The roster: the register's facts as CSV tables, read and checked without a database."""

from people.roster.folder import read_roster
from people.roster.problems import Problem, RosterError
from people.roster.tables import Roster

__all__ = ["Problem", "Roster", "RosterError", "read_roster"]
