#!/usr/bin/env bash
# Writes the session of docs/simulator.md from a simulator of its own: iothub simulate --quiet --seed 7 --port 8080, then
# docs/simulator-session.sh http://127.0.0.1:8080. SimulatorPageTest compares it. Needs curl.
set -euo pipefail
endpoint=$1

# What differs from run to run, made equal.
steady() {
  sed -E -e "s|${endpoint#http://}|127.0.0.1:8080|g" -e 's/20[0-9-]{8}T[0-9:.]+Z/2026-11-27T12:00:00Z/g' \
    -e 's/20[0-9]{12}0000([0-9])/202611272000000000\1/g' -e 's/"tookMillis":[0-9.]+/"tookMillis":0.412/g' \
    -e 's/"offset":"PT[0-9HMS.]+"/"offset":"PT16M"/g'
}

# Shows a command with what it prints; /... stands for the simulator's address and path.
shows() {
  printf '$ %s\n' "$1" | steady
  bash -c "$1" 2>&1 | steady
  printf '\n'
}

sim=$endpoint/_sim
json="-H 'Content-Type: application/json'"
printf '```console\n'
shows "curl -s $sim/health"
shows "curl -s $json -d '{\"verified\":\"company\",\"cash\":\"100.00\",\"orderAmount\":\"88.00\"}' $sim/account"
shows "curl -s $json -d '{\"route\":\"pay\",\"when\":\"after\",\"kind\":\"drop\"}' $sim/faults"
shows "curl -s $json -d '{\"route\":\"pay\",\"kind\":\"explode\"}' $sim/faults"
shows "curl -s $json -d '{\"fate\":\"FLICKERS\"}' $sim/fates"
shows "curl -s $json -d '{\"name\":\"plant-7\",\"amount\":\"88.00\",\"do\":\"pay\"}' $sim/strangers"
shows "curl -s $endpoint/v1/describeUser"
shows "curl -s '$sim/requests?since=1'"
shows "curl -s $json -d '{\"advance\":\"PT16M\"}' $sim/clock"
shows "curl -s $sim/ledger"
shows "curl -s -X DELETE $sim/faults"
shows "curl -sN --max-time 0.5 '$sim/events?since=15' || true"
shows "curl -s -X POST $sim/state"
shows "curl -s -o /dev/null -w '%{http_code}' -X POST $sim/reset"
printf '```\n'
