#!/usr/bin/env bash
# scripts/setup, tried on machines that are not there: each is a folder of programs on PATH that only write down how they
# were called and pretend to install what they were asked for. Nothing of this machine is changed; takes seconds.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failures=0

fail() { printf 'FAILED: %s\n' "$*"; failures=$((failures + 1)); }

# ---- a machine: a copy of the scripts, a home, and a PATH of its own ----------------------------------------------
# What every Debian has (its packages marked essential), as far as it is here.
essential="awk base64 basename bash cat chmod cp cut date dirname env expand expr false find getconf grep gunzip gzip head id kill ln ls
mkdir mktemp mv nice od printf ps pwd readlink realpath rm rmdir sed seq sh sha256sum sleep sort stat tail tar tee test timeout touch tr true
uname uniq wc xargs"

new_machine() {
  machine=$tmp/$1
  mkdir -p "$machine"/{bin,project,home}
  cp -r "$here/scripts" "$here/Trunk.toml" "$machine/project/"
  local name path
  for name in $essential; do
    if path=$(type -P "$name"); then ln -s "$path" "$machine/bin/$name"; fi
  done
  log=$machine/log
  : >"$log"
}

setup() {
  env -i HOME="$machine/home" CARGO_HOME="$machine/home/.cargo" PATH="$machine/bin" MACHINE="$machine" \
    bash "$machine/project/scripts/setup" "$@" </dev/null >"$machine/output" 2>&1
}

# A program on the machine; what it does comes from standard input. It takes the place of a link to one of this machine's
# own, which must not be written through.
program() {
  rm -f "$machine/bin/$1"
  { printf '#!/usr/bin/env bash\nset -eu\nprintf "%%s\\n" "${0##*/} $*" >>"$MACHINE/log"\n'; cat; } >"$machine/bin/$1"
  chmod +x "$machine/bin/$1"
}

# What the registries and the distribution give on every kind of machine; programs it has not yet wait in spare/.
add_apt() {
  program sudo <<'END'
exec "$@"
END
  program dpkg <<'END'
for package in "${@:2}"; do [ -f "$MACHINE/packages/$package" ] || exit 1; done
END
  program apt-get <<'END'
[ "$1" = install ] || exit 0
make() { for name in "$@"; do printf '#!/usr/bin/env bash\nexit 0\n' >"$MACHINE/bin/$name"; chmod +x "$MACHINE/bin/$name"; done; }
mkdir -p "$MACHINE/packages"
for package in "${@:2}"; do
  case "$package" in
    -*) continue ;;
    gcc) make cc ;;
    chromium-driver) make chromedriver ;;
    webkit2gtk-driver) make WebKitWebDriver ;;
    xvfb) make Xvfb xvfb-run ;;
    npm) cp "$MACHINE/spare/npm" "$MACHINE/bin/" ;;
    rustc-web) [ -e "$MACHINE/bin/rustc" ] || cp "$MACHINE/spare/rustc" "$MACHINE/bin/" ;;
    cargo-web) [ -e "$MACHINE/bin/cargo" ] || cp "$MACHINE/spare/cargo" "$MACHINE/bin/" ;;
    make | git | chromium | firefox-esr | xauth) make "$package" ;;
    libc6-dev | rust-web-src | rust-web-llvm | rust-web-clippy | rustfmt-web) ;;
    *) echo "no such package: $package" >&2; exit 1 ;;
  esac
  touch "$MACHINE/packages/$package"
done
END
  program npm <<'END'
folder=$3/node_modules package=${*: -1}
mkdir -p "$folder/.bin"
case "$package" in
  binaryen@*)
    printf '#!/usr/bin/env bash\necho "wasm-opt version %s (version_%s)"\n' "${package#*@}" "${package#*@}" >"$folder/.bin/wasm-opt"
    chmod +x "$folder/.bin/wasm-opt" ;;
  axe-core@*) mkdir -p "$folder/axe-core"; touch "$folder/axe-core/axe.min.js" ;;
  *) exit 1 ;;
esac
END
  # A toolchain's parts are files: targets/<toolchain>/libcore-1.rlib, packages/rust-web-clippy, components/clippy.
  program rustc <<'END'
case "$*" in *target-libdir*) echo "$MACHINE/targets/${RUSTUP_TOOLCHAIN:-default}" ;; esac
END
  program cargo <<'END'
part() { [ -f "$MACHINE/packages/$1" ] || [ -f "$MACHINE/components/$2" ]; }
case "$1" in
  clippy) part rust-web-clippy clippy ;;
  fmt) part rustfmt-web rustfmt ;;
  install)
    shift
    # At their own release settings tools take half an hour.
    [ "$CARGO_PROFILE_RELEASE_LTO/$CARGO_PROFILE_RELEASE_OPT_LEVEL" = off/1 ] || exit 1
    version='' crate='' root=''
    while [ $# -gt 0 ]; do
      case "$1" in --version) version=$2; shift ;; --root) root=$2; shift ;; --features) shift ;; -*) ;; *) crate=$1 ;; esac
      shift
    done
    mkdir -p "$root/bin"
    file=$root/bin/${crate%-cli}
    # It writes on after its version, as geckodriver does.
    printf '#!/usr/bin/env bash\nset -e\necho "%s %s"\nfor i in {1..2000}; do echo "and so on"; done\n' "$crate" "$version" >"$file"
    chmod +x "$file" ;;
  build)
    out=target/wasm32-unknown-unknown/release/deps
    mkdir -p "$out"
    touch "$out/libcore-1.rlib" "$out/libstd-1.rlib" ;;
esac
END
  mkdir -p "$machine/spare"
  mv "$machine/bin/npm" "$machine/bin/rustc" "$machine/bin/cargo" "$machine/spare/"
}

# A machine that reaches published archives: each holds a folder with the program of the version its address names.
add_curl() {
  program curl <<'END'
address=${*: -1}
while [ $# -gt 0 ]; do case "$1" in --output) output=$2 ;; esac; shift; done
name=$(basename "$address") work=$(mktemp -d)
name=${name%%-v[0-9]*} name=${name%%-[0-9]*} name=${name%%-x86*} name=${name%%-aarch64*}
version=$(basename "$(dirname "$address")")
mkdir "$work/folder"
printf '#!/usr/bin/env bash\necho "%s %s"\n' "$name" "${version#v}" >"$work/folder/$name"
tar -czf "$output" -C "$work" folder
END
}

# rustup with a default toolchain; $1 says whether its server answers.
add_rustup() {
  cp "$machine/spare/rustc" "$machine/spare/cargo" "$machine/bin/"
  echo "$1" >"$machine/server"
  program rustup <<'END'
answers() { [ "$(cat "$MACHINE/server")" = answers ]; }
case "$*" in
  "target add "*) answers; mkdir -p "$MACHINE/targets/default"; touch "$MACHINE/targets/default/libcore-1.rlib" ;;
  "component add "*) answers; mkdir -p "$MACHINE/components"; touch "$MACHINE/components/$3" ;;
  "toolchain link "*) touch "$MACHINE/linked" ;;
  "toolchain list")
    echo "stable (default)"
    if [ -f "$MACHINE/linked" ]; then echo debian; fi
    for i in {1..2000}; do echo "another-$i"; done ;;
esac
END
}

# ---- what a run must have done ------------------------------------------------------------------------------------
called() { grep -qF -- "$1" "$log" || fail "$kind: no call of \"$1\"; the calls were:"$'\n'"$(cat "$log")"; }
not_called() { ! grep -qF -- "$1" "$log" || fail "$kind: should not have called \"$1\""; }
runs() { setup "$1" || fail "$kind: scripts/setup $1 fails:"$'\n'"$(cat "$machine/output")"; }

calls_of_every_machine() {
  local TRUNK_VERSION WASM_BINDGEN_VERSION BINARYEN_VERSION GECKODRIVER_VERSION AXE_VERSION CARGO_DENY_VERSION package
  eval "$(grep -E '^[A-Z_]+_VERSION=' scripts/env)"
  if [ "${1:-}" = published ]; then
    called "/download/v$TRUNK_VERSION/trunk-"
    called "/download/$WASM_BINDGEN_VERSION/wasm-bindgen-$WASM_BINDGEN_VERSION-"
    called "/download/v$GECKODRIVER_VERSION/geckodriver-v$GECKODRIVER_VERSION-"
    called "/download/$CARGO_DENY_VERSION/cargo-deny-$CARGO_DENY_VERSION-"
    not_called "cargo install"
  else
    called "trunk --version $TRUNK_VERSION --locked"
    called "wasm-bindgen-cli --version $WASM_BINDGEN_VERSION"
    called "geckodriver --version $GECKODRIVER_VERSION --locked"
    called "cargo-deny --version $CARGO_DENY_VERSION --locked"
  fi
  called "binaryen@$BINARYEN_VERSION"
  called "axe-core@$AXE_VERSION"
  for package in gcc make git npm chromium chromium-driver firefox-esr webkit2gtk-driver xvfb xauth; do
    grep -qE "^apt-get install .* $package( |\$)" "$log" || fail "$kind: $package is not installed"
  done
}

# Afterwards nothing is needed, and a second run installs nothing.
all_is_there() {
  setup --list
  ! grep '^need' "$machine/output" || fail "$kind: still needed after scripts/setup test"
  : >"$log"
  runs test
  ! grep -E '^(apt-get|npm|cargo (install|build)|rustup (target|toolchain link|component))' "$log" ||
    fail "$kind: installs again what is there"
}

kind="rustup whose server answers"
new_machine answering; add_apt; add_rustup answers
runs test
calls_of_every_machine
called "rustup target add wasm32-unknown-unknown"
called "rustup component add clippy"
called "rustup component add rustfmt"
not_called "rustc-web"
not_called "build-std"
all_is_there

kind="rustup whose server is out of reach"
new_machine unreachable; add_apt; add_rustup silent
runs test
calls_of_every_machine
called "rustup target add wasm32-unknown-unknown"
called "rustc-web cargo-web rust-web-src rust-web-llvm"
called "rustup toolchain link debian /usr"
called "cargo build --quiet --release --target wasm32-unknown-unknown -Z build-std=std,panic_abort"
called "rust-web-clippy"
called "rustfmt-web"
[ -f "$machine/targets/debian/libcore-1.rlib" ] || fail "$kind: the target is not in the distribution's toolchain"
all_is_there

kind="published programs can be fetched"
new_machine fetching; add_apt; add_rustup answers; add_curl
runs test
calls_of_every_machine published
all_is_there

kind="what is fetched does not run"
new_machine useless; add_apt; add_rustup answers; add_curl
program tar </dev/null
runs test
calls_of_every_machine
all_is_there

kind="no rustup"
new_machine bare; add_apt
runs test
calls_of_every_machine
called "rustc-web cargo-web"
called "cargo build --quiet --release --target wasm32-unknown-unknown -Z build-std=std,panic_abort"
all_is_there

kind="only to build"
new_machine build; add_apt; add_rustup answers
runs build
called "rustup target add wasm32-unknown-unknown"
not_called "chromium"
not_called "geckodriver"

kind="an install that does nothing"
new_machine broken; add_apt; add_rustup answers
program apt-get </dev/null
! setup test || fail "$kind: is not noticed"
grep -q "cc was installed but is not found" "$machine/output" || fail "$kind: is not said: $(cat "$machine/output")"

# ---- every program that the project calls is one that scripts/setup knows -----------------------------------------
# Each program, and its name in scripts/setup.
known="cc cc
make make
git git
cargo cargo
rustc cargo
rustfmt rustfmt
npm npm
trunk trunk
wasm-bindgen wasm_bindgen
wasm-opt wasm_opt
chromium chromium
chromedriver chromedriver
firefox-esr firefox
geckodriver geckodriver
WebKitWebDriver webkit
xvfb-run xvfb
Xvfb xvfb
xauth xvfb"
# Called only where they are there.
optional="apt-get brotli curl dpkg rustup sudo"

kind="a machine with nothing"
new_machine nothing
setup --list
! grep '^have' "$machine/output" || fail "$kind: should have none of these"
listed=$(sed 's/^[a-z]* //' "$machine/output")
while read -r _ tool; do
  grep -qx "$tool" <<<"$listed" || fail "scripts/setup --list does not know $tool"
done <<<"$known"

# The words that stand where a command may, in the recipes and scripts, and the names that the browser tests look for on
# PATH. Which of the words are programs, this machine says, but for the scripts' own functions.
words() {
  sed -E "s/^[[:space:]]*#.*//; s/'[^']*'//g; s/[[:space:]]#.*//" Makefile .ci/run scripts/* |
    sed -E 's/\$\(|&&|\|\||[;|{}()!@]|\b(then|do|else|if|while|exec|nice|timeout [0-9]+|xvfb-run -a)\b/\n&\n/g' |
    sed -E 's/^[[:space:]]*([A-Z_]+=[^[:space:]]*[[:space:]]+)*//; s/^[a-z_]+=.*//' |
    grep -oE '^[A-Za-z][A-Za-z0-9_-]*'
  grep -oE 'on_path\(&\[[^]]*' tests/browser/browsers.rs | grep -oE '"[A-Za-z-]+' | tr -d '"'
}
found=$(words | sort -u)
functions=$(grep -hoE '^[a-z_]+\(\)' scripts/* | tr -d '()')
for program in cargo trunk xvfb-run chromedriver; do
  grep -qx -- "$program" <<<"$found" || fail "the search for programs does not even find $program"
done
for word in $found; do
  [ -e "$machine/bin/$word" ] && continue
  grep -q "^$word " <<<"$known" && continue
  grep -qw -- "$word" <<<"$optional" && continue
  # Other names of what is known.
  case "$word" in chromium-browser | google-chrome | firefox) continue ;; esac
  grep -qx -- "$word" <<<"$functions" && continue
  [ "$(type -t "$word" || true)" = file ] || continue
  fail "the project calls $word, which scripts/setup does not install"
done

# ---- and on this machine all is there -----------------------------------------------------------------------------
needed=$(scripts/setup --list | grep '^need' || true)
[ -z "$needed" ] || fail "this machine: $needed"

[ "$failures" = 0 ] || exit 1
echo "scripts/setup installs what is called, on every kind of machine"
