import pytest
from click.testing import CliRunner

from thidua.accounts.cli import accounts
from thidua.accounts.models import Person
from thidua.kernel.errors import RuleBroken
from thidua.units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def province():
    Unit.objects.create(id="p93", level="province")


def thidua(line, **typed):
    return CliRunner().invoke(accounts, line.split(), catch_exceptions=False, **typed)


def test_a_person_is_added_seated_and_listed():
    typed = "qua cầu đất sét\n" * 2
    assert thidua("add-person lan Lan", input=typed).exit_code == 0
    assert (
        thidua("open-seat s-operator operator p93 --from 2024-01-01 --as s-operator").exit_code == 0
    )
    assert thidua("assign s-operator lan --as s-operator").exit_code == 0
    assert thidua("list").stdout == "s-operator\toperator\tp93\t2024-01-01\t\tlan\n"
    assert thidua("list --unit p01").stdout == ""
    closed = thidua("close-seat s-operator --from 2024-02-01 --as s-operator")
    assert closed.stdout.startswith("thidua.local/ledger")
    assert (
        thidua("list --unit p93").stdout
        == "s-operator\toperator\tp93\t2024-01-01\t2024-02-01\tlan\n"
    )


def test_a_password_is_replaced():
    thidua("add-person lan Lan", input="qua cầu đất sét\n" * 2)
    assert thidua("set-password lan", input="mưa trên sông Hậu\n" * 2).exit_code == 0
    assert Person.objects.get().check_password("mưa trên sông Hậu")


def test_a_weak_password_is_refused_and_nobody_is_added():
    with pytest.raises(RuleBroken, match=r"weak-password"):
        thidua("add-person lan Lan", input="12345\n" * 2)
    assert not Person.objects.exists()
