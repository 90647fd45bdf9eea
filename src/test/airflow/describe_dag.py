"""Imports a DAG file beside stand-ins for the parts of Airflow that it names, and prints as JSON what it builds.

Arguments: the DAG file; the value of ONE_TASK, where it has one. The stand-ins only remember what they are given; the file's own functions
are the real ones.
"""

import ast
import json
import sys
import types

ANSWER = sys.stdout
sys.stdout = sys.stderr  # whatever the DAG file prints is not part of the answer

TASKS = []
FILES = {}


class AirflowException(Exception):
    pass


class AirflowFailException(AirflowException):
    pass


class AirflowSkipException(AirflowException):
    pass


class Operator:
    def __init__(self, **arguments):
        self.arguments = arguments
        self.later = []
        TASKS.append(self)

    def __rshift__(self, others):
        self.later += others if isinstance(others, list) else [others]
        return others


class SparkSubmitOperator(Operator):
    failure = None

    def execute(self, context):
        if SparkSubmitOperator.failure:
            raise AirflowException(SparkSubmitOperator.failure)


class Dag:
    def __init__(self, **arguments):
        self.arguments = arguments

    def __enter__(self):
        return self

    def __exit__(self, *thrown):
        pass


class Path:
    def __init__(self, uri):
        self.uri = uri

    def read_text(self):
        return FILES[self.uri]


class Attempt:
    """A task's try: with 3 retries, number 4 is the last."""

    max_tries = 3

    def __init__(self, try_number, codes=(), states=()):
        self.try_number = try_number
        self.codes = list(codes)
        self.states = states
        self.pushed = {}

    def xcom_push(self, key, value):
        self.pushed[key] = value

    def xcom_pull(self, task_ids, key):
        return self.codes

    def get_dagrun(self):
        return self

    def get_task_instances(self):
        return [types.SimpleNamespace(task_id=name, state=state) for name, state in self.states]


def module(name, **members):
    made = types.ModuleType(name)
    vars(made).update(members)
    sys.modules[name] = made


module("airflow", DAG=Dag)
module("airflow.datasets", Dataset=lambda uri: uri)
module(
    "airflow.exceptions",
    AirflowException=AirflowException,
    AirflowFailException=AirflowFailException,
    AirflowSkipException=AirflowSkipException,
)
module("airflow.io.path", ObjectStoragePath=Path)
module("airflow.operators.python", BranchPythonOperator=Operator, PythonOperator=Operator)
module("airflow.providers.apache.spark.operators.spark_submit", SparkSubmitOperator=SparkSubmitOperator)

text = open(sys.argv[1], encoding="utf-8").read()
tree = ast.parse(text)
calls = [
    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    for node in ast.walk(tree)
    if isinstance(node, ast.Call)
]
for node in tree.body:
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ONE_TASK":
        node.value = ast.copy_location(ast.Constant(sys.argv[2] == "True"), node.value)
dag_file = {"__name__": "dag_file"}
exec(compile(tree, sys.argv[1], "exec"), dag_file)


COMMAND = [task for task in TASKS if isinstance(task, SparkSubmitOperator)][-1]


def end_of(failure, try_number, run_json=None):
    """What the last command's execute does when the operator fails with this message."""
    FILES.clear()
    if run_json is not None:
        FILES["hdfs:///valora/ratings/runs/2026-01-31/run.json"] = run_json
    SparkSubmitOperator.failure = failure
    attempt = Attempt(try_number)
    thrown = "nothing"
    try:
        COMMAND.execute({"ds": "2026-01-31", "ti": attempt})
    except AirflowException as exception:
        thrown = type(exception).__name__
    return {"thrown": thrown, "code": attempt.pushed.get("exit_code")}


def branch_of(codes, states=()):
    try:
        return dag_file["what_follows"](Attempt(1, codes, states), [name for name, _ in states])
    except AirflowException as exception:
        return type(exception).__name__


def client(code):
    return f"Cannot execute: spark-submit --master yarn valora.jar. Error code is: {code}."


KUBERNETES = "Cannot execute: spark-submit. Error code is: 0. Kubernetes spark exit code is: 1"

print(
    json.dumps(
        {
            "calls": calls,
            "retries": dag_file["dag"].arguments["default_args"]["retries"],
            "tasks": [
                {
                    "id": task.arguments["task_id"],
                    "args": task.arguments.get("application_args", []),
                    "application": task.arguments.get("application", ""),
                    "class": task.arguments.get("java_class", ""),
                    "properties": task.arguments.get("properties_file", ""),
                    "outlets": task.arguments.get("outlets", []),
                    "later": [later.arguments["task_id"] for later in task.later],
                }
                for task in TASKS
            ],
            "ends": {
                "fine": end_of(None, 1),
                "unexpected": end_of(client(1), 1),
                "request": end_of(client(2), 1),
                "data": end_of(client(3), 1),
                "gate": end_of(client(4), 1),
                "busy": end_of(client(5), 1),
                "busy at last": end_of(client(5), 4),
                "resources": end_of(client(6), 1),
                "alarm": end_of(client(7), 1),
                "waits": end_of(client(8), 1),
                "retrained": end_of(client(9), 1),
                "gate in cluster mode": end_of(client(1), 1, '{"code": 4}'),
                "data on kubernetes": end_of(KUBERNETES, 1, '{"code": 3}'),
                "old success": end_of(client(1), 1, '{"code": 0}'),
                "still running": end_of(client(1), 1, "{}"),
            },
            "branches": {
                "fine": branch_of([None, None], [("train", "success"), ("evaluate", "success")]),
                "gate": branch_of([None, 4], [("train", "success"), ("evaluate", "skipped")]),
                "busy": branch_of([5, None], [("train", "skipped"), ("evaluate", "skipped")]),
                "failed": branch_of([3, None], [("train", "failed"), ("evaluate", "upstream_failed")]),
                "waits": branch_of([7, 8], [("monitor", "success"), ("watch", "skipped")]),
                "retrained": branch_of([7, 9], [("monitor", "success"), ("watch", "success")]),
                "mended": branch_of([1, None], [("train", "success"), ("evaluate", "success")]),
            },
        }
    ),
    file=ANSWER,
)
