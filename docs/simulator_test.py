"""Drives the simulator from Python, with nothing but its standard library.

    iothub simulate --fast --port 8080
    SIMULATOR=http://127.0.0.1:8080 python3 docs/simulator_test.py
"""

import hashlib
import hmac
import json
import os
import unittest
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timezone

SIMULATOR = os.environ.get("SIMULATOR", "http://127.0.0.1:8080")
ACCESS_KEY, SECRET_KEY = "JDC_DEMO_ACCESS_KEY", "demo-secret-key-of-the-simulator"
HUB = "/v2/regions/cn-north-1/instances"


def sim(method, path, body=None):
    """Calls the admin interface; returns status and JSON."""
    request = urllib.request.Request(SIMULATOR + "/_sim" + path, method=method)
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


def cloud(service, method, path, body=None):
    """Calls the cloud, signed as the demo account: what your own code does."""
    data = b"" if body is None else json.dumps(body).encode()
    date = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    host = SIMULATOR.split("//")[1]
    headers = {"content-type": "application/json", "host": host, "x-jdcloud-date": date, "x-jdcloud-nonce": str(uuid.uuid4())}
    region = path.split("/")[3] if "/regions/" in path else "jdcloud-api"
    scope = f"{date[:8]}/{region}/{service}/jdcloud2_request"
    names = ";".join(sorted(headers))
    canonical = "\n".join(
        [method, path.replace(":", "%3A"), ""]
        + [f"{name}:{headers[name]}" for name in sorted(headers)]
        + ["", names, hashlib.sha256(data).hexdigest()]
    )
    to_sign = f"JDCLOUD2-HMAC-SHA256\n{date}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = ("JDCLOUD2" + SECRET_KEY).encode()
    for step in scope.split("/"):
        key = hmac.new(key, step.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    headers["Authorization"] = (
        f"JDCLOUD2-HMAC-SHA256 Credential={ACCESS_KEY}/{scope}, SignedHeaders={names}, Signature={signature}"
    )
    request = urllib.request.Request(SIMULATOR + path, data=data or None, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


def create(name):
    return cloud(
        "iothub",
        "POST",
        HUB,
        {
            "clientToken": "token-" + name,
            "name": name,
            "vpcId": "vpc-yn4dblxgeb",
            "subnetId": "subnet-820lwf1mlp",
            "rdsInstanceId": "mysql-wp4e9ztap2",
            "rdsDatabase": "iothub",
            "rdsHostName": "mysql-cn-north-1-c1ce20704a60487d.rds.jdcloud.com",
            "rdsUserName": "iothub_rw",
            "rdsPassword": "Demo1234",
        },
    )


def pay(number):
    return cloud("order", "POST", f"/v2/regions/cn-north-1/order/{number}:pay", {"autoPay": True})


class SimulatorTest(unittest.TestCase):
    def setUp(self):
        sim("POST", "/reset")

    def test_a_lost_answer_to_a_payment_has_been_paid(self):
        number = create("plant-7")[1]["result"]["orderNumber"]
        sim("POST", "/faults", {"route": "pay", "when": "after", "kind": "dropConnection"})
        with self.assertRaises(OSError):
            pay(number)
        ledger = sim("GET", "/ledger")[1]
        self.assertEqual([number], [payment["order"] for payment in ledger["payments"]])
        calls = sim("GET", "/requests")[1]["requests"]
        self.assertEqual("CLOSED", calls[-1]["outcome"])
        self.assertEqual("token-plant-7", calls[-1]["run"])

    def test_a_balance_that_is_too_short_pays_nothing(self):
        sim("POST", "/account", {"cash": "20.00", "orderAmount": "88.00"})
        status, answer = pay(create("plant-7")[1]["result"]["orderNumber"])
        self.assertEqual((400, "FAILED_PRECONDITION"), (status, answer["error"]["status"]))
        self.assertEqual([], sim("GET", "/ledger")[1]["payments"])

    def test_minutes_of_building_take_none(self):
        pay(create("plant-7")[1]["result"]["orderNumber"])
        sim("POST", "/clock", {"advance": "PT30M"})
        self.assertEqual("RUNNING", sim("GET", "/state")[1]["instances"][0]["status"])
        self.assertIn("RUNNING", json.dumps(cloud("iothub", "GET", HUB)))

    def test_a_colleague_has_the_name(self):
        sim("POST", "/strangers", {"name": "plant-7"})
        self.assertEqual(409, create("plant-7")[0])

    def test_every_fault_of_the_index_can_be_armed(self):
        routes = sim("GET", "")[1]["routes"]
        kinds = next(route["kinds"] for route in routes if "kinds" in route)
        samples = {"whole": 503, "text": "x", "durat": "PT1S", "list ": ["Retry-After: 0"]}
        for kind, fields in kinds.items():
            fault = {field["name"]: samples[field["type"][:5]] for field in fields}
            status, answer = sim("POST", "/faults", {"route": "list", "kind": kind, **fault})
            self.assertEqual(200, status, answer)
        self.assertEqual(len(kinds), len(sim("GET", "/faults")[1]["faults"]))

    def test_a_wrong_word_is_answered_with_the_right_ones(self):
        status, answer = sim("POST", "/fates", {"fate": "DIES"})
        self.assertEqual((400, "fate"), (status, answer["error"]["field"]))
        self.assertIn("FLICKERS", answer["error"]["values"])

    def test_events_follow(self):
        last = sim("GET", "/state")[1]["lastEvent"]
        create("plant-7")
        with urllib.request.urlopen(f"{SIMULATOR}/_sim/events?since={last}", timeout=10) as events:
            kinds = []
            while len(kinds) < 3:
                line = events.readline().decode()
                if line.startswith("event: "):
                    kinds.append(line.split()[1])
        self.assertEqual(["hello", "order", "request"], kinds)


if __name__ == "__main__":
    unittest.main()
