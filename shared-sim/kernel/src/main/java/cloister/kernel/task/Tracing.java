package cloister.kernel.task;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.signal.SignalInfo;
import java.util.Optional;

/**
 * By whom a task is traced, where it stands for that one to look, and how it goes on (ptrace(2)).
 */
public final class Tracing {
  /** Options of PTRACE_SETOPTIONS; those above tell of events by their bits. */
  public static final int MARKS_CALLS = 1;

  /** It ends with its tracer (PTRACE_O_EXITKILL). */
  public static final int ENDS_TOO = 0x100000;

  public static final int OPTIONS = 0x7f | ENDS_TOO;

  public static final int FORK = 1;
  public static final int VFORK = 2;
  public static final int CLONE = 3;
  public static final int EXECUTE = 4;
  public static final int VFORK_DONE = 5;
  public static final int EXIT = 6;

  /** Why it stands. */
  public enum Reason {
    NONE,
    SIGNAL,
    CALL,
    EVENT,
    /** Its whole process was stopped by a signal. */
    GROUP
  }

  private Process tracer;
  private int options;
  private boolean stopsAtCalls;
  private Reason reason = Reason.NONE;

  /** What wait(2) is still to tell; 0 for nothing. */
  private int untold;

  private SignalInfo info;

  /** PTRACE_GETEVENTMSG. */
  private int message;

  /** An event that happens when the call has been made; 0 for none. */
  private int event;

  /** Its end has been told; what is left of it comes when it goes on. */
  private boolean endTold;

  /** The signal that ends it then; null where it has asked for it itself. */
  private SignalInfo ending;

  private boolean atEntry;
  private boolean exitDue;

  /** The signal that the tracer lets through; one of number 0 for none. */
  private SignalInfo verdict;

  /** Null for nobody. */
  public Process tracer() {
    return tracer;
  }

  public boolean isTraced() {
    return tracer != null;
  }

  public void begin(Process by, int asked) {
    tracer = by;
    options = asked;
  }

  /** A call that it stood at is still to be asked about and made, or has been made: that stays. */
  void end() {
    tracer = null;
    options = 0;
    stopsAtCalls = false;
    untold = 0;
    event = 0;
    info = null;
  }

  /** SIGKILL ends a stop: there is nothing to tell of it any more. */
  void breakOff() {
    reason = Reason.NONE;
    untold = 0;
  }

  public int options() {
    return options;
  }

  public void setOptions(int asked) {
    options = asked;
  }

  /** Whether an event is to be told. */
  boolean tells(int which) {
    return isTraced() && (options >>> which & 1) != 0;
  }

  public boolean stopsAtCalls() {
    return isTraced() && stopsAtCalls;
  }

  public Reason reason() {
    return reason;
  }

  public int untold() {
    return untold;
  }

  public void told() {
    untold = 0;
  }

  /** Of the signal that it stands for. */
  public SignalInfo info() {
    return info;
  }

  public int message() {
    return message;
  }

  void stand(Reason why, int code, SignalInfo signal) {
    reason = why;
    untold = code;
    info = signal;
  }

  void goOn(boolean toNextCall, SignalInfo given) {
    stopsAtCalls = toNextCall;
    reason = Reason.NONE;
    untold = 0;
    verdict = given;
  }

  Optional<SignalInfo> takeVerdict() {
    SignalInfo given = ending != null ? ending : verdict;
    verdict = null;
    ending = null;
    return Optional.ofNullable(given);
  }

  /**
   * It is about to end.
   *
   * @param by the signal that ends it; null where it has asked for it itself
   * @return whether that is still to be told
   */
  boolean ends(int status, SignalInfo by) {
    if (endTold || !tells(EXIT)) {
      return false;
    }
    endTold = true;
    ending = by;
    message = status;
    return true;
  }

  void happens(int which, int number) {
    event = which;
    message = number;
  }

  int takeEvent() {
    int happened = event;
    event = 0;
    return happened;
  }

  public void standAtEntry() {
    atEntry = true;
  }

  /** Whether a call goes on that it has stood before. */
  public boolean takeEntry() {
    boolean stood = atEntry;
    atEntry = false;
    return stood;
  }

  void oweExit() {
    exitDue = true;
  }

  /** Whether the call is made, and only its end is still to be told. */
  public boolean takeExit() {
    boolean due = exitDue;
    exitDue = false;
    return due;
  }

  void save(ObjectWriter out) {
    out.pointer(tracer);
    out.numbers(new int[] {options, reason.ordinal(), untold, message, event});
    out.flag(stopsAtCalls);
    out.flag(atEntry);
    out.flag(exitDue);
    out.flag(endTold);
    save(out, info);
    save(out, verdict);
    save(out, ending);
  }

  private static void save(ObjectWriter out, SignalInfo signal) {
    out.flag(signal != null);
    if (signal != null) {
      signal.save(out);
    }
  }

  void load(ObjectReader in) {
    tracer = in.pointer();
    int[] words = in.numbers();
    options = words[0];
    reason = Reason.values()[words[1]];
    untold = words[2];
    message = words[3];
    event = words[4];
    stopsAtCalls = in.flag();
    atEntry = in.flag();
    exitDue = in.flag();
    endTold = in.flag();
    info = in.flag() ? SignalInfo.load(in) : null;
    verdict = in.flag() ? SignalInfo.load(in) : null;
    ending = in.flag() ? SignalInfo.load(in) : null;
  }
}
