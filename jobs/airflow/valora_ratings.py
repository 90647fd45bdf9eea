"""Trains and publishes the ratings model once a day, on Airflow 2.8 or newer with the Spark provider.

Not run under Airflow proper: that it parses, its tasks and their arguments are tested without it.

The run's name is the logical date, so that whatever is run again is the same run: what was published ends with 0 and
changes nothing. What to do with an exit code (README.md lists them):

    0        the next task
    1        again, later: anything that no other code names
    5        again, later: another attempt is at work; if it still is at the end, the run is left to it
    4        trained, but not good enough: nothing is published, nothing is tried again
    2, 3, 6  a person has to mend the request, the data or the resources: fails at once

In client mode SparkSubmitOperator's exception ends with "Error code is: N."; in cluster mode N is spark-submit's own,
and the code stands in the run's run.json, which is read where Airflow reaches the storage root. (Code 5 is not in it,
for run.json is the other attempt's: in cluster mode that is a 1.)

Environment of the Airflow workers: VALORA_HOME, the folder of this repository with its built target/valora.jar;
VALORA_ROOT, the storage root; VALORA_CONF, the Spark properties below VALORA_HOME; VALORA_SCORE_INPUT, pairs that a last
task scores with the published model, into scores/ below the job's folder (without it there is no such task). Spark's master and deploy mode stand
in the connection spark_default.
"""

import json
import os
import re
from datetime import datetime, timedelta, timezone

from airflow import DAG
from airflow.datasets import Dataset
from airflow.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from airflow.io.path import ObjectStoragePath
from airflow.operators.python import BranchPythonOperator, PythonOperator
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

# Whether one task runs all stages, in one Spark application, or each stage is a task of its own.
ONE_TASK = False

STAGES = ["ingest", "split", "train", "evaluate", "recommend"]
JOB = "ratings"
JOB_FILE = "jobs/ratings.yaml"
JAR = "target/valora.jar"
MAIN_CLASS = "io.valora.cli.Main"
HOME = os.environ.get("VALORA_HOME", "/opt/valora")
ROOT = os.environ.get("VALORA_ROOT", "hdfs:///valora")
CONF = os.environ.get("VALORA_CONF", "conf/spark/yarn.conf")
SCORE_INPUT = os.environ.get("VALORA_SCORE_INPUT", "")
RUN_ID = "{{ ds }}"

UNEXPECTED, UNUSABLE_MODEL, ALREADY_RUNNING = 1, 4, 5
NEEDS_A_PERSON = {2, 3, 6}
EXIT_CODE = "exit_code"

# What readers of the model wait for.
CHAMPION = Dataset(f"{ROOT}/{JOB}/models/champion.json")


def code_in(message):
    """The exit code that the operator's exception tells, or 1."""
    codes = [int(code) for code in re.findall(r"(?:Error|exit) code is: (\d+)", message)]
    return next((code for code in codes if code > UNEXPECTED), UNEXPECTED)


def code_of_run(run_id):
    """The exit code that the run's run.json tells, or 1."""
    try:
        code = json.loads(ObjectStoragePath(f"{ROOT}/{JOB}/runs/{run_id}/run.json").read_text()).get("code", 0)
    except Exception as unreadable:  # no file, or no way to it from here
        print(f"Cannot read run.json of {run_id}: {unreadable}")
        return UNEXPECTED
    return code or UNEXPECTED


class ValoraOperator(SparkSubmitOperator):
    """One command of Valora; what can't be mended by trying again isn't tried again."""

    def execute(self, context):
        try:
            super().execute(context)
        except AirflowException as failure:
            code = code_in(str(failure))
            if code == UNEXPECTED:
                code = code_of_run(context["ds"])
            self.end(context["ti"], code, failure)

    def end(self, attempt, code, failure):
        attempt.xcom_push(key=EXIT_CODE, value=code)
        if code in NEEDS_A_PERSON:
            raise AirflowFailException(f"Valora ended with code {code}") from failure
        last = attempt.try_number > attempt.max_tries
        if code == UNUSABLE_MODEL or (code == ALREADY_RUNNING and last):
            raise AirflowSkipException(f"Valora ended with code {code}") from failure
        raise failure


def operator(name, arguments):
    return ValoraOperator(
        task_id=name,
        name=f"valora {JOB} {RUN_ID} {name}",
        application=f"{HOME}/{JAR}",
        java_class=MAIN_CLASS,
        properties_file=f"{HOME}/{CONF}",
        application_args=[name, *arguments, "--root", ROOT],
    )


def command(name):
    return operator(name, [f"{HOME}/{JOB_FILE}", "--logical-date", RUN_ID])


def score():
    output = f"{ROOT}/{JOB}/scores/{RUN_ID}"
    return operator("score", [RUN_ID, "--job", JOB, "--input", SCORE_INPUT, "--output", output, "--replace"])


def what_follows(ti, task_ids):
    """The task that says what became of the run; fails when a command failed."""
    codes = ti.xcom_pull(task_ids=task_ids, key=EXIT_CODE)
    if UNUSABLE_MODEL in codes:
        return "not_good_enough"
    if ALREADY_RUNNING in codes:
        return "left_to_another_attempt"
    failed = {"failed", "upstream_failed"}
    if any(task.task_id in task_ids and task.state in failed for task in ti.get_dagrun().get_task_instances()):
        raise AirflowFailException("A command failed: see its log")
    return "published"


def say(sentence):
    print(sentence)


with DAG(
    dag_id="valora_ratings",
    description="Ratings to a published model and every user's list",
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
    names = ["run"] if ONE_TASK else STAGES
    commands = [command(name) for name in names]
    for earlier, later in zip(commands, commands[1:]):
        earlier >> later

    outcome = BranchPythonOperator(
        task_id="outcome",
        python_callable=what_follows,
        op_kwargs={"task_ids": names},
        trigger_rule="all_done",
        retries=0,
    )
    published = PythonOperator(
        task_id="published",
        python_callable=say,
        op_args=[f"Run {RUN_ID} of job {JOB} is the champion"],
        outlets=[CHAMPION],
    )
    not_good_enough = PythonOperator(
        task_id="not_good_enough",
        python_callable=say,
        op_args=[f"Run {RUN_ID} of job {JOB} did not pass its gates; the champion stays"],
    )
    left_to_another_attempt = PythonOperator(
        task_id="left_to_another_attempt",
        python_callable=say,
        op_args=[f"Another attempt is at work on run {RUN_ID} of job {JOB}, and publishes it"],
    )
    commands[-1] >> outcome >> [published, not_good_enough, left_to_another_attempt]
    if SCORE_INPUT:
        published >> score()
