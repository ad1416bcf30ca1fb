"""Where the desk keeps what it knows: one encrypted SQLite file, or a PostgreSQL database with the same tables.

`place` finds and guards the file, `engine` opens it, `work` is one transaction, `tables` say what is kept, `guards`
are the triggers that keep the promises even against raw SQL, `chain` is the audit trail, `migrations` its history.
Rows leave this folder as plain dictionaries or records, never as live objects.
"""
