#!/bin/bash
# Fetches Debian's Postfix and unpacks it, without installing it, into .build/postfix: the real SMTP server of the
# tests. Needs root (apt-get download) and the network, once. Does nothing when it is there already.
set -eu
cd "$(dirname "$0")/.."
target=.build/postfix
if [ -x "$target/usr/lib/postfix/sbin/master" ]; then
  exit 0
fi

mkdir -p .build
fetched=$(mktemp -d)
trap 'rm -rf "$fetched"' EXIT
chmod 755 "$fetched"
if ! (cd "$fetched" && apt-get download --quiet postfix >/dev/null 2>"$fetched/log"); then
  apt-get update --quiet >/dev/null
  (cd "$fetched" && apt-get download --quiet postfix >/dev/null)
fi

# Unpacked aside and moved: a broken download must not look like an installation.
rm -rf "$target.partial"
dpkg -x "$fetched"/postfix_*.deb "$target.partial"
rm -rf "$target"
mv "$target.partial" "$target"

missing() {
  LD_LIBRARY_PATH="$target/usr/lib/postfix" ldd "$target"/usr/lib/postfix/sbin/{smtpd,master,virtual} \
    | grep 'not found' | awk '{print $1}' | sort -u || true
}

if [ -n "$(missing)" ]; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libicu72 libsasl2-2 libdb5.3 libnsl2 libssl3 >/dev/null || true
fi
if [ -n "$(missing)" ]; then
  echo "Postfix is unpacked, but these libraries are missing:" $(missing) >&2
  exit 1
fi
