"""Alembic's scripts; they ship with the package and are run by `data.store.upgrade`."""
