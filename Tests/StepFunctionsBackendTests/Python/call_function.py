"""Calls a function of the project as Lambda does: without Airflow, beside a moto.

call_function.py FOLDER EVENT OBJECTS    OBJECTS: [[bucket, key, bytes]]

The folder is the one that is packed. Prints what the function returns as JSON.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys

from moto import mock_aws


def main() -> None:
    if importlib.util.find_spec("airflow"):
        raise SystemExit("there is an Airflow here")
    sys.path.insert(0, sys.argv[1])
    os.environ |= {
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with mock_aws():
        import boto3
        from dagc_handler import handle

        s3 = boto3.client("s3")
        for bucket, key, size in json.loads(sys.argv[3]):
            s3.create_bucket(Bucket=bucket)
            s3.put_object(Bucket=bucket, Key=key, Body=b"x" * size)
        json.dump(handle(json.loads(sys.argv[2]), None), sys.stdout)


if __name__ == "__main__":
    main()
