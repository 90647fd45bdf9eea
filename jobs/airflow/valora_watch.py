"""Looks once a day whether the ratings model is trained again, on Airflow 2.8 or newer with the Spark provider.

Not run under Airflow proper: that it parses, its tasks and their arguments are tested without it.

The champion is monitored on the new rows by day first, since its newest day alone decides; an alarm of it (code 7) is what the second task decides by. What to do with
an exit code of that one (README.md lists them):

    0        nothing to do
    8        waits for labels, time or other rows: skipped
    9        trained again, and the new run is champion: readers of the model are told
    4        trained, and not promoted: the new rows or their labels have to be looked at
    1, 5     again, later; the same training goes on
    2, 3, 6  a person has to mend the request, the data or the resources: fails at once

In client mode SparkSubmitOperator's exception ends with "Error code is: N."; in cluster mode N is spark-submit's own, so run
this in client mode.

Environment of the Airflow workers: VALORA_HOME, the folder of this repository with its built target/valora.jar;
VALORA_ROOT, the storage root; VALORA_CONF, the Spark properties below VALORA_HOME; VALORA_NEW_ROWS, files of new rows with
labels. Spark's master stands in the connection spark_default.
"""

import os
import re
from datetime import datetime, timedelta, timezone

from airflow import DAG
from airflow.datasets import Dataset
from airflow.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from airflow.operators.python import BranchPythonOperator, PythonOperator
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

JOB = "ratings"
JOB_FILE = "jobs/ratings.yaml"
JAR = "target/valora.jar"
MAIN_CLASS = "io.valora.cli.Main"
HOME = os.environ.get("VALORA_HOME", "/opt/valora")
ROOT = os.environ.get("VALORA_ROOT", "hdfs:///valora")
CONF = os.environ.get("VALORA_CONF", "conf/spark/yarn.conf")
NEW_ROWS = os.environ.get("VALORA_NEW_ROWS", "hdfs:///inbox/ratings/*.csv")

UNEXPECTED, UNUSABLE_MODEL, ALARM, WAITING, RETRAINED = 1, 4, 7, 8, 9
NEEDS_A_PERSON = {2, 3, 6}
TOLD = {UNUSABLE_MODEL, ALARM, WAITING, RETRAINED}
EXIT_CODE = "exit_code"

# What readers of the model wait for.
CHAMPION = Dataset(f"{ROOT}/{JOB}/models/champion.json")


def code_in(message):
    """The exit code that the operator's exception tells, or 1."""
    codes = [int(code) for code in re.findall(r"(?:Error|exit) code is: (\d+)", message)]
    return next((code for code in codes if code > UNEXPECTED), UNEXPECTED)


class ValoraOperator(SparkSubmitOperator):
    """One command of Valora; a decision isn't a failure, and what trying again can't mend isn't tried again."""

    def execute(self, context):
        try:
            super().execute(context)
        except AirflowException as failure:
            code = code_in(str(failure))
            context["ti"].xcom_push(key=EXIT_CODE, value=code)
            if code in NEEDS_A_PERSON:
                raise AirflowFailException(f"Valora ended with code {code}") from failure
            if code == WAITING:
                raise AirflowSkipException("Valora waits: see the log") from failure
            if code not in TOLD:
                raise


def command(name, arguments):
    return ValoraOperator(
        task_id=name,
        name=f"valora {JOB} {name}",
        application=f"{HOME}/{JAR}",
        java_class=MAIN_CLASS,
        properties_file=f"{HOME}/{CONF}",
        application_args=[name, *arguments, "--input", NEW_ROWS, "--root", ROOT],
    )


def what_follows(ti, task_ids):
    """The task that says what became of the look; fails when the command failed."""
    codes = ti.xcom_pull(task_ids=task_ids, key=EXIT_CODE)
    failed = {"failed", "upstream_failed"}
    if any(task.task_id in task_ids and task.state in failed for task in ti.get_dagrun().get_task_instances()):
        raise AirflowFailException("A command failed: see its log")
    if RETRAINED in codes:
        return "retrained"
    return "not_promoted" if UNUSABLE_MODEL in codes else "nothing_to_do"


def say(sentence):
    print(sentence)


def alarm():
    raise AirflowFailException(f"Job {JOB} was trained again and not promoted: look at the new rows and their labels")


with DAG(
    dag_id="valora_watch",
    description="Ratings: monitored, and trained again when it pays",
    schedule="@daily",
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    default_args={
        "retries": 3,
        "retry_delay": timedelta(minutes=5),
        "retry_exponential_backoff": True,
        "max_retry_delay": timedelta(hours=1),
        "execution_timeout": timedelta(hours=12),
    },
    tags=["valora"],
) as dag:
    monitor = command("monitor", ["champion", "--job", JOB, "--by", "day"])
    watch = command("watch", [f"{HOME}/{JOB_FILE}", "--once"])
    outcome = BranchPythonOperator(
        task_id="outcome",
        python_callable=what_follows,
        op_kwargs={"task_ids": ["monitor", "watch"]},
        trigger_rule="all_done",
        retries=0,
    )
    retrained = PythonOperator(
        task_id="retrained",
        python_callable=say,
        op_args=[f"Job {JOB} has a new champion"],
        outlets=[CHAMPION],
    )
    not_promoted = PythonOperator(task_id="not_promoted", python_callable=alarm)
    nothing_to_do = PythonOperator(
        task_id="nothing_to_do",
        python_callable=say,
        op_args=[f"The champion of job {JOB} stays"],
    )
    monitor >> watch >> outcome >> [retrained, not_promoted, nothing_to_do]
