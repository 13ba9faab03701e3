package faults

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// seal makes the kernel kill this process, and what it becomes, as soon as
// it asks for a socket.
func seal() error {
	runtime.LockOSThread() // the filter is the thread's
	filter := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: 0}, // the number of the system call
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: unix.SYS_SOCKET, Jf: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_KILL_PROCESS},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
	}
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	return unix.Prctl(unix.PR_SET_SECCOMP, unix.SECCOMP_MODE_FILTER, uintptr(unsafe.Pointer(&program)), 0, 0)
}

// A build asks for no network, not even for one on this machine.
func TestNoNetwork(t *testing.T) {
	dir := t.TempDir()
	guide, dist := filepath.Join(dir, "guide"), filepath.Join(dir, "dist")
	writeGuide(t, guide, "whale", 1)
	picture := "\n![A white whale](https://example.org/whale.png)\n\nSee <https://example.org/>.\n"
	become(command(dir, "build", guide, "-o", dist), "seal").check(t, exitDone)
	checkClean(t, dist)

	f, err := os.OpenFile(filepath.Join(guide, "000.md"), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString(picture); err != nil {
		t.Fatal(err)
	}
	become(command(dir, "build", guide, "-o", dist), "seal").
		check(t, exitContent, `the image "https://example.org/whale.png" is on the network`)

	// The seal holds.
	r := become(command(dir), "seal and dial")
	if r.code(t); !r.ProcessState.Sys().(syscall.WaitStatus).Signaled() {
		t.Errorf("a socket can be had:\n%s", &r.output)
	}
}

// A small disk that is full leaves the old files, too; it may be full before
// a file is begun.
func TestFullVolume(t *testing.T) {
	dir := t.TempDir()
	guide, dist, small := filepath.Join(dir, "guide"), filepath.Join(dir, "dist"), filepath.Join(dir, "small")
	writeGuide(t, guide, "whale", 1)
	old := build(t, guide, dist)
	writeGuide(t, guide, "lighthouse", 1)
	if err := os.Mkdir(small, 0o755); err != nil {
		t.Fatal(err)
	}
	bytes := len(old["guide.epub"]) + len(old["guide.pdf"])
	for _, spare := range []int{1 << 12, 1 << 15} {
		// The volume ends with the processes that see it, so they look at it themselves.
		script := fmt.Sprintf(`mount -t tmpfs -o size=%d none "$3" || exit 77
			cp "$4"/guide.* "$3" && "$1" build "$2" -o "$3" --no-cache
			code=$?
			ls -A "$3" && cmp "$4"/guide.epub "$3"/guide.epub && cmp "$4"/guide.pdf "$3"/guide.pdf || exit 1
			exit $code`, bytes+spare)
		r := command(dir)
		r.Path, r.Args = "/bin/sh", []string{"sh", "-c", script, "sh", program, guide, small, dist}
		r.Env = append(r.Env, "PATH="+os.Getenv("PATH"))
		r.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
		if os.Getuid() != 0 {
			r.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
			r.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}
		}
		if err := r.Start(); err != nil {
			t.Log("this system gives no volume of one's own, so that TestFullDisk alone stands for it:", err)
			return
		}
		if r.code(t) == 77 {
			t.Log("this system mounts nothing, so that TestFullDisk alone stands for it:", &r.output)
			return
		}
		if r.ProcessState.ExitCode() != exitRun {
			t.Errorf("the exit code is %d:\n%s", r.ProcessState.ExitCode(), &r.output)
		}
		checkSays(t, r, "cannot be written: no space left on device [output-unwritten]", "\nguide.epub\nguide.pdf\n")
	}
}
