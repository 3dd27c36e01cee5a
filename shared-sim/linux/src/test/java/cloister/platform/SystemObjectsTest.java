package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Objects of System V and queues by what they cost, and the files of {@code /sys}. */
class SystemObjectsTest {
  @Test
  void whatAGroupMakesCountsInItAndIsBounded() {
    String printed =
        Host.shell(
                """
                mkdir /sys/fs/cgroup/box
                echo 4M > /sys/fs/cgroup/box/memory.max
                sh -c 'echo $$ > /sys/fs/cgroup/box/cgroup.procs
                  while ipcmk -S 10000; do grep -w slab /sys/fs/cgroup/box/memory.stat; done'
                ipcs -us
                ipcrm --all
                grep -w slab /sys/fs/cgroup/box/memory.stat
                """)
            .run()
            .output();
    assertTrue(printed.contains("slab 643072\n"), printed);
    assertTrue(printed.contains("Killed"), printed);
    assertTrue(printed.contains("used arrays = 6\n"), printed);
    assertTrue(printed.endsWith("slab 0\n"), printed);
  }

  @Test
  void whatANamespaceHadIsGivenBackWithIt() {
    String printed =
        Host.shell(
                """
                free() { grep MemFree /proc/meminfo; }
                unshare -i true
                free
                unshare -i sh -c 'ipcmk -S 32000; ipcmk -Q; ipcmk -M 100000' > /dev/null
                free
                """)
            .run()
            .output();
    String[] lines = printed.split("\n");
    assertEquals(2, lines.length, printed);
    assertEquals(lines[0], lines[1]);
  }

  @Tag("full")
  @Test
  void aContainerHasObjectsOfItsOwn() {
    String printed =
        Host.shell(
                """
                ipcmk -M 4096 > /dev/null
                PATH=$PATH:/usr/bin
                docker run --rm busybox ipcs -m
                docker run --rm --ipc host busybox ipcs -m | grep -c 4096
                docker run --rm busybox sh -c 'cat /sys/class/net/lo/operstate; ls /sys/class/net'
                docker run --rm busybox mkdir /sys/fs/x
                docker run --rm busybox ls -ld /dev/mqueue
                """)
            .run()
            .output();
    assertTrue(printed.contains("status      \n\n1\n"), printed);
    assertTrue(printed.contains("unknown\neth0\nlo\n"), printed);
    assertTrue(printed.contains("drwxrwxrwt"), printed);
  }

  @Test
  void tailGoesOnWithWhatIsAdded() {
    String printed =
        Host.shell(
                """
                cd /tmp; echo a > x; echo b > y
                tail -f x y 2>&1 & p=$!
                sleep 0.1; echo c >> y; sleep 0.1; echo d >> x; sleep 0.1; echo > x; sleep 0.1
                mv y z; echo e >> z; sleep 0.1; kill $p
                """)
            .run()
            .output();
    assertEquals(
        """
        ==> x <==
        a

        ==> y <==
        b
        c

        ==> x <==
        d
        tail: x: file truncated


        ==> y <==
        e
        """,
        printed);
  }

  @Test
  void interfacesAreThoseOfTheNetworkThatWasMounted() {
    String printed =
        Host.shell(
                """
                ip link add a type veth peer name b
                ls /sys/class/net
                unshare -nm sh -c 'ls /sys/class/net; mount -t sysfs s /sys; ls /sys/class/net'
                readlink /sys/class/net/a
                cat /sys/class/net/a/mtu /sys/class/net/a/carrier 2>&1
                cat /sys/class/net/lo/statistics/rx_bytes /sys/devices/system/cpu/online
                echo 1 2>&1 > /sys/class/net/a/mtu
                """)
            .run()
            .output();
    assertEquals(
        """
        a
        b
        lo
        a
        b
        lo
        lo
        ../../devices/virtual/net/a
        1500
        cat: /sys/class/net/a/carrier: Invalid argument
        0
        0
        """,
        printed.substring(0, printed.indexOf("0\n0\n") + 4));
  }
}
