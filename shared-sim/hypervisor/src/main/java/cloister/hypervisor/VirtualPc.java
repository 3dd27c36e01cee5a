package cloister.hypervisor;

import cloister.bus.ByteSink;
import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.PortDevice;
import cloister.bus.PortMap;
import cloister.codec.Json;
import cloister.cpu.Coprocessor;
import cloister.cpu.Cpu;
import cloister.cpu.HardwareVirtualization;
import cloister.cpu.core.Core;
import cloister.cpu.vmx.Controls;
import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;
import cloister.event.EventSink;
import cloister.machine.Chipset;
import cloister.machine.Pc;
import cloister.machine.PcParts;
import cloister.machine.SoftwareDigest;
import cloister.machine.WholePc;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.List;
import java.util.Optional;

/**
 * A PC whose processor belongs to a hypervisor, and one guest under VT-x that has all the rest: it
 * begins at the reset vector, as on the bare machine, and reaches its devices by exits.
 *
 * <p>The devices go by the guest's own time, an instruction a tick, so that an interrupt comes at
 * the same instruction as on the bare machine. The hypervisor's memory lies behind the guest's.
 */
public final class VirtualPc implements WholePc {
  private static final int EXIT_PORT = 0xE0;
  private static final int TIMER_VECTOR = 0x20;
  private static final int BEGIN = 0x42454749;
  private static final int FAILED = 0x4641494C;

  /** The entry code, in the hypervisor's memory and, as long as the host begins, below 1 MiB. */
  private static final int ENTRY_CODE = 0x3000;

  private static final int DIRECTORY = 0xA000;
  private static final int VMCS = 0xD000;
  private static final int REGISTER_BITMAPS = 0xF000;

  /** Instructions of the entry code from the write to the port up to VMRESUME, both included. */
  private static final int WAY_OUT = 9;

  /** Instructions from where the guest is left to the write to the port, without that. */
  private static final int WAY_IN = 5;

  private static final int RUN = 1 << 20;
  private static final int INTERRUPT_FLAG = 1 << 9;
  private static final int HELD = 3;
  private static final int NMI_BLOCKED = 8;

  /** Interruption information of vector 2. */
  private static final int NMI = 1 << 31 | 2 << 8 | 2;

  private final Memory memory;
  private final int guestBytes;
  private final int own;
  private final PcHostStart start;
  private final PortMap hostPorts = new PortMap();
  private final Timer timer = new Timer();
  private final Cpu cpu;
  private final Vmcs vmcs;
  private final PcPages pages;
  private final PcGuest guest;
  private final GuestRegisters registers;
  private final LeftPc left;
  private final int[] exits = new int[Leaving.values().length];

  /** What the general registers hold after a reset. */
  private final int[] powerOn;

  /** Offset of the entry code's write to the port; 0 until it has begun. */
  private int askedFrom;

  /** Physical address of the word that says how the guest goes on. */
  private int way;

  private boolean launched;
  private boolean stopRequested;

  /**
   * @param entryCode what {@code pc.asm} assembles to
   * @param serial where the guest's serial line leads
   */
  public VirtualPc(PcParts parts, byte[] entryCode, ByteSink serial) {
    int large = 1 << 22;
    guestBytes = parts.memoryBytes();
    own = guestBytes + large - 1 & -large;
    memory = new Memory(own + PcPages.END);
    cpu =
        new Cpu(
            Pc.FEATURES,
            new Coprocessor.X87(),
            new HardwareVirtualization.VtX(),
            memory,
            hostPorts,
            timer);
    powerOn = cpu.general.clone();
    vmcs = new Vmcs(memory, own + VMCS);
    pages = new PcPages(memory, own, guestBytes);
    registers = new GuestRegisters(memory);
    left = new LeftPc(vmcs, registers);
    guest = new PcGuest(parts, memory, cpu, vmcs, pages, new PcGuest.Parts(timer::fire, serial));
    hostPorts.add(EXIT_PORT, 4, 4, new Door());
    start = new PcHostStart(memory, own, ENTRY_CODE, DIRECTORY);
    start.layOut(entryCode, cpu);
  }

  /** The port of the entry code: OUT alone, from one place in ring 0 of the host. */
  private final class Door implements PortDevice {
    @Override
    public int read(int port, int bytes) {
      return -1;
    }

    @Override
    public void write(int port, int bytes, int value) {
      if (bytes != 4 || port != EXIT_PORT || cpu.nonRoot() || cpu.cpl() != 0) {
        return;
      }
      if (askedFrom == 0) {
        askedFrom = cpu.general[Core.EBX];
      }
      if (cpu.eip() == askedFrom && cpu.general[Core.ESP] == value) {
        registers.at(own + HostLayout.physical(value));
        called();
      }
    }
  }

  /** The interrupt that brings the host back: a count of instructions that runs out. */
  private final class Timer implements InterruptLine {
    private long due = Long.MAX_VALUE;

    @Override
    public boolean raised() {
      return retired() >= due;
    }

    @Override
    public int acknowledge() {
      due = Long.MAX_VALUE;
      return TIMER_VECTOR;
    }

    private void in(long instructions) {
      due = retired() + instructions;
      cpu.requestStop();
    }

    /** The processor looks at its pin between two runs. */
    private int stepsUntilDue(int most) {
      return Math.clamp(due - retired(), 1, most);
    }

    /** Before the next instruction of the guest. */
    private void fire() {
      due = Math.min(due, 0);
      if (cpu != null) {
        cpu.requestStop();
      }
    }
  }

  private long retired() {
    return (long) cpu.retiredHigh() << 32 | cpu.retiredLow() & 0xffff_ffffL;
  }

  private void called() {
    switch (cpu.general[Core.ECX]) {
      case BEGIN -> begin();
      case FAILED -> {
        guest.stop(VirtualMachine.End.UNKNOWN);
        enter();
      }
      default -> exit();
    }
  }

  private void begin() {
    way = own + HostLayout.physical(cpu.general[Core.EDX]);
    start.leaveLowMemory();
    memory.write32(own + DIRECTORY, 0);
    RegisterBitmaps.keepVirtualization(memory, own + REGISTER_BITMAPS);
    vmcs.set(VmcsField.EPT_POINTER, pages.build());
    restart();
    enter();
  }

  private void restart() {
    PowerOn.write(vmcs);
    for (int i = 0; i < powerOn.length && i < 8; i++) {
      registers.set(i, powerOn[i]);
    }
    registers.setCr2(0);
    cpu.resetUnits();
    guest.restart();
  }

  private void exit() {
    guest.isLeft(WAY_IN);
    guest.hasReached();
    Leaving reason = Leaving.of(vmcs.get(VmcsField.EXIT_REASON));
    exits[reason.ordinal()]++;
    new ExitEmulator(cpu, guest, vmcs, registers).handle(vmcs.get(VmcsField.EXIT_REASON));
    if (guest.chipset().isResetRequested()) {
      guest.chipset().takeReset();
      restart();
    }
    enter();
  }

  private boolean letsInterruptsIn() {
    return (vmcs.get(VmcsField.GUEST_RFLAGS) & INTERRUPT_FLAG) != 0;
  }

  /** Lets the guest have what waits for it, and sees to it that the host comes back in time. */
  private void enter() {
    if (guest.runs()) {
      guest.wake(letsInterruptsIn());
    }
    if (!guest.runs()) {
      timer.due = Long.MAX_VALUE;
      cpu.requestStop(); // the machine stands here until a reset
      return;
    }
    if (!guest.isReaching()) {
      inject();
    }
    memory.write32(way, launched ? 1 : 0);
    launched = true;
    // Nobody tells when a handler of an NMI lets the next one in.
    boolean alone = guest.isReaching() || guest.waitsForNmi();
    int ticks = alone ? 1 : guest.chipset().clock().ticksUntilDeadline(RUN);
    timer.in(WAY_OUT + ticks);
    guest.enters(WAY_OUT);
  }

  /** An interrupt of the guest's devices, or the wish to be told when it lets one in. */
  private void inject() {
    InterruptLine waiting = guest.chipset().localApic();
    boolean held = (vmcs.get(VmcsField.GUEST_INTERRUPTIBILITY) & HELD) != 0;
    boolean busy = vmcs.get(VmcsField.ENTRY_INTERRUPTION) < 0;
    boolean blocked = (vmcs.get(VmcsField.GUEST_INTERRUPTIBILITY) & NMI_BLOCKED) != 0;
    if (guest.waitsForNmi() && !blocked && !held && !busy) {
      vmcs.set(VmcsField.ENTRY_INTERRUPTION, NMI);
      guest.takesNmi();
    } else if (waiting.raised() && letsInterruptsIn() && !held && !busy) {
      vmcs.set(VmcsField.ENTRY_INTERRUPTION, 1 << 31 | waiting.acknowledge());
    }
    int controls = vmcs.get(VmcsField.PROCESSOR_CONTROLS) & ~Controls.INTERRUPT_WINDOW_EXITING;
    int window = waiting.raised() ? Controls.INTERRUPT_WINDOW_EXITING : 0;
    vmcs.set(VmcsField.PROCESSOR_CONTROLS, controls | window);
  }

  @Override
  public Cpu cpu() {
    return cpu;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  /** The guest's. */
  @Override
  public PortMap ports() {
    return guest.ports();
  }

  @Override
  public void setEventSink(EventSink sink) {
    cpu.setEventSink(sink);
    guest.chipset().setEventSink(sink);
  }

  @Override
  public int run(int maxSteps) {
    return run(maxSteps, Long.MAX_VALUE);
  }

  @Override
  public int run(int maxSteps, long tick) {
    stopRequested = false;
    int done = 0;
    while (done < maxSteps && !stopRequested && !stopped() && goesOn(tick)) {
      if (!guest.runs()) {
        guest.chipset().takeReset();
        restart();
        enter();
      } else if (guest.wasAsleep()) {
        timer.fire();
      }
      long most = Math.max(1, Math.min(maxSteps - done, tick - clock().now()));
      int ran = cpu.run(timer.stepsUntilDue((int) most));
      done += ran;
      if (ran == 0 && !timer.raised()) {
        break;
      }
    }
    return done;
  }

  /** The hypervisor's instructions take no time of the guest's, which then has the processor. */
  private boolean goesOn(long tick) {
    return clock().now() < tick || !cpu.nonRoot();
  }

  @Override
  public void requestStop() {
    stopRequested = true;
    cpu.requestStop();
  }

  /** A guest that has ended or sleeps for ever, and the machine with it. */
  @Override
  public boolean stopped() {
    if (cpu.shutDown()) {
      return true;
    }
    return guest.runs() ? guest.isAsleep(letsInterruptsIn()) : !guest.chipset().isResetRequested();
  }

  @Override
  public boolean failed() {
    return cpu.shutDown() || !guest.runs();
  }

  @Override
  public boolean halted() {
    return guest.halted();
  }

  @Override
  public Chipset chipset() {
    return guest.chipset();
  }

  @Override
  public boolean hasProcessor() {
    return cpu.nonRoot();
  }

  @Override
  public boolean shutDown() {
    return cpu.shutDown() || guest.end() == VirtualMachine.End.TRIPLE_FAULT;
  }

  @Override
  public String refusal() {
    return switch (guest.end()) {
      case UNKNOWN -> "unknown-instruction";
      case NO_MEMORY -> "no-memory";
      default -> "";
    };
  }

  @Override
  public Software software() {
    return cpu.nonRoot() ? WholePc.super.software() : left.software();
  }

  @Override
  public long instructions() {
    return guest.instructions();
  }

  @Override
  public Json exits() {
    Json.Members members = Json.object();
    for (Leaving reason : Leaving.values()) {
      if (exits[reason.ordinal()] > 0) {
        members.put(reason.text(), exits[reason.ordinal()]);
      }
    }
    return members.build();
  }

  @Override
  public Optional<String> softwareDigest() {
    SoftwareDigest digest = new SoftwareDigest();
    if (cpu.nonRoot()) {
      digest.of(cpu).control(left.seen(0, cpu.control(0))).control(cpu.control(2));
      digest.control(cpu.control(3)).control(left.seen(4, cpu.control(4)));
    } else {
      left.add(digest);
    }
    return Optional.of(digest.hex(guest.chipset(), memory, guestBytes));
  }

  @Override
  public boolean interruptArrives() {
    return cpu.interruptArrives();
  }

  @Override
  public String consoleText() {
    return guest.chipset().console().text();
  }

  @Override
  public List<String> screenLines() {
    return guest.chipset().screen().lines();
  }

  @Override
  public int roomForInput() {
    return guest.chipset().uart().room();
  }

  @Override
  public void receive(int value) {
    guest.chipset().uart().receive(value);
  }

  @Override
  public void save(StateWriter out) {
    cpu.save(out);
    out.writeInt(askedFrom);
    out.writeInt(way);
    out.writeBoolean(launched);
    out.writeLong(timer.due);
    out.writeInt(registers.address());
    out.writeInts(exits);
    guest.save(out);
  }

  @Override
  public void load(StateReader in) {
    cpu.load(in);
    askedFrom = in.readInt();
    way = in.readInt();
    launched = in.readBoolean();
    timer.due = in.readLong();
    registers.at(in.readInt());
    in.readInts(exits);
    guest.load(in);
  }
}
