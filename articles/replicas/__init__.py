"""Readers' pages are read from replicas of the database: docs/decisions/read-replicas.md."""
