#!/usr/bin/env bash
# Writes docs/cli.md from the real program against its own simulator: docs/cli-transcript.sh > docs/cli.md
# Ends with 1 when a command ends with another exit code than the one it is shown with. Needs mvn package first.
set -euo pipefail
cd "$(dirname "$0")/.."
target=$PWD/iothub-sdk-cli/target
HOME=$(mktemp -d) && export HOME LC_ALL=C.UTF-8 XDG_CACHE_HOME=$HOME/.cache PATH=$target:$PATH
cd "$HOME"
unset JDCLOUD_ACCESS_KEY JDCLOUD_SECRET_KEY JDCLOUD_SESSION_TOKEN XDG_CONFIG_HOME ${!IOTHUB_@}

touch simulator.txt
iothub simulate --building 9s >simulator.txt &
simulator=$!
trap 'kill $simulator 2>/dev/null; rm -rf "$HOME"' EXIT
until grep -q 'ends it' simulator.txt; do kill -0 $simulator; sleep 0.1; done
endpoint=$(grep -Eo 'http://[0-9.]+:[0-9]+' simulator.txt | head -n 1)

# What differs from run to run, made equal.
steady() {
  sed -E -e "s|$HOME|~|g" -e "s|${endpoint#http://}|127.0.0.1:8080|g" \
    -e 's/(run|approved)-[0-9a-f]{8}-[0-9a-f-]{27}/\1-0b0ad1ab-3c05-4a9e-a1f6-5d5f3c0f2c1e/g' \
    -e 's/iothub-[0-9a-z]{10}/iothub-9f3k2m7q1z/g' -e 's/20[0-9]{17}/2026112309300000001/g' \
    -e 's/20[0-9-]{8}T[0-9:.]+Z/2026-11-23T01:30:00Z/g' -e 's/ [0-9]+ s (ahead|behind)/ 0 s ahead/' \
    -e 's/^[0-9]+:[0-9]{2}  /0:01  /' -e 's/  [0-9]+s +/  5s   /' -e 's/last seen: [A-Z]+ [0-9]+ %/last seen: BUILDING 25 %/' \
    -e '/ SEEN +AwaitInstance/d' -e 's/([Rr]equest id: )[0-9a-z]+/\1bpa4ph6u278ofownjgc0ittjvh3se4p1/' |
    awk '/: (not in the|PREPARING|BUILDING)/ && !/last seen/ { if (!told) print "0:01  instance iothub-9f3k2m7q1z: BUILDING 25 %"; told = 1; next } { print }'
}

# Shows a command with what it prints: the exit code it must have, the command, and how many of its last lines (all).
shows() {
  local expected=$1 code=0
  printf '$ %s\n' "$2" | steady
  bash -c "$2" >said.txt 2>&1 </dev/null || code=$?
  if [ $# -gt 2 ]; then
    echo ...
    tail -n "$3" said.txt | steady
  else
    steady <said.txt
  fi
  [ "$code" -eq 0 ] || printf '[exit code %s]\n' "$code"
  if [ "$code" -ne "$expected" ]; then
    printf '%s ended with %s, not %s\n' "$2" "$code" "$expected" >&2
    exit 1
  fi
}

section() { printf '\n## %s\n\n%s```console\n' "$1" "${2:+$2$'\n\n'}"; }
end() { printf '```\n'; }

cat <<'TEXT'
# The command line

`mvn package` leaves `iothub-sdk-cli/target/iothub.jar` (`java -jar iothub.jar`) and beside it the script `iothub`, which
starts it faster. Everything below was printed by the program itself, against its own simulator (`docs/cli-transcript.sh`);
ids, numbers and times were made equal.

Results go to standard output, everything else to standard error. `--output json` prints one JSON object a line:
[cli-events.md](cli-events.md). On a terminal, `create` asks before it orders and draws a bar with the progress and the
elapsed time; elsewhere it needs `--yes` and prints a line for each event. There are no colours when the output is no
terminal, when `TERM` is `dumb`, or when `NO_COLOR` is set. Completion: `source <(iothub generate-completion)` in bash; zsh and fish:
`iothub generate-completion --help`. `mvn package` leaves manual pages: `man -l iothub-sdk-cli/target/man/iothub.1`.

The options that all commands share are also variables, `IOTHUB_REGION` for `--region`, and keys of `~/.config/iothub/config.yaml`;
`--profile NAME` adds `~/.config/iothub/NAME.yaml`, and the section of `~/.jdc/config` with the keys. What costs money, or opens the way to
it, is only taken from where the command is entered. `iothub config` shows what holds and where it was taken from. `-f -` reads options from
standard input.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | unexpected, or the service failed, cannot be reached or took longer than `--timeout`: try again later |
| 2 | something to put right (input, file, secret, right, precondition); nothing was ordered |
| 3 | unfinished: go on with the printed `iothub resume ...` |
| 4 | unknown: money may have moved; look in the console's order list, then resume |
| 5 | broken: it will not come by itself |
| 141 | whoever was to read the output has closed it, as `head` does; nothing is said |
| 130 | interrupted by Ctrl-C, SIGTERM or SIGHUP; a run that was under way can be resumed |
TEXT

section "Help" ""
shows 0 "iothub --help"
end

section "Trying it without the cloud" "In one terminal:"
printf '$ iothub simulate --port 8080 --building 9s\n'
steady <simulator.txt
end

eval "$(grep '^export' simulator.txt)"
cat >hub.yaml <<YAML
endpoint: $endpoint
poll-interval: 500ms
name: plant-7
vpc: vpc-yn4dblxgeb
subnet: subnet-820lwf1mlp
rds: mysql-wp4e9ztap2
database: iothub
db-host: mysql-cn-north-1-c1ce20704a60487d.rds.jdcloud.com
db-user: iothub_rw
accept-terms: true
YAML

section "Looking before buying" "Options may come from a file, by their long names; flags go before it."
shows 0 "cat hub.yaml"
shows 2 "iothub preflight -f hub.yaml --subnet subnet-doesnotexist"
end

section "Creating" "Without a terminal there is nobody to confirm the order, so it must be said beforehand."
shows 2 "iothub create -f hub.yaml"
shows 0 "iothub create -f hub.yaml --yes"
end

section "Going on after a time-out, Ctrl-C or a crash" "Nothing is ordered or paid twice, whatever ended the command."
shows 3 "iothub create -f hub.yaml --name 装瓶线-8 --yes --timeout 6s" 3
shows 0 "iothub runs -f hub.yaml"
shows 0 "iothub resume -f hub.yaml" 3
end

section "Agreeing first, ordering later, once" "What [using.md](using.md#approve-first-order-later-once) says of it."
shows 0 "iothub preflight -f hub.yaml --name plant-9 --approve-to ok.json --by jane" 2
shows 0 "iothub create --approval ok.json --endpoint $endpoint" 2
shows 2 "iothub create --approval ok.json --endpoint $endpoint"
end

section "What happened to a run" "From its journal alone; runs are named by id, the beginning of it, or the instance."
shows 0 "iothub explain plant-7"
shows 0 "iothub explain plant-7 --bundle for-support.txt"
shows 0 "iothub orphans --endpoint $endpoint"
end

section "Looking after instances" ""
shows 0 "iothub list -f hub.yaml"
shows 0 "iothub show -f hub.yaml 装瓶线-8"
shows 0 "iothub list -f hub.yaml --name plant-7 --status running --output json" 1
shows 0 "iothub wait plant-7 --for running -f hub.yaml" 3
end

section "What is said for all commands" ""
mkdir -p .config/iothub
echo "quiet-period: 2m" >.config/iothub/config.yaml
shows 0 "IOTHUB_REGION=cn-north-1 iothub config -f hub.yaml"
echo "spend-at-most: 500" >>.config/iothub/config.yaml
shows 2 "iothub create -f hub.yaml --yes"
rm .config/iothub/config.yaml
end

section "What your account answers to" "By reads alone, in each wire dialect: [doctor.md](doctor.md) shows other answers."
shows 0 "iothub doctor -f hub.yaml"
end

section "Showing others what the service says" "Without secrets, and with other ids, names and amounts: [recording.md](recording.md)."
shows 0 "iothub list -f hub.yaml --record said.jsonl" 1
shows 0 "head -n 1 said.jsonl"
shows 2 "iothub list -f hub.yaml --record hub.yaml"
shows 0 "iothub drift said.jsonl"
end

section "When something is wrong" "One line says what and what to do; nothing was ordered."
shows 2 "iothub create -f hub.yaml --tiemout 5m"
shows 2 "iothub create -f hub.yaml --timeout soon"
shows 2 "JDCLOUD_SECRET_KEY=wrong iothub list -f hub.yaml"
shows 1 "iothub list --endpoint http://127.0.0.1:9"
echo "nmae: plant-7" >typo.yaml
shows 2 "iothub create -f typo.yaml"
shows 2 "iothub delete -f hub.yaml iothub-9f3k2m7q1z"
end
