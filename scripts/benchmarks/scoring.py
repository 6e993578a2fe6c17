"""The scoring job as people write it with CPython and its sqlite3: BOOK DAY, beside the SQL files."""
import json
import math
import pathlib
import sqlite3
import sys

book, day = sys.argv[1:]
folder = pathlib.Path(__file__).parent


def formula(c, i):
    """What spend.lua computes."""
    size = 1 if c["size"] == "L" else 0.8 if c["size"] == "M" else 0.6
    home = 1 if c["country"] == "CN" else 0.9
    staff = min(1, math.log(1 + c["employees"]) / 9)
    frequency = min(1, i["count"] / 3)
    since = i["days_since_last"]
    return {
        "value": 60 * size * home * min(1, i["net"] / 100000),
        "loyalty": 40 * staff * frequency * 0.5 ** ((365 if since is None else since) / 90),
    }


connection = sqlite3.connect(book, isolation_level=None)
connection.row_factory = sqlite3.Row
connection.executescript((folder / "settings.sql").read_text())
connection.execute("BEGIN IMMEDIATE")
orders = connection.execute((folder / "orders.sql").read_text(), {"day": day})
text = json.JSONEncoder(separators=(",", ":")).encode
nothing = {"count": 0, "net": 0, "days_since_last": None}


def scores():
    own = next(orders, None)
    for c in connection.execute((folder / "customers.sql").read_text()):
        has = own is not None and own["customer_id"] == c["id"]
        made = formula(c, own if has else nothing)
        loyalty, value = round(made["loyalty"], 4), round(made["value"], 4)
        parts = {"loyalty": loyalty, "value": value}
        inputs = {"orders": {key: own[key] for key in nothing} if has else None}
        total = round(min(max(loyalty + value, 0), 100), 2)
        yield c["id"], day, total, 1 if has else 0, text(parts), text(inputs)
        if has:
            own = next(orders, None)


connection.executemany((folder / "scores.sql").read_text(), scores())
connection.execute("COMMIT")
