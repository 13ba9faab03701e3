# What the checks of the written files share: they bring their own tools, in
# pinned versions, and keep them in .tools/ beside the sources.

root=$(cd "$(dirname "$0")/.." && pwd)
tools=$root/.tools
mkdir -p "$tools"

# need COMMAND PACKAGE installs a Debian package when its command is missing.
need() {
	command -v "$1" >/dev/null && return
	as=
	[ "$(id -u)" = 0 ] || as=sudo
	if ! command -v apt-get >/dev/null || ! command -v ${as:-apt-get} >/dev/null; then
		echo "$(basename "$0"): $1 is missing (Debian: apt-get install $2)" >&2
		exit 2
	fi
	{
		$as apt-get install -qq -y --no-install-recommends "$2" ||
			{ $as apt-get update -qq && $as apt-get install -qq -y --no-install-recommends "$2"; }
	} >"$tools/apt.log" 2>&1 || { cat "$tools/apt.log" >&2; exit 2; }
}

# usage says how the check is called and stops.
usage() {
	echo "usage: .ci/$(basename "$0") $1" >&2
	exit 2
}

# once DIR COMMAND… runs COMMAND with the name of a new folder, which becomes
# DIR when that went well; later runs find DIR and do nothing. What it prints
# shows only when it fails.
once() {
	dir=$1
	shift
	[ -d "$dir" ] && return
	new=$(mktemp -d "$tools/new.XXXXXX")
	if ! "$@" "$new" >"$new.log" 2>&1; then
		cat "$new.log" >&2
		rm -rf "$new" "$new.log"
		exit 2
	fi
	rm -f "$new.log"
	mv -T "$new" "$dir" 2>/dev/null || rm -rf "$new" # another run was faster
}
