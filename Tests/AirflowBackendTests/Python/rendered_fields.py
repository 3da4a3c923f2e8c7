"""Print what Airflow's pages show of what tasks were given, as JSON on the last line.

rendered_fields.py    for each task its rendered fields
"""

from __future__ import annotations

import json

from airflow.models.renderedtifields import RenderedTaskInstanceFields
from airflow.utils.session import create_session

with create_session() as session:
    stored = session.query(RenderedTaskInstanceFields).all()
    print(json.dumps({fields.task_id: fields.rendered_fields for fields in stored}))
