"""Reading from elsewhere: the `reporting` schema of the database, and the same rows by API.

The views and what is said of them stand in a folder of SQL files a version (`v1`), read by
`contract`. `installing` puts them into the database by a migration, `roles` lets a role read them
and nothing else, `figures` keeps the masked figures of measures that they show, and `reading`
answers the same rows to people.
"""
