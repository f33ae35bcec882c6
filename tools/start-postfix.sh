#!/bin/bash
# Runs a Postfix of its own, in the foreground: start-postfix.sh FOLDER PORT [CERTIFICATE KEY]
# FOLDER (absolute) gets its configuration, queue and log; mail to anything@paperboy.test lands in FOLDER/mail/inbox/new.
# With a certificate and key (PEM), STARTTLS is offered and asked for before any mail.
# POSTFIX_ROOT is where Debian's package was unpacked (tools/install-postfix.sh). Needs root; SIGTERM ends all of it.
set -eu
folder=$1
port=$2
certificate=${3:-}
key=${4:-}
package=${POSTFIX_ROOT:-$(cd "$(dirname "$0")/.." && pwd)/.build/postfix}

mkdir -p "$folder"/{conf,queue,data,mail}
chmod 755 "$folder" "$folder/queue"
chown daemon "$folder/data"
chown nobody "$folder/mail"

cat > "$folder/conf/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $folder/queue
data_directory = $folder/data
command_directory = $package/usr/sbin
daemon_directory = $package/usr/lib/postfix/sbin
shlib_directory = $package/usr/lib/postfix
meta_directory = $folder/conf
sendmail_path = $package/usr/sbin/sendmail
mail_owner = daemon
setgid_group = mail
default_privs = nobody
import_environment = LD_LIBRARY_PATH MAIL_CONFIG
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mail.paperboy.test
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = paperboy.test
virtual_mailbox_base = $folder/mail
virtual_mailbox_maps = static:inbox/
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
maillog_file = $folder/data/maillog
maillog_file_prefixes = $folder
smtpd_recipient_restrictions = reject_unauth_destination
default_transport = error:no mail leaves this machine
smtputf8_enable = no
CONF
if [ -n "$certificate" ]; then
  cat >> "$folder/conf/main.cf" <<CONF
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = $certificate
smtpd_tls_key_file = $key
CONF
fi

cat > "$folder/conf/master.cf" <<CONF
127.0.0.1:$port inet n - n - - smtpd
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
proxymap  unix  - - n - - proxymap
error     unix  - - n - - error
retry     unix  - - n - - error
virtual   unix  - n n - - virtual
anvil     unix  - - n - 1 anvil
tlsmgr    unix  - - n 1000? 1 tlsmgr
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
CONF

for queue in incoming active deferred bounce defer corrupt hold saved flush trace private; do
  install -d -o daemon -m 700 "$folder/queue/$queue"
done
install -d -o daemon -g mail -m 730 "$folder/queue/maildrop"
install -d -o daemon -g mail -m 710 "$folder/queue/public"
install -d -m 755 "$folder/queue/pid"

export LD_LIBRARY_PATH=$package/usr/lib/postfix MAIL_CONFIG=$folder/conf
exec "$package/usr/lib/postfix/sbin/master" -c "$folder/conf" -d
