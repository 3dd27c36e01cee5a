package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** {@code pgrep}, {@code pkill} and the threads that {@code ps} shows. */
class ProcessSearchTest {
  @Test
  void namesAreExtendedRegularExpressions() {
    assertEquals(
        "2\n2\n1\n0\nsleep 51\npgrep: regex error: Unmatched ( or \\(\n2\n1\n",
        Host.shell(
                "exec 2>&1; sleep 50 & sleep 51 & pgrep -c '^s(l|m)e{2}p$'; pgrep -cx 'sl.*p';"
                    + " pgrep -cf '^sleep 5[1-9]'; pgrep -cx 'slee'; pgrep -af '^sleep 5[1]' | cut"
                    + " -d' ' -f2-; pgrep '('; echo $?; pkill -f '^sleep 5[01]'; sleep 1; pgrep -x"
                    + " sleep; echo $?")
            .run()
            .output());
  }

  @Test
  void threadsHaveLinesOfTheirOwn() {
    assertEquals(
        "  PID   LWP TTY          TIME CMD\nNLWP\nthe same\n",
        Host.shell(
                "sleep 9 & ps -L -p $! | head -1; ps -Lf | head -1 | grep -o NLWP; [ \"$(ps -o lwp="
                    + " -p $!)\" = \"$(ps -o %p -p $! | tail -1)\" ] && echo the same")
            .run()
            .output());
  }

  /** As psmisc draws them: like ones once with their number, brackets behind the last below. */
  @Test
  void aTreeHangsBelowTheFirstProcess() {
    assertEquals(
        """
        sh-+-pstree
           |-sh---2*[sleep]
           |-2*[sh---sleep]
           `-2*[sleep]
        sh-+-sleep
           |-sleep
        """,
        Host.shell(
                "sleep 9 & sleep 9 & sh -c 'sleep 9 & sleep 9' & sh -c 'sleep 9; :' & sh -c"
                    + " 'sleep 9; :' & sleep 1; pstree $$; pstree -cn $$ | head -2")
            .run()
            .output());
  }

  /** Nothing of a process's name reaches the terminal as a command, or makes a line. */
  @Test
  void controlCharactersInNamesAreNotDrawn() {
    assertEquals(
        "sh-+-pstree\n   `-x?[31m?y\n",
        Host.shell(
                "n=/tmp/$(printf 'x\\033[31m\\n"
                    + "y'); printf '#!/bin/sh\\n"
                    + "read x < /tmp/p\\n"
                    + "' > \"$n\"; mkfifo /tmp/p; chmod +x \"$n\"; \"$n\" & sleep 1; pstree $$")
            .run()
            .output());
  }
}
