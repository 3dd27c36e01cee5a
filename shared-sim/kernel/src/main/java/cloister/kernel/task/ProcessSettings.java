package cloister.kernel.task;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * Numbers that are kept of a process and handed on to its children, and decide little or nothing.
 */
public final class ProcessSettings {
  private static final long USUAL_SLACK = 50_000;

  /** Which memory a core dump would have (core(5)). */
  public int dumpFilter = 0x33;

  /** Who has logged in, as the kernel counts users (credentials(7)); -1 for nobody. */
  public int loginUser = -1;

  /** The session of that login; -1 for none. */
  public int auditSession = -1;

  /** So late a timer may expire, in nanoseconds; those of this kernel never do. */
  public long timerSlack = USUAL_SLACK;

  /** What that was at first. */
  public long usualTimerSlack = USUAL_SLACK;

  /** How it wants to be run (personality(2)). */
  public int personality;

  /** So low its oom_score_adj may become without CAP_SYS_RESOURCE. */
  public int leastOomScore;

  void copyFrom(ProcessSettings parent) {
    dumpFilter = parent.dumpFilter;
    loginUser = parent.loginUser;
    auditSession = parent.auditSession;
    timerSlack = parent.timerSlack;
    usualTimerSlack = parent.timerSlack;
    leastOomScore = parent.leastOomScore;
    personality = parent.personality;
  }

  void save(ObjectWriter out) {
    out.numbers(new int[] {dumpFilter, loginUser, auditSession, leastOomScore, personality});
    out.number(timerSlack);
    out.number(usualTimerSlack);
  }

  void load(ObjectReader in) {
    int[] words = in.numbers();
    dumpFilter = words[0];
    loginUser = words[1];
    auditSession = words[2];
    leastOomScore = words[3];
    personality = words[4];
    timerSlack = in.longNumber();
    usualTimerSlack = in.longNumber();
  }
}
