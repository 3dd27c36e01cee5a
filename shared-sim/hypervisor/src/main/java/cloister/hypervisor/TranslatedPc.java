package cloister.hypervisor;

import cloister.bus.ByteSink;
import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.PortDevice;
import cloister.bus.PortMap;
import cloister.codec.Json;
import cloister.cpu.Coprocessor;
import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.event.EventSink;
import cloister.machine.Chipset;
import cloister.machine.Pc;
import cloister.machine.PcParts;
import cloister.machine.WholePc;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.List;
import java.util.Optional;

/**
 * A PC whose processor belongs to a hypervisor that knows no VT-x: its one guest's kernel runs as
 * translations in ring 1, its programs as they are in ring 3.
 *
 * <p>What neither can be (real mode, what is privileged, deliveries and returns, devices) is done
 * one instruction after the other by an interpreter, which is a processor of its own over the
 * guest's memory and devices: a whole PC. The guest's state is in that one, or in the hypervisor's
 * processor, never in both; whoever has done instructions adds them to the interpreter's count, by
 * which the devices go.
 */
public final class TranslatedPc implements WholePc {
  private static final int EXIT_PORT = 0xE0;
  private static final int TIMER_VECTOR = 0x20;
  private static final int BEGIN = 0x42454749;

  /** The guest is not entered before so many steps, unless a segment is loaded. */
  private static final int PATIENCE = 4096;

  private final Memory memory;
  private final int guestBytes;
  private final int own;
  private final PcHostStart start;
  private final PortMap hostPorts = new PortMap();
  private final Timer timer = new Timer();
  private final Cpu host;
  private final Pc guest;
  private final PcHandover handover;
  private final int[] exits = new int[PcLeaving.values().length];

  /** Offset of the entry code's write to the port; 0 until it has begun. */
  private int askedFrom;

  /** The entry code has called, and waits. */
  private boolean called;

  private Where where = Where.BEGINNING;

  /** Steps that the interpreter does before anybody looks whether the guest can be entered. */
  private int owed;

  /** The interpreter has loaded a segment since. */
  private boolean loaded;

  private long interpreted;
  private boolean stopRequested;

  /** Who has the guest. */
  enum Where {
    BEGINNING,
    INTERPRETER,
    KERNEL,
    PROGRAM
  }

  /**
   * @param entryCode what {@code pc-translation.asm} assembles to
   * @param serial where the guest's serial line leads
   */
  public TranslatedPc(PcParts parts, byte[] entryCode, ByteSink serial) {
    int large = 1 << 22;
    guestBytes = parts.memoryBytes();
    own = guestBytes + large - 1 & -large;
    memory = new Memory(own + PcTranslationLayout.END);
    host =
        new Cpu(
            Pc.FEATURES.withSilentUserModePrevention(),
            new Coprocessor.X87(),
            memory,
            hostPorts,
            timer);
    guest = new Pc(parts, memory, serial);
    handover = new PcHandover(memory, own, guestBytes, host, guest);
    guest
        .cpu()
        .segments
        .onLoad(
            () -> {
              loaded = true;
              guest.requestStop();
            });
    hostPorts.add(EXIT_PORT, 4, 4, new Door());
    start =
        new PcHostStart(memory, own, PcTranslationLayout.ENTRY_CODE, PcTranslationLayout.DIRECTORY);
    start.layOut(entryCode, host);
  }

  /** The port of the entry code: OUT alone, from one place in ring 0 of the host. */
  private final class Door implements PortDevice {
    @Override
    public int read(int port, int bytes) {
      return -1;
    }

    @Override
    public void write(int port, int bytes, int value) {
      if (bytes != 4 || port != EXIT_PORT || host.cpl() != 0) {
        return;
      }
      if (askedFrom == 0) {
        askedFrom = host.general[Core.EBX];
      }
      if (host.eip() == askedFrom && host.general[Core.ESP] == value) {
        called = true;
        host.requestStop();
      }
    }
  }

  /** The interrupt that brings the host back: a count of instructions that runs out. */
  private final class Timer implements InterruptLine {
    @Override
    public boolean raised() {
      return handover != null && handover.isDue();
    }

    @Override
    public int acknowledge() {
      handover.notDue();
      return TIMER_VECTOR;
    }
  }

  @Override
  public int run(int maxSteps) {
    return run(maxSteps, Long.MAX_VALUE);
  }

  @Override
  public int run(int maxSteps, long tick) {
    stopRequested = false;
    int done = 0;
    handover.hear(where);
    while (done < maxSteps && !stopRequested && !stopped() && now() < tick) {
      int most = maxSteps - done;
      done += where == Where.INTERPRETER ? interpret(most, tick) : runHost(most, tick);
    }
    return done;
  }

  private long now() {
    return clock().now() + handover.progress(where);
  }

  private int interpret(int most, long tick) {
    if (owed == 0 && enter()) {
      return 0;
    }
    long before = guest.instructions();
    loaded = false;
    int ran = guest.run(Math.min(most, owed), tick);
    interpreted += guest.instructions() - before;
    owed = loaded ? 0 : owed - ran;
    return ran;
  }

  /** Gives the guest to the processor, if it can have it now. */
  private boolean enter() {
    owed = 1;
    if (handover.isBusy()) {
      return false;
    }
    Where way = handover.way();
    owed = way == Where.INTERPRETER ? PATIENCE : 1;
    if (way == Where.INTERPRETER || !handover.enter(way)) {
      return false;
    }
    owed = 0;
    where = way;
    return true;
  }

  private int runHost(int most, long tick) {
    int steps = (int) Math.min(most, tick - now());
    int ran = host.run(handover.stepsUntilDue(Math.max(1, steps)));
    if (called) {
      called = false;
      if (where == Where.BEGINNING) {
        begin();
      } else {
        left();
      }
    }
    return ran;
  }

  private void begin() {
    start.leaveLowMemory();
    handover.begin(host.general[Core.EDX], host.general[Core.EAX]);
    where = Where.INTERPRETER;
  }

  private void left() {
    PcLeaving why = handover.leaves(where);
    exits[why.ordinal()]++;
    if (!handover.goesOn()) {
      owed = handover.owed();
      where = Where.INTERPRETER;
    }
  }

  @Override
  public void requestStop() {
    stopRequested = true;
    host.requestStop();
    guest.requestStop();
  }

  @Override
  public boolean stopped() {
    return host.shutDown() || where == Where.INTERPRETER && guest.stopped();
  }

  @Override
  public boolean failed() {
    return host.shutDown() || guest.failed();
  }

  @Override
  public boolean shutDown() {
    return failed();
  }

  @Override
  public boolean halted() {
    return guest.halted();
  }

  /** The guest's, as the interpreter has it. */
  @Override
  public Cpu cpu() {
    return guest.cpu();
  }

  @Override
  public Cpu busiest() {
    return host;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public Chipset chipset() {
    return guest.chipset();
  }

  /** The guest's. */
  @Override
  public PortMap ports() {
    return guest.ports();
  }

  @Override
  public void setEventSink(EventSink sink) {
    host.setEventSink(sink);
    guest.setEventSink(sink);
  }

  /** False while the guest's registers are in the midst of a translation, or a program runs. */
  @Override
  public boolean hasProcessor() {
    return where == Where.INTERPRETER;
  }

  @Override
  public long instructions() {
    return guest.instructions() + handover.progress(where);
  }

  @Override
  public Json exits() {
    Json.Members members = Json.object();
    for (PcLeaving reason : PcLeaving.values()) {
      if (exits[reason.ordinal()] > 0) {
        members.put(reason.text(), exits[reason.ordinal()]);
      }
    }
    return members.build();
  }

  @Override
  public Json shares() {
    return Json.object()
        .put("translated", new Json.Num(handover.translated()))
        .put("direct", new Json.Num(handover.direct()))
        .put("interpreted", new Json.Num(interpreted))
        .put("units", handover.counts().units())
        .put("chains", handover.counts().chains())
        .put("drops", handover.counts().drops())
        .put("flushes", handover.counts().flushes())
        .build();
  }

  /** Nothing while the guest's registers are in the midst of a translation. */
  @Override
  public Optional<String> softwareDigest() {
    return where == Where.INTERPRETER ? guest.softwareDigest() : Optional.empty();
  }

  @Override
  public boolean interruptArrives() {
    return guest.interruptArrives();
  }

  @Override
  public String consoleText() {
    return guest.consoleText();
  }

  @Override
  public List<String> screenLines() {
    return guest.screenLines();
  }

  @Override
  public int roomForInput() {
    return guest.roomForInput();
  }

  @Override
  public void receive(int value) {
    guest.receive(value);
  }

  @Override
  public void save(StateWriter out) {
    host.save(out);
    guest.save(out);
    out.writeInt(askedFrom);
    out.writeInt(where.ordinal());
    out.writeInt(owed);
    out.writeLong(interpreted);
    out.writeInts(exits);
    handover.save(out);
  }

  @Override
  public void load(StateReader in) {
    host.load(in);
    guest.load(in);
    askedFrom = in.readInt();
    where = Where.values()[in.readInt()];
    owed = in.readInt();
    interpreted = in.readLong();
    in.readInts(exits);
    handover.load(in);
    boolean hidden = where == Where.INTERPRETER;
    memory.show(hidden ? guestBytes : memory.size());
  }
}
