"""Generated archives of any size, and what is measured on them: `manage.py benchmark`."""
