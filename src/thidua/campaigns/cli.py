"""`thidua campaigns …`."""

from datetime import datetime
from pathlib import Path

import click
from django.db import DatabaseError
from django.utils import timezone

from thidua.campaigns import actions
from thidua.campaigns.models import Campaign, PlanVersion, find_parent, problems_under
from thidua.kernel.errors import RuleBroken
from thidua.plans.outside import check_bytes, locate
from thidua.plans.rules import Plan
from thidua.plans.rules.reading import Problem

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
INSTANT = click.DateTime(["%Y-%m-%dT%H:%M:%S%z"])
REFUSED = 3


@click.group()
def campaigns() -> None:
    """Check, publish and show the plans of campaigns."""


@campaigns.command()
@FILE
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", help="Words of problems.")
@click.pass_context
def check(context: click.Context, file: Path, lang: str) -> None:
    """Name every problem of a plan as FILE:LINE:COLUMN: words; exit code 3 where there is one."""
    content = file.read_bytes()
    plan, found = check_bytes(content)
    if plan is not None:
        found += locate(content, _under(plan))
    for located in sorted(found, key=lambda each: (each.line, each.column)):
        click.echo(f"{file}:{located.line}:{located.column}: {located.text(lang)}")
    if plan is None or not all(located.problem.is_remark for located in found):
        context.exit(REFUSED)
    for row in _summary(plan):
        click.echo("\t".join(row))


def _under(plan: Plan) -> tuple[Problem, ...]:
    """Compare with the parent plan where the database knows it; remark it where not."""
    try:
        above = find_parent(plan)
    except DatabaseError:  # a file can be checked before there is a store
        above = Problem(("parent",), "campaigns.parent-unknown", {})
    if isinstance(above, Problem):
        return (Problem(above.path, "campaigns.parent-not-looked-at", {"parent": plan.parent}),)
    return problems_under(plan)


def _summary(plan: Plan) -> list[tuple[str, str]]:
    period = plan.period
    return [
        ("code", f"{plan.code} v{plan.version}"),
        ("name", plan.name),
        ("period", f"{period.first} – {period.last} ({len(period)})"),
        ("root", plan.root),
        ("groups", ", ".join(group.code for group in plan.groups)),
        ("stages", ", ".join(stage.code for stage in plan.stages) or "–"),
        ("criteria", ", ".join(criterion.code for criterion in plan.criteria)),
        ("measures", ", ".join(plan.measures)),
        ("points", str(plan.total_points)),
    ]


@campaigns.command()
@FILE
@click.option("--actor", required=True, help="The seat that acts.")
@click.option("--at", type=INSTANT, help="The instant with its time zone; now when left out.")
def publish(file: Path, actor: str, at: datetime | None) -> None:
    """Publish a plan for good, and print its receipt."""
    receipt, _event = actions.publish_plan(
        content=file.read_bytes(), actor=actor, at=at or timezone.now()
    )
    click.echo(receipt.note, nl=False)


@campaigns.command("list")
def show_all() -> None:
    """List the campaigns with their newest plan."""
    for campaign in Campaign.objects.order_by("code"):
        newest = PlanVersion.objects.in_force(campaign.code)
        period = newest.plan.period
        click.echo(
            f"{campaign.code}\t{newest.version}\t{period.first}\t{period.last}\t{campaign.name}"
        )


@campaigns.command()
@click.argument("code")
def children(code: str) -> None:
    """List the plans under a campaign's newest plan, and those still under an older version."""
    newest = PlanVersion.objects.in_force(code)
    for child in newest.children():
        above = child.parent.version if child.parent else 0
        mark = "" if above == newest.version else f"kế hoạch cấp dưới còn theo bản {above}"
        click.echo(f"{child.campaign_id}\t{child.version}\t{code}@{above}\t{mark}")


@campaigns.command()
@click.argument("code")
@click.option("--version", type=int, help="A version; the newest when left out.")
def show(code: str, version: int | None) -> None:
    """Print a published plan, byte for byte."""
    found = PlanVersion.objects.in_force(code)
    if version is not None:
        wanted = PlanVersion.objects.filter(campaign=code, version=version).first()
        if wanted is None:
            raise RuleBroken("campaigns.no-version", campaign=code, version=version)
        found = wanted
    click.echo(bytes(found.content), nl=False)


@campaigns.command()
def export() -> None:
    """Write all published plans among the published files again, where they are missing."""
    for path in actions.export_plans():
        click.echo(path)
