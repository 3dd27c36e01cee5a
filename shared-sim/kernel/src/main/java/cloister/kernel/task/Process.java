package cloister.kernel.task;

import cloister.kernel.abi.Signal;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.signal.PendingSignals;
import cloister.kernel.vfs.FileOperations;
import java.util.ArrayList;
import java.util.List;

/** What the tasks of a program have in common; Linux's signal_struct. */
public final class Process extends KernelObject {
  private static final int USUAL_PROCESSES = 2048;

  private final List<Task> tasks = new ArrayList<>();
  private final List<Process> children = new ArrayList<>();
  private final PendingSignals pending = new PendingSignals();
  private final WaitQueue childrenChanged = new WaitQueue();
  private final Limits limits = new Limits(USUAL_PROCESSES);
  private final Times times = new Times();
  private final Times childrenTimes = new Times();
  private final ProcessSettings settings = new ProcessSettings();
  private final IoCounts io = new IoCounts();
  private final PosixTimers timers = new PosixTimers();
  private int pid;
  private PidNamespace pids;
  private Process parent;
  private int group;
  private int session;
  private FileOperations terminal;
  private boolean executed;

  /** Signal that tells the parent of the end. */
  private int exitSignal;

  /** As wait(2) tells it. */
  private int exitStatus;

  private boolean zombie;

  /** Makes it more or less likely to end when memory is short (oom_score_adj), -1000 to 1000. */
  private int oomScoreAdjust;

  /** The signal that stopped it, until the parent has asked; 0 for none. */
  private int stopToTell;

  private boolean continueToTell;

  /** ITIMER_REAL: next tick and period; {@link PendingCall#NEVER} for none. */
  private long alarm = PendingCall.NEVER;

  private long alarmPeriod;
  private long started;

  public Process(int id) {
    super(id);
  }

  Process begin(
      int number, PidNamespace namespace, Process parentProcess, int signalAtEnd, long now) {
    pid = number;
    pids = namespace;
    pids.use();
    parent = parentProcess;
    exitSignal = signalAtEnd;
    started = now;
    if (parentProcess != null) {
      parentProcess.children.add(this);
      group = parentProcess.group;
      session = parentProcess.session;
      terminal = parentProcess.terminal;
      limits.copyFrom(parentProcess.limits);
      oomScoreAdjust = parentProcess.oomScoreAdjust;
      settings.copyFrom(parentProcess.settings);
    }
    return this;
  }

  public int pid() {
    return pid;
  }

  /** The namespace that it has been made in, the innermost that it has a number in. */
  public PidNamespace pids() {
    return pids;
  }

  /** Whether it is the first process of its namespace, which orphans come to. */
  public boolean isInit() {
    return pids.init() == pid;
  }

  /** Its number as another process sees it; 0 where that does not. */
  public int numberFor(Process other) {
    return other.pids.fromKernel(pid);
  }

  /** The parent's number as it sees it; 0 for one outside of its namespace. */
  public int parentNumber() {
    return parent == null ? 0 : pids.fromKernel(parent.pid);
  }

  /** Null for process 1. */
  public Process parent() {
    return parent;
  }

  /** Process 1 may be there for its children alone, without a program. */
  public boolean runsProgram() {
    return parent != null || executed;
  }

  void adoptedBy(Process other) {
    parent = other;
    other.children.add(this);
  }

  public List<Process> children() {
    return children;
  }

  public List<Task> tasks() {
    return tasks;
  }

  public Task leader() {
    return tasks.getFirst();
  }

  public PendingSignals pending() {
    return pending;
  }

  public WaitQueue childrenChanged() {
    return childrenChanged;
  }

  public Limits limits() {
    return limits;
  }

  public Times times() {
    return times;
  }

  public Times childrenTimes() {
    return childrenTimes;
  }

  public ProcessSettings settings() {
    return settings;
  }

  public IoCounts io() {
    return io;
  }

  public PosixTimers timers() {
    return timers;
  }

  public int group() {
    return group;
  }

  public void setGroup(int processGroup) {
    group = processGroup;
  }

  public int session() {
    return session;
  }

  /** Leads a session of its own from now on, without a terminal. */
  public void leadSession() {
    session = pid;
    group = pid;
    terminal = null;
  }

  /** The terminal of its session; null without one. */
  public FileOperations terminal() {
    return terminal;
  }

  public void setTerminal(FileOperations controlling) {
    terminal = controlling;
  }

  /** It has started a program since it was forked (setpgid(2)). */
  public boolean hasExecuted() {
    return executed;
  }

  public void executed() {
    executed = true;
    exitSignal = exitSignal == 0 ? 0 : Signal.SIGCHLD;
  }

  public int exitSignal() {
    return exitSignal;
  }

  public int exitStatus() {
    return exitStatus;
  }

  public boolean isZombie() {
    return zombie;
  }

  void end(int status) {
    exitStatus = status;
    zombie = true;
  }

  public int oomScoreAdjust() {
    return oomScoreAdjust;
  }

  public void setOomScoreAdjust(int value) {
    oomScoreAdjust = value;
  }

  public int stopToTell() {
    return stopToTell;
  }

  public void setStopToTell(int signal) {
    stopToTell = signal;
  }

  public boolean continueToTell() {
    return continueToTell;
  }

  public void setContinueToTell(boolean tell) {
    continueToTell = tell;
  }

  public long alarm() {
    return alarm;
  }

  public long alarmPeriod() {
    return alarmPeriod;
  }

  void setAlarm(long tick, long period) {
    alarm = tick;
    alarmPeriod = period;
  }

  /** The tick at which it began. */
  public long started() {
    return started;
  }

  @Override
  public Kind kind() {
    return Kind.PROCESS;
  }

  @Override
  public void save(ObjectWriter out) {
    out.numbers(
        new int[] {pid, group, session, exitSignal, exitStatus, stopToTell, oomScoreAdjust});
    out.pointer(parent);
    out.pointer(pids);
    out.pointers(tasks);
    out.pointers(children);
    out.pointer(terminal);
    pending.save(out);
    childrenChanged.save(out);
    limits.save(out);
    times.save(out);
    childrenTimes.save(out);
    settings.save(out);
    timers.save(out);
    io.save(out);
    out.flag(executed);
    out.flag(zombie);
    out.flag(continueToTell);
    out.number(alarm);
    out.number(alarmPeriod);
    out.number(started);
  }

  @Override
  public void load(ObjectReader in) {
    int[] words = in.numbers();
    pid = words[0];
    group = words[1];
    session = words[2];
    exitSignal = words[3];
    exitStatus = words[4];
    stopToTell = words[5];
    oomScoreAdjust = words[6];
    parent = in.pointer();
    pids = in.pointer();
    tasks.addAll(in.<Task>pointers());
    children.addAll(in.<Process>pointers());
    terminal = in.pointer();
    pending.load(in);
    childrenChanged.load(in);
    limits.load(in);
    times.load(in);
    childrenTimes.load(in);
    settings.load(in);
    timers.load(in);
    io.load(in);
    executed = in.flag();
    zombie = in.flag();
    continueToTell = in.flag();
    alarm = in.longNumber();
    alarmPeriod = in.longNumber();
    started = in.longNumber();
  }
}
