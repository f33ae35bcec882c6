# What Paperboy's build needs, sourced by run.sh, test.sh and paperboy: installs what is missing where that can be done
# (as root on Debian or Ubuntu), else names it with the one line that installs it, and stops.

as_root_with_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt_install() {
  echo "Installing $* ..." >&2
  export DEBIAN_FRONTEND=noninteractive
  if ! apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1; then
    apt-get update -qq >/dev/null && apt-get install -y --no-install-recommends "$@" >/dev/null
  fi
}

missing() {
  echo "Paperboy needs $1, which is not on this machine. Install it with:" >&2
  echo "    $2" >&2
  exit 1
}

need_dotnet() {
  if command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then return; fi
  if as_root_with_apt && apt-cache show dotnet-sdk-10.0 >/dev/null 2>&1; then
    apt_install dotnet-sdk-10.0
    return
  fi
  missing "the .NET 10 SDK" "curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0   # then add ~/.dotnet to PATH"
}

need_sqlite() {
  if [ "$(uname -s)" = Darwin ] || ldconfig -p 2>/dev/null | grep -q 'libsqlite3\.so\.0'; then return; fi
  if as_root_with_apt; then apt_install libsqlite3-0; return; fi
  missing "SQLite's library (libsqlite3)" "sudo apt-get install -y libsqlite3-0"
}

need_node() {
  if command -v npm >/dev/null && command -v node >/dev/null; then return; fi
  if as_root_with_apt; then apt_install nodejs npm; return; fi
  missing "Node.js with npm (for the pages' fonts and formulas, at build time only)" "sudo apt-get install -y nodejs npm"
}

need_chromium() {
  if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then return; fi
  if as_root_with_apt; then apt_install chromium; return; fi
  missing "Chromium (for the tests of the pages)" "sudo apt-get install -y chromium"
}

need_fonts() {
  if command -v fc-list >/dev/null && [ -n "$(fc-list 2>/dev/null | head -n 1)" ]; then return; fi
  if as_root_with_apt; then apt_install fontconfig fonts-dejavu-core; return; fi
  missing "fonts (for the tests of the pages)" "sudo apt-get install -y fontconfig fonts-dejavu-core"
}

need_openssl() {
  if command -v openssl >/dev/null; then return; fi
  if as_root_with_apt; then apt_install openssl; return; fi
  missing "openssl (for the tests of mail)" "sudo apt-get install -y openssl"
}

# A real SMTP server for the tests of mail, unpacked beside the build instead of being installed on the machine.
need_postfix() { tools/install-postfix.sh; }
