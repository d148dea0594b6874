#!/usr/bin/env bash
# In the release workflow: puts the key that signs for macOS into a keychain of this run alone, and
# the key that asks Apple to notarise into a file. Both are gone with the machine.
set -euo pipefail
umask 077
: "${CERTIFICATE:?the secret APPLE_CERTIFICATE is missing}" "${API_KEY:?the secret APPLE_API_KEY is missing}"
: "${CERTIFICATE_PASSWORD:?the secret APPLE_CERTIFICATE_PASSWORD is missing}"

keychain="$RUNNER_TEMP/release.keychain-db"
password="$(openssl rand -hex 24)"
printf '%s' "$CERTIFICATE" | openssl base64 -d -A > "$RUNNER_TEMP/certificate.p12"
security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 7200 "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$RUNNER_TEMP/certificate.p12" -k "$keychain" -P "$CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -k "$password" "$keychain" > /dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
rm "$RUNNER_TEMP/certificate.p12"
printf '%s\n' "$API_KEY" > "$RUNNER_TEMP/apple-api-key.p8"
