"""Run the SQL jobs that dagc compiles; `python -m dagc_jobs --help` says how."""
