"""A task with one owner, one deadline and one outcome, and what gives rise to tasks."""
