#!/usr/bin/env bash
# The whole fast suite in the oldest compiler that the package loads in, one between, and the newest.
# Each has an artifacts folder of its own: builds for two versions in one obj folder would be mixed.
set -euo pipefail
cd "$(dirname "$0")/.."

status=0
for version in ${ROSLYN_VERSIONS:-4.8.0 4.14.0 5.12.0}; do
  echo "Roslyn $version"
  dotnet test tests/PromptAnalyzers.Tests -p:RoslynVersion="$version" --artifacts-path "${ARTIFACTS:-artifacts}/roslyn-$version" "$@" || status=1
done
exit "$status"
