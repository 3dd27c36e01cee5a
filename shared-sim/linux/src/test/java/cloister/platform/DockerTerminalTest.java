package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Terminals of containers' own, and who looks on. Returns are shown as {@code ^}. */
class DockerTerminalTest {
  private static String answer(String command) {
    return Host.shell("PATH=$PATH:/usr/bin; { " + command + "; } 2>&1 | tr '\\r' '^'")
        .run()
        .output();
  }

  /** What somebody types at a terminal where a command runs; waits of a second are dots. */
  private static String typed(String keys, String command) {
    StringBuilder script = new StringBuilder("(sleep 2");
    for (String part : keys.split(" ")) {
      script.append("; printf '").append(part.replace('_', ' ')).append("'; sleep 1");
    }
    return script + ") | script -qec \"" + command + "; echo status \\$?\" /dev/null";
  }

  @Test
  void aContainerHasATerminalOfItsOwn() {
    assertEquals(
        "/dev/pts/0^\n136, 0 crw--w----^\n0 0^\n/dev/pts/1^\n1000 crw--w----^\nnot a tty\n"
            + "/dev/pts/0^\n",
        answer(
            "docker run --rm -t busybox sh -c \"tty; ls -l /dev/console | awk '{print \\$5, \\$6,"
                + " \\$1}'; stty size\"; docker run -dt --name box busybox sh -c 'tty; sleep 99' >"
                + " /dev/null; docker exec -t box tty; docker exec -t -u 1000 box sh -c \"ls -ln"
                + " \\$(tty) | awk '{print \\$3, \\$1}'\" | tr -d '\\r' | sed 's/$/^/' | tail -1;"
                + " docker exec box tty; docker logs box"));
  }

  @Test
  void whoIsAttachedLeavesAndComesBack() {
    String first = typed("x=7\\n \\020\\021", "docker run -it --name box busybox sh");
    String second =
        typed("echo_$x;_stty_size\\n exit_5\\n", "stty rows 30 cols 99; docker attach box");
    assertEquals(
        "# x=7^\n# status 0^\nbox\n^[[J# ^[[J# echo $x; stty size^\n7^\n30 99^\n# exit 5^\nstatus"
            + " 5^\nYou cannot attach to a stopped container, start it first\n",
        answer(first + "; docker ps --format '{{.Names}}'; " + second + "; docker attach box")
            .replaceAll("\\^*\033", "^["));
  }

  @Test
  void keysThatInterruptGoToTheProgramThatHasTheTerminal() {
    String keys = "sleep_99\\n \\003 echo_$?;_exit_4\\n";
    assertEquals(
        "# sleep 99^\n^C^\n# echo $?; exit 4^\n130^\nstatus 4^\nrunning\n",
        answer(
            "docker run -dt --name box busybox sleep 999 >/dev/null; "
                + typed(keys, "docker exec -it box sh")
                + "; docker inspect -f '{{.State.Status}}' box"));
  }

  @Test
  void otherKeysDetachWhereThatIsAskedFor() {
    assertEquals(
        "hi^\n^Xx^\nread escape sequence^\nstatus 1^\ndone\n"
            + "docker: Error response from daemon: Invalid detach keys (bad) provided.\n",
        answer(
            "docker run -d --name box busybox sleep 999 >/dev/null; "
                + typed(
                    "\\030x\\n \\030q",
                    "docker exec -it --detach-keys ctrl-x,q box sh -c 'echo hi; sleep 6; echo"
                        + " done > /tmp/x'")
                + "; sleep 5; docker exec box cat /tmp/x; docker run --detach-keys bad busybox"
                + " true"));
  }

  @Test
  void theSizeOfATerminalIsHandedOnWhenItChanges() {
    assertEquals(
        "24 80^^\n40 90^^\nstatus 0^\n",
        answer(
            typed(
                "",
                "stty rows 24 cols 80; (sleep 2; stty rows 40 cols 90) < /dev/tty & docker run -t"
                    + " --rm busybox sh -c 'stty size; sleep 4; stty size'")));
  }

  @Test
  void withoutATerminalOutputInputAndSignalsPass() {
    assertEquals(
        "got one\none\nterm\n4\n",
        answer(
            "docker run -di --name one busybox sh -c 'while read x; do echo got $x; done' >"
                + " /dev/null; (sleep 1; echo one) | docker attach one & sleep 3; docker rm -f one;"
                + " docker run -d --name two busybox sh -c 'trap \"echo term; exit 4\" TERM; while"
                + " :; do sleep 1; done' >/dev/null; docker attach two & sleep 1; kill -TERM $!;"
                + " wait $!; echo $?"));
  }

  @Tag("full")
  @Test
  void muchGoesInWhileMuchComesBack() {
    assertEquals(
        "40000\none\n",
        answer(
            "seq 1 20000 > /tmp/in; docker run -di --name one busybox tee /dev/stderr > /dev/null;"
                + " docker attach one < /tmp/in > /tmp/out 2> /tmp/err & sleep 10; cat /tmp/out"
                + " /tmp/err | wc -l; docker rm -f one"));
  }

  /** The shim is held up, so that it finds that one has left and that there is output at once. */
  @Test
  void whoLeavesDisturbsNobodyElse() {
    assertEquals(
        "1\n2\n1\n2\n",
        answer(
            "docker run -d --name one busybox sh -c 'sleep 5; echo 1; sleep 3; echo 2' > /dev/null;"
                + " docker attach one > /dev/null & A=$!; sleep 1; docker attach one > /tmp/b &"
                + " sleep 1; docker attach one > /tmp/c & sleep 1; S=$(pgrep docker-shim); kill"
                + " -STOP $S; kill -KILL $A; sleep 4; kill -CONT $S; docker wait one > /dev/null;"
                + " sleep 1; cat /tmp/b /tmp/c"));
  }

  @Tag("full")
  @Test
  void whoDoesNotLookKeepsNobodyWaiting() {
    assertEquals(
        "7\n40000\n40000\n7\n40000\n",
        answer(
            "docker run -d --name one busybox sh -c 'sleep 4; seq 1 40000; exit 7' > /dev/null;"
                + " docker attach one > /tmp/a & A=$!; docker attach one > /tmp/b & sleep 2; kill"
                + " -STOP $A; docker wait one; docker logs one | wc -l; sleep 1; wc -l < /tmp/b;"
                + " kill -CONT $A; wait $A; echo $?; wc -l < /tmp/a"));
  }

  @Tag("full")
  @Test
  void whoIsSlowLosesNothing() {
    assertEquals(
        "running\n90000\n",
        answer(
            "docker run -d --name one busybox sh -c 'sleep 2; seq 1 90000' > /dev/null; docker"
                + " attach one | (sleep 9; docker inspect -f '{{.State.Status}}' one; wc -l)"));
  }

  @Test
  void theEndOfAContainerThatIsRemovedIsTold() {
    assertEquals(
        "hi\n6\n",
        answer(
            "docker run -d --rm --name one busybox sh -c 'sleep 2; echo hi; exit 6' > /dev/null;"
                + " docker attach one; echo $?"));
  }
}
