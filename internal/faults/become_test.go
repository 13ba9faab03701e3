//go:build unix

package faults

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// confinement names the variable that makes the test's own program confine
// itself and then become another program: "seal" cuts it off the network, "seal
// and dial" also tries to use it all the same, a number is the size in bytes of
// the largest file that it may write. With "8 seconds" it runs the other
// program, with that much processor time, and writes the most bytes that it
// held to the file peak.
const confinement = "FAULTS_CONFINEMENT"

// become has a run confined.
func become(r *run, how string) *run {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	r.Path, r.Args = self, append([]string{self}, r.Args...)
	r.Env = append(r.Env, confinement+"="+how)
	return r
}

// confine does what the variable asks for; it returns if that is nothing.
func confine() {
	how, wanted := os.LookupEnv(confinement)
	if !wanted {
		return
	}
	os.Unsetenv(confinement)
	var err error
	switch how {
	case "seal":
		err = seal()
	case "seal and dial":
		if err = seal(); err == nil {
			_, err = net.Dial("udp", "127.0.0.1:9")
		}
	default:
		if seconds, ok := strings.CutSuffix(how, " seconds"); ok {
			if err = limit(syscall.RLIMIT_CPU, seconds); err == nil {
				err = watch()
			}
		} else {
			err = limit(syscall.RLIMIT_FSIZE, how)
		}
	}
	if err == nil {
		err = syscall.Exec(os.Args[1], os.Args[1:], os.Environ())
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// watch runs the other program and ends as it does. It is small itself: what
// starts a program counts as memory of that.
func watch() error {
	c := exec.Command(os.Args[1], os.Args[2:]...)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	if err := c.Run(); c.ProcessState == nil {
		return err
	}
	most := int64(c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS != "darwin" { // elsewhere it is counted in kilobytes
		most *= 1024
	}
	if err := os.WriteFile("peak", []byte(strconv.FormatInt(most, 10)), 0o600); err != nil {
		return err
	}
	os.Exit(c.ProcessState.ExitCode())
	return nil
}

// limit lowers what the kernel grants (getrlimit(2)).
func limit(resource int, to string) error {
	n, err := strconv.ParseUint(to, 10, 64)
	if err != nil {
		return err
	}
	var limit syscall.Rlimit
	err = syscall.Getrlimit(resource, &limit)
	limit.Cur = n
	return errors.Join(err, syscall.Setrlimit(resource, &limit))
}
