package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Files of {@code /proc} about processes that have little left. */
class ProcFilesTest {
  @Test
  void theProcessorAndWhatMayBeUsedAreTold() {
    assertEquals(
        "model name\t: Cloister IA-32 processor\nflags\t\t: fpu de pse tsc msr pae cx8 sep pge"
            + " cmov pat fxsr nx\nbtime 1767225600\ncpu\nMax open files            512"
            + "                  4096                 files     \n7\n",
        Host.shell(
                "sleep 1; grep -E '^(model name|flags)' /proc/cpuinfo; grep btime /proc/stat; awk"
                    + " '/^cpu / {print $2+$4+$5 >= 100 ? $1 : $0}' /proc/stat; ulimit -Sn 512;"
                    + " grep 'Max open' /proc/self/limits; wc -w < /proc/self/statm")
            .run()
            .output());
  }

  @Test
  void everyFileOfAZombieIsThere() {
    String command =
        "(sh -c 'exit 3' & exec sleep 2) & sleep 1; z=$(ps -e -o pid= -o stat= | grep Z | awk"
            + " '{print $1}'); for f in /proc/$z/*; do cat $f; ls -l $f; readlink $f; done >"
            + " /dev/null 2>&1; grep -E '^(Umask|State)' /proc/$z/status; ps -o stat= -o args= -p"
            + " $z";
    assertEquals("State:\tZ (zombie)\nZ    [sh] <defunct>\n", Host.shell(command).run().output());
  }

  @Test
  void aLoginIsToldOnceAndForGood() {
    String command =
        "cat /proc/self/loginuid /proc/self/sessionid; echo; echo 1000 > /proc/$$/loginuid; cat"
            + " /proc/self/loginuid /proc/self/sessionid; echo; setpriv --bounding-set -all"
            + " --inh-caps -all sh -c 'echo 0 > /proc/$$/loginuid; echo $?' 2>&1; sleep 9 & echo 7"
            + " > /proc/$!/loginuid";
    assertEquals(
        "42949672954294967295\n10001\nsh: write error: Operation not permitted\n1\n"
            + "sh: write error: Operation not permitted\n",
        Host.shell("exec 2>&1; " + command).run().output());
  }

  /** As in Linux's __set_oom_adj: only oom_score_adj says how low others may go. */
  @Test
  void theOldAdjustmentIsNotTheLeastOne() {
    String less = "setpriv --bounding-set -all --inh-caps -all sh -c 'echo %d > %s; cat %2$s'; ";
    String file = "/proc/$$/oom_score_adj";
    assertEquals(
        "588\n100\nsh: write error: Permission denied\n50\n",
        Host.shell(
                "exec 2>&1; echo 10 > /proc/$$/oom_adj; cat /proc/$$/oom_score_adj; "
                    + less.formatted(100, file)
                    + "echo 50 > /proc/$$/oom_score_adj; "
                    + less.formatted(40, file))
            .run()
            .output());
  }

  /** What a write to another's memory copies is in the account of whose memory it is. */
  @Test
  void aCopyCountsForTheGroupOfItsMemory() {
    String command =
        "cd /sys/fs/cgroup; mkdir a b; echo +memory > cgroup.subtree_control; sh -c 'echo $$ >"
            + " b/cgroup.procs; exec sleep 9' & s=$!; sleep 1; anon() { awk '/^anon / {print $2}'"
            + " $1/memory.stat; }; before=$(anon b); sh -c 'echo $$ > a/cgroup.procs; exec dd"
            + " if=/proc/$0/mem of=/proc/$0/mem bs=4096 count=2 skip=32840 seek=32840"
            + " conv=notrunc' $s 2> /tmp/e; tail -n 1 /tmp/e | cut -d' ' -f1; echo $(($(anon b) -"
            + " before)); kill $s";
    assertEquals("8192\n8192\n", Host.shell("exec 2>&1; " + command).run().output());
  }

  @Test
  void whatTasksWaitForIsTold() {
    String command =
        "sleep 9 & s=$!; (read x < /tmp) 2> /dev/null; mkfifo /tmp/f; cat /tmp/f & c=$!; exec 3>"
            + " /tmp/f; sleep 1; for p in $s $c $$; do cat /proc/$p/wchan; echo; cut -d' ' -f1"
            + " /proc/$p/syscall; done; ls /proc/$s/task | grep -c \"^$s\\$\"; od -An -tu4 -N 16"
            + " /proc/$s/auxv | tr -s ' '; kill $s $c";
    assertEquals(
        "hrtimer_nanosleep\n162\npipe_read\n3\ndo_wait\n114\n1\n 16 0 6 4096\n",
        Host.shell(command).run().output());
  }
}
