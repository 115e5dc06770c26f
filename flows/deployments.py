"""The three deployments: which flow, when by itself, and at most once at a time."""

from datetime import timedelta

from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Interval, Schedule
from prefect.types.entrypoint import EntrypointType

from flows.dispatch_approved import dispatch_approved
from flows.prepare_case import prepare_case
from flows.watch_duties import watch_duties

NAME = "kinward"
# Before any office of the United States opens, on the day that it opens.
_EARLY = Cron("0 6 * * *", timezone="UTC")


async def the_three(dispatch_every_minutes: int | None) -> tuple[RunnerDeployment, ...]:
    """Return the deployments; packets leave by themselves only where minutes are given."""
    dispatching: Schedule | None = (
        Interval(timedelta(minutes=dispatch_every_minutes)) if dispatch_every_minutes else None
    )
    plans = ((prepare_case, None), (dispatch_approved, dispatching), (watch_duties, _EARLY))
    return tuple(
        [
            await flow.ato_deployment(
                name=NAME,
                schedules=[schedule] if schedule else [],
                concurrency_limit=1,
                # By module: a copy of the file elsewhere is not what runs.
                entrypoint_type=EntrypointType.MODULE_PATH,
            )
            for flow, schedule in plans
        ]
    )
