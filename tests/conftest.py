"""How many examples hypothesis tries: by the profile that `--hypothesis-profile` names."""

from hypothesis import settings

settings.register_profile("deep", max_examples=1000, stateful_step_count=150, deadline=None)
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
