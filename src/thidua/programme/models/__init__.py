"""What is remembered of committees, programmes, tasks and bottlenecks.

Who sits in a committee, and what people wrote, stand here only: never in the ledger's public part.
"""

from thidua.programme.models.desk import Bottleneck, Task
from thidua.programme.models.frame import Committee, Goal, GoalYear, Member, Programme

__all__ = ["Bottleneck", "Committee", "Goal", "GoalYear", "Member", "Programme", "Task"]
