"""`kinward serve`: Prefect's page, the deployments and the hand-over, on loopback."""

import argparse

from flows.serve import ServePlan, serve
from kinward.cli.arguments import Parser, describe, port, whole_number
from kinward.cli.endings import DONE
from kinward.cli.screen import Screen
from kinward.handover import Server
from kinward.settings import made, settings


def fill(parser: Parser) -> None:
    """Say what `serve` takes."""
    describe(
        parser,
        "Run Kinward's server: `prepare` hands its cases over to it, duties are watched daily,\n"
        "and Prefect's own page shows the runs. Ends with Ctrl-C.",
        "kinward serve --port 4200",
    )
    parser.add_argument(
        "--port", metavar="N", type=port, help="of the page (else KINWARD_PORT, 4200)"
    )
    parser.add_argument(
        "--dispatch-every",
        metavar="MINUTES",
        type=whole_number,
        help="deliver approved packets by themselves; without it only `kinward send` does",
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, screen: Screen) -> int:
    """Serve until told to end."""
    found = settings(asked.home)
    number = found.serve_port if asked.port is None else asked.port

    def ready(server: Server) -> None:
        screen.say(f"Kinward {server.version} serves {found.home}", f"Page: {server.page}")
        screen.out.flush()

    plan = ServePlan(made(found.home), number, asked.dispatch_every or None)
    serve(plan, ready)
    return DONE
