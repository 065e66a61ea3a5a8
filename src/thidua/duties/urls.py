"""Which address shows which screen of a unit's desk."""

from django.urls import path

from thidua.duties.views import bottlenecks, desk, review, tasks

DESK = "units/<str:unit>/programme/"
TASK = f"{DESK}tasks/<nr:nr>/"
BOTTLENECK = f"{DESK}bottlenecks/<nr:nr>/"

app_name = "duties"
urlpatterns = [  # `programme` declares the converter `nr`
    path(DESK, desk.desk, name="desk"),
    path(f"{DESK}tasks/", tasks.tasks, name="tasks"),
    path(f"{DESK}tasks/new/", tasks.new_task, name="new-task"),
    path(TASK, tasks.task, name="task"),
    path(f"{TASK}report/", tasks.report, name="report-task"),
    path(f"{TASK}judge/", tasks.judge, name="judge-task"),
    path(f"{DESK}bottlenecks/", bottlenecks.bottlenecks, name="bottlenecks"),
    path(f"{DESK}bottlenecks.csv", bottlenecks.table, name="bottlenecks-csv"),
    path(f"{DESK}bottlenecks/new/", bottlenecks.new_bottleneck, name="new-bottleneck"),
    path(BOTTLENECK, bottlenecks.bottleneck, name="bottleneck"),
    path(f"{BOTTLENECK}amend/", bottlenecks.amend, name="amend-bottleneck"),
    path(f"{BOTTLENECK}assign/", bottlenecks.assign, name="assign-bottleneck"),
    path(f"{BOTTLENECK}settle/", bottlenecks.settle, name="settle-bottleneck"),
    path(f"{DESK}handling/", bottlenecks.handling, name="handling"),
    path(f"{DESK}handling/<nr:bottleneck>/", bottlenecks.answer, name="answer-bottleneck"),
    path(f"{DESK}review/", review.review, name="review"),
]
