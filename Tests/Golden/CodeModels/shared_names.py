import json

from airflow.providers.standard.operators.bash import BashOperator
from shop import BashOperator_2
from shop.checks import BashOperator as BashOperator_3
from shop.operators import BashOperator as BashOperator_4
from shop.values import json as json_2

BashOperator(task_id="load")
BashOperator_4(task_id="load")
BashOperator_3(task_id="load")
json_2(task_id="load")
BashOperator_2(task_id="load")
json.loads("1")
