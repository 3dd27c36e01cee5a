package cloister.hypervisor;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;
import cloister.time.Timer;

/**
 * A guest's event channels (Barham et al. 2003, 3.2.1 and 3.3.1; Xen's public/event_channel.h): by
 * one it is told of its timer, by one of what was typed, and by others guests tell each other that
 * something happened. A channel has a number, the port, and no contents.
 *
 * <p>A guest names its own ports and other guests' numbers, and neither is believed: an error is
 * answered, and nothing changes.
 */
final class EventChannels implements Saveable {
  /** How many a guest can have; port 0 is none. */
  static final int COUNT = 64;

  /** Ticks of guest time between two events of the timer, at least. */
  static final int SHORTEST_PERIOD = 100;

  /** Interrupts that no device has: the timer and the console. */
  static final int TIMER = 0;

  static final int CONSOLE = 2;

  static final int NO_SUCH_GUEST = -3;
  static final int EXISTS = -17;
  static final int INVALID = -22;
  static final int NO_ROOM = -28;
  static final int NOT_CONNECTED = -107;

  /** What a port is for, by the numbers of Xen's {@code EVTCHNSTAT}. */
  enum Kind {
    CLOSED(0, "closed"),
    /** Waits for one guest to bind to it. */
    UNBOUND(1, "unbound"),
    INTERDOMAIN(2, "interdomain"),
    VIRTUAL_INTERRUPT(4, "virq");

    private final int status;
    private final String id;

    Kind(int status, String id) {
      this.status = status;
      this.id = id;
    }

    String id() {
      return id;
    }
  }

  private static final Kind[] KINDS = Kind.values();

  private final int number;
  private final Guests guests;
  private final SharedInfo info;
  private final ConsoleInput input = new ConsoleInput();
  private final Clock clock;
  private final Timer timer;
  private final Kind[] kinds = new Kind[COUNT];

  /** The guest at the other end, or the one that may bind; the virtual interrupt. */
  private final int[] others = new int[COUNT];

  /** The port at the other end. */
  private final int[] otherPorts = new int[COUNT];

  /** Ticks of guest time between two events; 0 for none. */
  private int period;

  /** When the next one is due. */
  private long due;

  /** Where the guest is called; a selector of 0 for nowhere. */
  private int callbackSelector;

  private int callback;
  private int upcalls;

  /**
   * @param number of the guest, from 0
   * @param clock on the guest's own time
   */
  EventChannels(int number, Guests guests, GuestMemory memory, Clock clock) {
    this.number = number;
    this.guests = guests;
    this.clock = clock;
    info = new SharedInfo(memory);
    timer = clock.timer(this::expire);
    forgetAll();
  }

  SharedInfo info() {
    return info;
  }

  ConsoleInput input() {
    return input;
  }

  Kind kind(int port) {
    return kinds[port];
  }

  int other(int port) {
    return others[port];
  }

  int otherPort(int port) {
    return otherPorts[port];
  }

  int callback() {
    return callback;
  }

  int callbackSelector() {
    return callbackSelector;
  }

  /** How often the guest was called. */
  int upcalls() {
    return upcalls;
  }

  /** True when the guest is told by channels, and by no interrupt controller. */
  boolean areUsed() {
    return info.isThere();
  }

  /** True when a port is bound to a virtual interrupt. */
  boolean hears(int which) {
    boolean bound = false;
    for (int port = 1; port < COUNT; port++) {
      bound |= kinds[port] == Kind.VIRTUAL_INTERRUPT && others[port] == which;
    }
    return bound;
  }

  /** True when the guest has something to be called for, whether it lets that in or not. */
  boolean callWaits() {
    return callbackSelector != 0 && info.upcallPending();
  }

  /** True when an event may still come that is not of the guest's own time. */
  boolean mayBeSignalled() {
    boolean open = false;
    for (int port = 1; port < COUNT; port++) {
      boolean connects = kinds[port] == Kind.INTERDOMAIN || kinds[port] == Kind.UNBOUND;
      boolean hears = kinds[port] == Kind.VIRTUAL_INTERRUPT && others[port] == CONSOLE;
      open |= (connects || hears) && !info.masked(port);
    }
    return open && callbackSelector != 0;
  }

  /** The guest is called now, and lets nothing in until it says so. */
  void called() {
    upcalls++;
    int first = 0;
    for (int port = COUNT - 1; port > 0; port--) {
      first = info.pending(port) && !info.masked(port) ? port : first;
    }
    guests.tell(new ChannelUsed(number, ChannelUsed.What.UPCALL, first, 0));
  }

  /** Shares a page, or with 0 none any more; then every channel is closed. */
  int share(int page) {
    if (page != 0 && (info.isThere() || !info.fits(page))) {
      return INVALID;
    }
    if (page == 0) {
      for (int port = 1; port < COUNT; port++) {
        close(port);
      }
      forgetAll();
    }
    info.at(page);
    return 0;
  }

  private void forgetAll() {
    for (int port = 0; port < COUNT; port++) {
      kinds[port] = Kind.CLOSED;
      others[port] = 0;
      otherPorts[port] = 0;
    }
    callbackSelector = 0;
    callback = 0;
    period = 0;
    timer.disarm();
  }

  /**
   * @param selector of ring 0 as the guest has it, which has been checked
   */
  int callAt(int selector, int eip) {
    if (!info.isThere()) {
      return INVALID;
    }
    callbackSelector = selector;
    callback = eip;
    return 0;
  }

  /** Has the timer's channel signalled every so many ticks of guest time; 0 ends that. */
  int setPeriod(int ticks) {
    if (!info.isThere() || ticks != 0 && ticks < SHORTEST_PERIOD) {
      return INVALID;
    }
    period = ticks;
    due = clock.now() + ticks;
    if (ticks == 0) {
      timer.disarm();
    } else {
      timer.armAt(due);
    }
    return 0;
  }

  private void expire() {
    due += period;
    timer.armAt(due);
    interrupt(TIMER);
  }

  /** A byte was typed. */
  void type(int value) {
    input.add(value);
    interrupt(CONSOLE);
  }

  private void interrupt(int which) {
    for (int port = 1; port < COUNT; port++) {
      if (kinds[port] == Kind.VIRTUAL_INTERRUPT && others[port] == which) {
        guests.tell(new ChannelUsed(number, ChannelUsed.What.INTERRUPT, port, which));
        info.signal(port);
      }
    }
  }

  private int free() {
    for (int port = 1; port < COUNT; port++) {
      if (kinds[port] == Kind.CLOSED) {
        return port;
      }
    }
    return NO_ROOM;
  }

  private int open(Kind kind, int other, int otherPort) {
    int port = free();
    if (port > 0) {
      kinds[port] = kind;
      others[port] = other;
      otherPorts[port] = otherPort;
      guests.tell(new ChannelUsed(number, ChannelUsed.What.BOUND, port, other));
    }
    return port;
  }

  /** A port by which the guest hears of a virtual interrupt. */
  int bindInterrupt(int which) {
    if (!info.isThere() || which != TIMER && which != CONSOLE) {
      return INVALID;
    }
    for (int port = 1; port < COUNT; port++) {
      if (kinds[port] == Kind.VIRTUAL_INTERRUPT && others[port] == which) {
        return EXISTS;
      }
    }
    return open(Kind.VIRTUAL_INTERRUPT, which, 0);
  }

  /** A port to which one other guest may bind. */
  int allocate(int remote) {
    if (!info.isThere()) {
      return INVALID;
    }
    return isGuest(remote) ? open(Kind.UNBOUND, remote, 0) : NO_SUCH_GUEST;
  }

  /** A port that is the other end of one that a guest has allocated for this one. */
  int bind(int remote, int remotePort) {
    if (!info.isThere()) {
      return INVALID;
    }
    if (!isGuest(remote)) {
      return NO_SUCH_GUEST;
    }
    EventChannels far = guests.machines().get(remote).channels();
    boolean waits = isPort(remotePort) && far.kinds[remotePort] == Kind.UNBOUND;
    if (!waits || far.others[remotePort] != number) {
      return INVALID;
    }
    int port = open(Kind.INTERDOMAIN, remote, remotePort);
    if (port > 0) {
      far.kinds[remotePort] = Kind.INTERDOMAIN;
      far.otherPorts[remotePort] = port;
      // The far end may have told of something before anybody was there to hear it.
      info.signal(port);
    }
    return port;
  }

  /** Tells the other end that something has happened. */
  int send(int port) {
    if (!isPort(port) || kinds[port] == Kind.CLOSED || kinds[port] == Kind.VIRTUAL_INTERRUPT) {
      return INVALID;
    }
    if (kinds[port] == Kind.UNBOUND || !isConnected(port)) {
      return NOT_CONNECTED;
    }
    EventChannels far = guests.machines().get(others[port]).channels();
    guests.tell(new ChannelUsed(others[port], ChannelUsed.What.SENT, otherPorts[port], number));
    far.info.signal(otherPorts[port]);
    return 0;
  }

  /** Whether the other end knows of this one; a guest that has ended or was put back does not. */
  private boolean isConnected(int port) {
    VirtualMachine machine = guests.machines().get(others[port]);
    EventChannels far = machine.channels();
    int there = otherPorts[port];
    return machine.runs()
        && far.kinds[there] == Kind.INTERDOMAIN
        && far.others[there] == number
        && far.otherPorts[there] == port;
  }

  /** Gives a port up; its other end waits for this guest again. */
  int close(int port) {
    if (!isPort(port) || kinds[port] == Kind.CLOSED) {
      return INVALID;
    }
    if (kinds[port] == Kind.INTERDOMAIN && isConnected(port)) {
      EventChannels far = guests.machines().get(others[port]).channels();
      far.kinds[otherPorts[port]] = Kind.UNBOUND;
      far.otherPorts[otherPorts[port]] = 0;
    }
    kinds[port] = Kind.CLOSED;
    others[port] = 0;
    otherPorts[port] = 0;
    info.forget(port);
    guests.tell(new ChannelUsed(number, ChannelUsed.What.CLOSED, port, 0));
    return 0;
  }

  int unmask(int port) {
    if (!isPort(port) || kinds[port] == Kind.CLOSED) {
      return INVALID;
    }
    info.unmask(port);
    return 0;
  }

  int status(int port) {
    return isPort(port) ? kinds[port].status : INVALID;
  }

  private static boolean isPort(int port) {
    return port > 0 && port < COUNT;
  }

  private boolean isGuest(int other) {
    return other >= 0 && other < guests.machines().size() && guests.isLoaded(other);
  }

  @Override
  public void save(StateWriter out) {
    info.save(out);
    input.save(out);
    for (int port = 1; port < COUNT; port++) {
      out.writeInt(kinds[port].ordinal());
      out.writeInt(others[port]);
      out.writeInt(otherPorts[port]);
    }
    out.writeInt(period);
    out.writeLong(due);
    out.writeInt(callbackSelector);
    out.writeInt(callback);
    out.writeInt(upcalls);
  }

  @Override
  public void load(StateReader in) {
    info.load(in);
    input.load(in);
    for (int port = 1; port < COUNT; port++) {
      kinds[port] = KINDS[in.readInt()];
      others[port] = in.readInt();
      otherPorts[port] = in.readInt();
    }
    period = in.readInt();
    due = in.readLong();
    callbackSelector = in.readInt();
    callback = in.readInt();
    upcalls = in.readInt();
  }
}
