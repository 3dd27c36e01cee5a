package cloister.kernel.tty;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.abi.Signal;
import cloister.kernel.cred.Capability;
import cloister.kernel.fs.Devices;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.object.Waiter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Poll;

/** A terminal: its session and foreground group, and the line that is typed. */
public final class Tty extends FileOperations implements Devices.OpenedDevice {
  /** Where output goes. */
  public interface Screen {
    /** One byte for a terminal. */
    void write(int terminal, int value);
  }

  /** The device of the first 256 pseudoterminals. */
  private static final int FIRST_PSEUDO = 136;

  private final Termios termios = new Termios();
  private final LineDiscipline line;
  private final WaitQueue changed = new WaitQueue();
  private final Screen screen;

  /** Where a pseudoterminal ends; null for one of the machine's. */
  private OtherEnd otherEnd;

  /** How many open files it has, for a pseudoterminal. */
  private int opens;

  /** Nobody is at the other end any more. */
  private boolean hungUp;

  private final TerminalSignals signals;
  private int number;
  private int session;
  private int foreground;
  private boolean wanted;
  private int rows = 24;
  private int columns = 80;

  /** What its window has become; 0 where that is no news. */
  private int newRows;

  private int newColumns;

  public Tty(int id, Screen screen, TerminalSignals signals) {
    super(id);
    this.screen = screen;
    this.signals = signals;
    line = new LineDiscipline(termios, this::put);
  }

  private void put(int value) {
    if (otherEnd == null) {
      screen.write(number, value);
    } else {
      otherEnd.put(value);
    }
  }

  /** Makes a pseudoterminal of it. */
  public void endsAt(OtherEnd end, int index) {
    otherEnd = end;
    number = index;
  }

  /**
   * Gives a new one its number.
   *
   * @param terminal 0 for the console
   */
  public Tty numbered(int terminal) {
    number = terminal;
    return this;
  }

  /** 0 for the console; that of a pseudoterminal is its name. */
  public int number() {
    return number;
  }

  /** As it is called in {@code /dev}. */
  public String name() {
    if (otherEnd != null) {
      return "pts/" + number;
    }
    return number == 0 ? "console" : "tty" + (number + 1);
  }

  @Override
  public int device() {
    if (otherEnd != null) {
      return Devices.number(FIRST_PSEUDO + (number >>> 8), number & 0xff);
    }
    return number == 0 ? Devices.number(5, 1) : Devices.number(4, number + 1);
  }

  /** Somebody is there, and nobody's session: a shell shall be started. */
  public void want() {
    wanted = true;
  }

  public boolean isWanted() {
    return wanted;
  }

  /** What was wanted is on its way. */
  public void serve() {
    wanted = false;
  }

  /** Something that no program writes. */
  public void print(String text) {
    for (int i = 0; i < text.length(); i++) {
      screen.write(number, text.charAt(i));
    }
  }

  /** A byte arrives from the keyboard. */
  public void receive(int value) {
    int signal = line.signalOf(value);
    if (signal != 0) {
      line.echoSignal(value);
      if (foreground != 0) {
        signals.signalGroup(foreground, signal);
      }
    } else {
      line.type(value);
    }
    changed.wakeAll(Poll.IN);
  }

  /** Somebody reads from it, or waits until there is something to be read. */
  public boolean isAwaited() {
    return !changed.isEmpty();
  }

  public int foreground() {
    return foreground;
  }

  public int session() {
    return session;
  }

  public int room() {
    return line.room();
  }

  /** What its window has, also while the kernel does not know of it. */
  public int rows() {
    return newRows > 0 ? newRows : rows;
  }

  public int columns() {
    return newColumns > 0 ? newColumns : columns;
  }

  /** Its window has another size, which the kernel hears of when it is entered. */
  public void stretch(int toRows, int toColumns) {
    newRows = toRows;
    newColumns = toColumns;
  }

  /** Takes the size of the window. */
  public void settle() {
    if (newRows > 0) {
      resize(newRows, newColumns);
      newRows = 0;
      newColumns = 0;
    }
  }

  private void resize(int toRows, int toColumns) {
    boolean same = rows == toRows && columns == toColumns;
    rows = toRows;
    columns = toColumns;
    if (!same && foreground != 0) {
      signals.signalGroup(foreground, Signal.SIGWINCH);
    }
  }

  /** The leader of a session without a terminal gets the one that it opens. */
  @Override
  public void opened(int flags, Caller caller) {
    if (otherEnd != null) {
      opens++;
      otherEnd.terminalOpened();
    }
    if ((flags & OpenFlags.NO_CONTROLLING_TTY) == 0 && caller.leadsSession() && session == 0) {
      control(caller);
    }
  }

  /** Becomes the terminal of the caller's session. */
  public void control(Caller caller) {
    session = caller.session();
    foreground = caller.processGroup();
    caller.setControllingTerminal(this);
  }

  @Override
  public void closed(FileDescription file) {
    if (otherEnd != null && opens > 0 && --opens == 0) {
      otherEnd.terminalClosed();
    }
  }

  /** Nobody is at the other end any more: the session's leader is told. */
  public void hangUp() {
    if (session != 0) {
      signals.signalLeader(session, Signal.SIGHUP);
      signals.signalLeader(session, Signal.SIGCONT);
    }
    session = 0;
    hungUp = true;
    changed.wakeAll();
  }

  /** The session's leader has ended: the group in front is told. */
  public void leaderEnded() {
    if (foreground != 0) {
      signals.signalGroup(foreground, Signal.SIGHUP);
      if (otherEnd == null) {
        signals.signalGroup(foreground, Signal.SIGCONT);
      }
    }
    release();
  }

  /** Somebody has a pseudoterminal open. */
  public boolean isOpen() {
    return opens > 0;
  }

  public boolean isHungUp() {
    return hungUp;
  }

  /** There is room for output again. */
  public void hasRoom() {
    changed.wakeAll(Poll.OUT);
  }

  /** Whether it takes what is typed; a line that is too long is cut off. */
  public boolean takes() {
    return line.room() > 0 || !line.isReadable();
  }

  private boolean isFull() {
    return otherEnd != null && otherEnd.room() < 2 * LineDiscipline.CAPACITY;
  }

  /** The session has ended. */
  public void release() {
    session = 0;
    foreground = 0;
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    if (hungUp) {
      return 0;
    }
    if (isInBackground(caller)) {
      if (caller.ignoresOrBlocks(Signal.SIGTTIN) || caller.isInOrphanedGroup()) {
        throw Errno.EIO.error();
      }
      caller.signalGroup(caller.processGroup(), Signal.SIGTTIN);
      return WOULD_BLOCK;
    }
    int count = to.left() == 0 ? 0 : line.read(to);
    if (otherEnd != null && count > 0) {
      otherEnd.terminalRead();
    }
    return count;
  }

  @Override
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    if (hungUp) {
      throw Errno.EIO.error();
    }
    if (termios.local(Termios.TOSTOP) && mustStop(caller)) {
      caller.signalGroup(caller.processGroup(), Signal.SIGTTOU);
      return WOULD_BLOCK;
    }
    return isFull() ? WOULD_BLOCK : line.write(from);
  }

  private boolean isInBackground(Caller caller) {
    return session != 0 && caller.session() == session && caller.processGroup() != foreground;
  }

  private boolean mustStop(Caller caller) throws KernelError {
    if (!isInBackground(caller) || caller.ignoresOrBlocks(Signal.SIGTTOU)) {
      return false;
    }
    if (caller.isInOrphanedGroup()) {
      throw Errno.EIO.error();
    }
    return true;
  }

  @Override
  public int ready(FileDescription file) {
    if (hungUp) {
      return Poll.IN | Poll.OUT | Poll.ERROR | Poll.HANG_UP;
    }
    return (isFull() ? 0 : Poll.OUT) | (line.isReadable() ? Poll.IN : 0);
  }

  @Override
  public boolean isPollable() {
    return true;
  }

  @Override
  public void await(Waiter waiter) {
    changed.add(waiter);
  }

  @Override
  public int control(FileDescription file, int request, int argument, Caller caller)
      throws KernelError {
    if (hungUp) {
      throw request == TerminalRequests.TIOCSPGRP ? Errno.ENOTTY.error() : Errno.EIO.error();
    }
    control(request, argument, caller);
    return 0;
  }

  /** ioctl(2) of the other end: what the terminal is like, and whose. */
  public int controlFromOtherEnd(int request, int argument, Caller caller) throws KernelError {
    switch (request) {
      case TerminalRequests.TIOCGPGRP ->
          caller.memory().write32(argument, caller.number(foreground));
      case TerminalRequests.TIOCGSID -> {
        if (session == 0) {
          throw Errno.ENOTTY.error();
        }
        caller.memory().write32(argument, caller.number(session));
      }
      case TerminalRequests.TIOCSCTTY, TerminalRequests.TIOCNOTTY, TerminalRequests.TIOCSPGRP ->
          throw Errno.ENOTTY.error();
      default -> control(request, argument, caller);
    }
    return 0;
  }

  private void control(int request, int argument, Caller caller) throws KernelError {
    switch (request) {
      case TerminalRequests.TCGETS -> termios.writeTo(caller.memory(), argument);
      case TerminalRequests.TCSETS, TerminalRequests.TCSETSW -> set(argument, caller);
      case TerminalRequests.TCSETSF -> {
        set(argument, caller);
        line.flush();
      }
      case TerminalRequests.TCFLSH -> line.flush();
      case TerminalRequests.TIOCGWINSZ -> {
        caller.memory().write32(argument, columns << 16 | rows);
        caller.memory().write32(argument + 4, 0);
      }
      case TerminalRequests.TIOCSWINSZ -> {
        int size = caller.memory().read32(argument);
        resize(size & 0xffff, size >>> 16);
      }
      case TerminalRequests.FIONREAD -> caller.memory().write32(argument, line.readable());
      default -> controlJobs(request, argument, caller);
    }
  }

  /** Who changes the terminal from the background is stopped, TOSTOP or not (tty_check_change). */
  private void requireForeground(Caller caller) throws KernelError {
    if (mustStop(caller)) {
      caller.signalGroup(caller.processGroup(), Signal.SIGTTOU);
      throw Errno.EINTR.error();
    }
  }

  private void set(int address, Caller caller) throws KernelError {
    requireForeground(caller);
    termios.readFrom(caller.memory(), address);
    line.modeChanged();
  }

  private void controlJobs(int request, int argument, Caller caller) throws KernelError {
    switch (request) {
      case TerminalRequests.TIOCSCTTY -> take(argument, caller);
      case TerminalRequests.TIOCGPGRP -> {
        requireOwn(caller);
        caller.memory().write32(argument, caller.number(foreground));
      }
      case TerminalRequests.TIOCSPGRP -> {
        requireOwn(caller);
        requireForeground(caller);
        int group = caller.memory().read32(argument);
        if (group < 0) {
          throw Errno.EINVAL.error();
        }
        int known = caller.kernelNumber(group);
        if (known < 0) {
          throw Errno.ESRCH.error();
        }
        if (!caller.hasGroup(known)) {
          throw Errno.EPERM.error();
        }
        foreground = known;
      }
      case TerminalRequests.TIOCGSID -> {
        requireOwn(caller);
        caller.memory().write32(argument, caller.number(session));
      }
      case TerminalRequests.TIOCNOTTY -> {
        requireOwn(caller);
        release();
      }
      default -> throw Errno.ENOTTY.error();
    }
  }

  /** With argument 1 and rights over the machine also from another session. */
  private void take(int argument, Caller caller) throws KernelError {
    if (!caller.leadsSession()) {
      throw Errno.EPERM.error();
    }
    if (session == caller.session()) {
      return;
    }
    if (caller.hasControllingTerminal()) {
      throw Errno.EPERM.error();
    }
    if (session != 0) {
      if (argument != 1 || !caller.credentials().canEverywhere(Capability.SYS_ADMIN)) {
        throw Errno.EPERM.error();
      }
      signals.endControl(session);
    }
    control(caller);
  }

  private void requireOwn(Caller caller) throws KernelError {
    if (session == 0 || caller.session() != session) {
      throw Errno.ENOTTY.error();
    }
  }

  @Override
  public Kind kind() {
    return Kind.TTY;
  }

  @Override
  public void save(ObjectWriter out) {
    termios.save(out);
    line.save(out);
    changed.save(out);
    out.numbers(
        newRows > 0
            ? new int[] {session, foreground, rows, columns, number, newRows, newColumns}
            : new int[] {session, foreground, rows, columns, number});
    out.flag(wanted);
    out.pointer(otherEnd);
    out.number(opens);
    out.flag(hungUp);
  }

  @Override
  public void load(ObjectReader in) {
    termios.load(in);
    line.load(in);
    changed.load(in);
    int[] words = in.numbers();
    session = words[0];
    foreground = words[1];
    rows = words[2];
    columns = words[3];
    number = words[4];
    newRows = words.length > 5 ? words[5] : 0;
    newColumns = words.length > 5 ? words[6] : 0;
    wanted = in.flag();
    otherEnd = in.pointer();
    opens = in.number();
    hungUp = in.flag();
  }
}
