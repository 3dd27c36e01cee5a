#!/bin/sh
# How long a server takes from its start to its first answer, five times, in milliseconds of the
# clock and of the processor:  tools/first-answer.sh [JAVA [OPTION…]]
# The options are for the JVM, for instance -XX:AOTCache=server/target/cloister.aot -Xmx256m.
set -eu
java=${1:-java}
[ $# -eq 0 ] || shift
port=18480
data=$(mktemp -d)
trap 'rm -r "$data"' EXIT
for _ in 1 2 3 4 5; do
  start=$(date +%s%N)
  "$java" "$@" -jar server/target/cloister.jar serve --port $port --data "$data/d" \
    >/dev/null 2>&1 &
  until curl -sf -o /dev/null "http://127.0.0.1:$port/api/health"; do sleep 0.01; done
  end=$(date +%s%N)
  processor=$(awk '{ print ($14 + $15) * 10 }' "/proc/$!/stat")
  echo "$(((end - start) / 1000000)) ms, processor $processor ms"
  kill "$!"
  wait "$!"
done
