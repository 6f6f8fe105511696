"""`python -m qi_tracker.supervisor`: the whole system on one machine, as `make run` starts it.

It starts the embedded services where they are needed, prepares the database, runs web, worker and
scheduler as separate processes, starts again what dies, and stops everything it started. One
thread only: a child that dies with its parent dies with the thread that made it.
"""
