package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Flags of {@code docker run} about what is around a program. */
@Tag("full")
class DockerSettingsTest {
  private static String answer(String command) {
    return Host.shell("PATH=$PATH:/usr/bin; " + command).run().output();
  }

  @Test
  void anInitBuriesOrphansAndPassesSignalsOn() {
    assertEquals(
        "1 docker-init\n143\n1\ntrue\n3\n",
        answer(
            "docker run --rm --init busybox sh -c 'echo 1 $(cat /proc/1/comm)'; docker run -d"
                + " --name web --init busybox sh -c '(sleep 1 &); sleep 100' >/dev/null; sleep 2;"
                + " docker exec web sh -c 'ps -e -o stat=' | grep -c Z | sed"
                + " 's/^0/none/;s/^1/some/' > /dev/null; docker kill -s TERM web >/dev/null; docker"
                + " wait web; docker ps -aq | wc -l; docker inspect -f '{{.HostConfig.Init}}' web;"
                + " docker run --rm --init busybox sh -c 'exit 3'; echo $?"));
  }

  @Test
  void groupsDevicesDomainAndSettings() {
    assertEquals(
        "0 10 1234\n1, 3\nexample.org\n1\n500\n50000 200000\n",
        answer(
            "docker run --rm --group-add 10 --group-add 1234 busybox id -G; docker run --rm"
                + " --device /dev/null:/dev/nothing busybox ls -l /dev/nothing | awk '{print $5,"
                + " $6}'; docker run --rm --domainname example.org busybox cat"
                + " /proc/sys/kernel/domainname; docker run --rm --sysctl net.ipv4.ip_forward=1"
                + " busybox cat /proc/sys/net/ipv4/ip_forward; docker run --rm --oom-score-adj 500"
                + " busybox cat /proc/self/oom_score_adj; docker run --rm --cpu-period 200000"
                + " --cpu-quota 50000 busybox cat /sys/fs/cgroup/cpu.max"));
  }

  @Test
  void namesAreAskedAsTheFlagsSay() {
    assertEquals(
        "nameserver 1.1.1.1\nsearch a.example b.example\noptions timeout:1\n",
        answer(
            "docker run --rm --dns 1.1.1.1 --dns-search a.example --dns-search b.example"
                + " --dns-option timeout:1 busybox cat /etc/resolv.conf"));
  }

  @Test
  void mountsOfAnotherContainerAreSeen() {
    assertEquals(
        "kept\nsh: can't create /data/y: Read-only file system\n",
        answer(
                "docker create --name data -v vol:/data busybox >/dev/null; docker run --rm"
                    + " --volumes-from data busybox sh -c 'echo kept > /data/x'; docker run --rm"
                    + " --volumes-from data:ro busybox sh -c 'cat /data/x; echo > /data/y' 2>&1")
            .replaceAll("sh: .*/data/y", "sh: can't create /data/y"));
  }

  @Test
  void streamsAreAttachedAsAskedFor() {
    assertEquals(
        "err\nfalse true\nout\nerr\n",
        answer(
            "docker run --name one -a stderr busybox sh -c 'echo out; echo err >&2' 2>&1; docker"
                + " inspect -f '{{.Config.AttachStdout}} {{.Config.AttachStderr}}' one; docker"
                + " start -a one 2>&1"));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertEquals(
        """
        invalid argument "vm.swappiness=1" for "--sysctl" flag: sysctl 'vm.swappiness=1' is not allowed
        docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: sysctl "net.ipv4.ip_forward" not allowed in host network namespace: unknown.
        invalid argument "in" for "-a, --attach" flag: valid streams are STDIN, STDOUT and STDERR
        docker: Conflicting options: -a and -d.
        docker: Error response from daemon: unknown or invalid runtime name: fast.
        docker: Error response from daemon: Conflicting options: Nano CPUs and CPU Quota cannot both be set.
        docker: Error response from daemon: unable to find group nobodies: no matching entries in group file.
        docker: Error response from daemon: error gathering device information while adding custom device "/dev/none": no such file or directory.
        """,
        answer(
                "for a in '--sysctl vm.swappiness=1' '--network host --sysctl"
                    + " net.ipv4.ip_forward=1' '-a in' '-d -a stdout' '--runtime fast' '--cpus .5"
                    + " --cpu-quota 5000' '--group-add nobodies' '--device /dev/none'; do docker"
                    + " run $a busybox true 2>&1; done")
            .replaceAll("See 'docker run --help'.\n", ""));
  }

  @Test
  void topShowsThemAsPsDoes() {
    assertEquals(
        "UID PID PPID C STIME TTY TIME CMD\nroot N N 0 00:00 ? 00:00:00 sleep 1000\nPID COMMAND\nN"
            + " sleep 1000\nError response from daemon: Couldn't find PID field in ps output\n",
        answer(
                "docker run -d --name web busybox sleep 1000 >/dev/null; docker top web | tr -s '"
                    + " '; docker top web -o pid,args | tr -s ' '; docker top web -o args 2>&1")
            .replaceAll("(?m)(?<=^root )\\d+ \\d+|^\\d+", "N")
            .replaceAll("root N 0", "root N N 0"));
  }

  @Test
  void namespacesOfAnotherContainerAreJoined() {
    assertEquals(
        "1 sleep 99\n"
            + "the same\n"
            + "shared\n"
            + "1\n"
            + "125 docker: Error response from daemon: failed to join IPC namespace: container ID:"
            + " non-shareable IPC (hint: use IpcMode:shareable for the donor container).\n"
            + "docker: Error response from daemon: failed to join PID namespace: container ID is"
            + " not running.\n"
            + "docker: --pid: invalid PID mode.\n"
            + "0\n",
        answer(
                "docker run -d --name box --ipc shareable busybox sleep 99 >/dev/null; docker run"
                    + " -d --name own busybox sleep 99 >/dev/null; docker run --rm --pid"
                    + " container:box busybox ps -o pid= -o args= | sed -n 's/^ *//;1p'; a=$(docker"
                    + " run --rm --pid container:box busybox readlink /proc/self/ns/pid);"
                    + " b=$(docker exec box readlink /proc/self/ns/pid); [ $a = $b ] && echo the"
                    + " same; docker exec box sh -c 'echo shared > /dev/shm/x; ipcmk -Q' >"
                    + " /dev/null; docker run --rm --ipc container:box busybox sh -c 'cat"
                    + " /dev/shm/x; ipcs -q | grep -c 0x'; x=$(docker run --ipc container:own"
                    + " busybox true 2>&1); echo $? $x; docker stop -t 0 own >/dev/null; docker run"
                    + " --pid container:own busybox true 2>&1; docker run --pid bad busybox true"
                    + " 2>&1 | head -1; docker rm -f box >/dev/null; grep -c shm /proc/mounts")
            .replaceAll("[0-9a-f]{64}", "ID"));
  }

  @Test
  void anotherRestartPolicyIsTakenLater() {
    assertEquals(
        "box\n{\"Name\":\"on-failure\",\"MaximumRetryCount\":1}\n1\nError response from daemon:"
            + " invalid restart policy: unknown policy 'bad'; use one of 'no', 'always',"
            + " 'on-failure', or 'unless-stopped'\ninvalid restart policy format: maximum retry"
            + " count must be an integer\nRestart policy cannot be updated because AutoRemove is"
            + " enabled for the container\n",
        answer(
            "docker run -d --name box busybox sh -c 'sleep 3; exit 1' >/dev/null; docker update"
                + " --restart on-failure:1 box; docker inspect -f '{{json"
                + " .HostConfig.RestartPolicy}}' box; sleep 8; docker inspect -f"
                + " '{{.RestartCount}}' box; docker update --restart bad box 2>&1; docker update"
                + " --restart always:x box 2>&1; docker run -d --rm --name gone busybox sleep 9"
                + " >/dev/null; docker update --restart always gone 2>&1 | sed 's/.*: //'"));
  }
}
