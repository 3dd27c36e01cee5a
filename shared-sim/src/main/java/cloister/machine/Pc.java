package cloister.machine;

import cloister.bus.ByteSink;
import cloister.bus.Line;
import cloister.bus.Memory;
import cloister.bus.PortMap;
import cloister.cpu.Coprocessor;
import cloister.cpu.Cpu;
import cloister.cpu.core.Features;
import cloister.device.apic.IoApic;
import cloister.device.apic.LocalApic;
import cloister.device.cd.Cd;
import cloister.device.console.Console;
import cloister.device.disk.Disk;
import cloister.device.ide.Channel;
import cloister.device.keyboard.Keyboard;
import cloister.device.pci.Pci;
import cloister.device.pic.Pic;
import cloister.device.pit.Pit;
import cloister.device.post.Post;
import cloister.device.reset.Reset;
import cloister.device.rtc.Rtc;
import cloister.device.textscreen.TextScreen;
import cloister.device.uart.Uart;
import cloister.event.Event;
import cloister.event.Event.ResetCause;
import cloister.event.EventSink;
import cloister.event.Relay;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;
import cloister.time.Ticks;
import java.util.List;
import java.util.Optional;

/**
 * A PC of the late 1990s: the processor between an i440FX host bridge, the ISA devices that every
 * operating system knows, and two IDE channels.
 *
 * <p>The processor runs from one deadline of the clock to the next; interrupts reach it between two
 * instructions. While it is halted, time jumps.
 */
public final class Pc implements Computer {
  private static final int SERIAL = 0x3f8;
  private static final int FIRMWARE_DEBUG = 0x402;
  private static final int IDE_PRIMARY = 0x1f0;
  private static final int IDE_PRIMARY_CONTROL = 0x3f6;
  private static final int IDE_SECONDARY = 0x170;
  private static final int IDE_SECONDARY_CONTROL = 0x376;
  private static final int VIDEO_BIOS = 0xc0000;
  private static final int IRQ_TIMER = 0;
  private static final int IO_APIC_TIMER = 2;
  private static final int IRQ_KEYBOARD = 1;
  private static final int IRQ_SERIAL = 4;
  private static final int IRQ_CLOCK = 8;
  private static final int IRQ_MOUSE = 12;
  private static final int IRQ_FLOATING_POINT = 13;
  private static final int IRQ_IDE_PRIMARY = 14;
  private static final int IRQ_IDE_SECONDARY = 15;

  private final Memory memory;
  private final PortMap ports = new PortMap();
  private final Relay events = new Relay();
  private final Pic pic = new Pic(events);
  private final Cpu cpu;
  private final FloatingPointLine floatingPoint;
  private final Clock clock;
  private final LocalApic localApic;
  private final IoApic ioApic;
  private final Pit pit;
  private final Rtc rtc;
  private final Uart uart;
  private final Keyboard keyboard;
  private final TextScreen screen;
  private final Channel primary;
  private final Channel secondary;
  private final Pci pci;
  private final Post post = new Post();
  private final Reset reset;
  private final Console console = new Console();

  private final List<Disk> disks;

  /** What is saved after processor and clock, in this order. */
  private final List<Saveable> devices;

  /** What a reset of the board brings back by loading it. */
  private final PowerOnState powerOn;

  private boolean resetRequested;
  private boolean bridgeResets;
  private boolean stopRequested;

  /**
   * @param serial where the first serial line leads
   */
  public Pc(PcParts parts, ByteSink serial) {
    memory = new Memory(parts.memoryBytes());
    clock = new Clock(new RetiredInstructions(), parts.ticksPerSecond());
    localApic = new LocalApic(clock, parts.ticksPerSecond(), pic);
    ioApic = new IoApic(localApic);
    Features features = Features.ALL_BUT_UMIP.withLocalApic();
    cpu = new Cpu(features, new Coprocessor.X87(), memory, ports, localApic);
    floatingPoint = new FloatingPointLine(cpu, irq(IRQ_FLOATING_POINT));
    pit = new Pit(clock, irq(IRQ_TIMER), events);
    rtc = new Rtc(clock, parts.startSeconds(), irq(IRQ_CLOCK));
    uart = new Uart(clock, irq(IRQ_SERIAL), serial);
    AddressLine20 line20 = new AddressLine20(memory, events);
    keyboard =
        new Keyboard(
            irq(IRQ_KEYBOARD),
            irq(IRQ_MOUSE),
            line20::setByKeyboard,
            () -> requestReset(ResetCause.KEYBOARD_CONTROLLER));
    reset = new Reset(line20::setByPort, this::requestReset);
    screen = new TextScreen(clock);
    primary = new Channel(0, clock, irq(IRQ_IDE_PRIMARY), events);
    secondary = new Channel(1, clock, irq(IRQ_IDE_SECONDARY), events);
    pci =
        new Pci(new Shadow(memory, RomImage.withLowCopies(parts.roms())), memory, videoRom(parts));
    devices =
        List.of(
            pic, localApic, ioApic, pit, rtc, uart, keyboard, reset, screen, primary, secondary,
            pci, post, console);
    clock.onEarlierDeadline(cpu::requestStop);
    pic.onRise(this::externalRises);
    localApic.onRise(cpu::requestStop);
    localApic.onNmi(cpu::raiseNmi);
    disks = parts.disks().stream().map(Disk::new).toList();
    cable(parts);
    connect();
    new CmosContent(parts).writeTo(rtc);
    powerOn = new PowerOnState(List.of(pic, ioApic, pit, uart, keyboard, reset, pci));
  }

  private final class RetiredInstructions implements Ticks {
    @Override
    public int low() {
      return cpu.retiredLow();
    }

    @Override
    public int high() {
      return cpu.retiredHigh();
    }
  }

  /** A ROM at the place of video BIOSes, with the mark of an expansion ROM. */
  private static Optional<byte[]> videoRom(PcParts parts) {
    return parts.roms().stream()
        .filter(rom -> rom.address() == VIDEO_BIOS && rom.isExpansion())
        .map(RomImage::content)
        .findFirst();
  }

  /** Both controllers hear each line; the timer has another number at the I/O APIC. */
  private Line irq(int line) {
    int ioApicLine = line == IRQ_TIMER ? IO_APIC_TIMER : line;
    return high -> {
      pic.set(line, high);
      ioApic.set(ioApicLine, high);
    };
  }

  /** Disks on the primary channel and the last place of the secondary one, whose first is a CD. */
  private void cable(PcParts parts) {
    for (int i = 0; i < disks.size(); i++) {
      Channel channel = i < 2 ? primary : secondary;
      channel.attach(i < 2 ? i : 1, disks.get(i));
    }
    parts.disc().ifPresent(disc -> secondary.attach(0, new Cd(disc)));
    for (RomImage rom : parts.roms()) {
      if (Shadow.holds(rom)) {
        rom.mapAtTop(memory);
      } else {
        rom.mapInto(memory);
      }
    }
  }

  private void connect() {
    pic.connect(ports);
    localApic.connect(memory);
    ioApic.connect(memory);
    pit.connect(ports);
    rtc.connect(ports);
    uart.connect(ports, SERIAL);
    keyboard.connect(ports);
    screen.connect(ports, memory);
    primary.connect(ports, IDE_PRIMARY, IDE_PRIMARY_CONTROL);
    secondary.connect(ports, IDE_SECONDARY, IDE_SECONDARY_CONTROL);
    pci.connect(ports);
    post.connect(ports);
    reset.connect(ports);
    ports.add(FloatingPointLine.PORT, 1, 1, floatingPoint);
    ports.add(Console.PORT, 1, 1, new DebugPort(console));
    ports.add(FIRMWARE_DEBUG, 1, 1, new DebugPort(console));
  }

  @Override
  public Cpu cpu() {
    return cpu;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public PortMap ports() {
    return ports;
  }

  public Clock clock() {
    return clock;
  }

  public TextScreen screen() {
    return screen;
  }

  public Keyboard keyboard() {
    return keyboard;
  }

  public Pic pic() {
    return pic;
  }

  public LocalApic localApic() {
    return localApic;
  }

  public IoApic ioApic() {
    return ioApic;
  }

  public Pit pit() {
    return pit;
  }

  public Rtc rtc() {
    return rtc;
  }

  public Uart uart() {
    return uart;
  }

  /** The first IDE channel, or the second. */
  public Channel channel(boolean second) {
    return second ? secondary : primary;
  }

  public Pci pci() {
    return pci;
  }

  /** The ports that reset and that open address line 20. */
  public Reset reset() {
    return reset;
  }

  /** Its hard disks, in the order of its parts. */
  public List<Disk> disks() {
    return disks;
  }

  /** Somebody presses the button of the case. Disks and memory keep what they hold. */
  public void pressReset() {
    requestReset(ResetCause.BUTTON);
  }

  /** What was written to the debug ports. */
  public Console console() {
    return console;
  }

  /** The last power-on self-test code. */
  public int postCode() {
    return post.code();
  }

  @Override
  public void setEventSink(EventSink sink) {
    cpu.setEventSink(sink);
    events.setListener(sink);
  }

  @Override
  public int run(int maxSteps) {
    return run(maxSteps, Long.MAX_VALUE);
  }

  /**
   * Runs, as {@link #run(int)} does, and begins nothing at or after a tick of the clock. A jump
   * over idle time, or what runs to the next deadline, may end beyond it.
   */
  public int run(int maxSteps, long tick) {
    stopRequested = false;
    int done = 0;
    while (done < maxSteps && !stopRequested && !stopped() && clock.now() < tick) {
      if (resetRequested) {
        restart();
      }
      clock.act();
      // What a device does belongs to the step that follows.
      int most = stopRequested ? 1 : maxSteps - done;
      int ran = cpu.run(clock.ticksUntilDeadline(most));
      done += ran;
      floatingPoint.look();
      if (ran == 0 && cpu.halted() && !cpu.interruptArrives() && !cpu.nmiArrives(false)) {
        skipIdleTime();
        done++;
      }
    }
    return done;
  }

  private void externalRises() {
    localApic.externalRises();
    cpu.requestStop();
  }

  private void skipIdleTime() {
    long ticks = clock.skipToDeadline();
    cpu.idle((int) ticks, (int) (ticks >> 32));
  }

  private void requestReset(ResetCause cause) {
    if (events.listening()) {
      events.accept(new Event.BoardReset(cause));
    }
    cpu.forgetFaultChain();
    // The instruction that asked for it is the last one before.
    resetRequested = true;
    bridgeResets |= cause == ResetCause.RESET_CONTROL_REGISTER || cause == ResetCause.BUTTON;
    cpu.requestStop();
  }

  /**
   * The keyboard controller and port 0x92 reach the processor alone, so that software can come back
   * from protected mode as on the 286; the chip set's own register and the button reset the board.
   */
  private void restart() {
    cpu.restart();
    localApic.reset();
    if (bridgeResets) {
      resetBoard();
    }
    resetRequested = false;
    bridgeResets = false;
  }

  /** Memory, what is on the disks and what the battery keeps stay; so does the display. */
  private void resetBoard() {
    clock.disarmAll();
    powerOn.restore();
    rtc.reset();
    primary.reset();
    secondary.reset();
  }

  @Override
  public void requestStop() {
    stopRequested = true;
    cpu.requestStop();
  }

  @Override
  public boolean stopped() {
    if (resetRequested) {
      return false;
    }
    boolean deaf = !cpu.interruptsEnabled() || clock.isIdleForever() && !localApic.raised();
    return cpu.shutDown() || cpu.halted() && !cpu.faultPending() && deaf && !nmiMayArrive();
  }

  /** An NMI wakes a processor that lets no other interrupt in. */
  private boolean nmiMayArrive() {
    boolean routed = localApic.hearsNmi() || ioApic.hearsNmi();
    return cpu.nmiArrives(routed && !clock.isIdleForever());
  }

  /** Also sees what the interval timer is about to raise; other devices raise within the step. */
  @Override
  public boolean interruptArrives() {
    boolean due = pit.risesNow() && pic.wouldAsk(0);
    return cpu.interruptArrives() || due && cpu.letsInterruptsIn();
  }

  @Override
  public String consoleText() {
    return console.text();
  }

  @Override
  public Optional<Pic> interruptControllers() {
    return Optional.of(pic);
  }

  @Override
  public Optional<Pit> intervalTimer() {
    return Optional.of(pit);
  }

  @Override
  public List<String> screenLines() {
    return screen.lines();
  }

  @Override
  public int roomForInput() {
    return uart.room();
  }

  @Override
  public void receive(int value) {
    uart.receive(value);
  }

  @Override
  public void save(StateWriter out) {
    cpu.save(out);
    clock.save(out);
    out.writeBoolean(resetRequested);
    out.writeBoolean(bridgeResets);
    for (Saveable device : devices) {
      device.save(out);
    }
  }

  @Override
  public void load(StateReader in) {
    cpu.load(in);
    clock.load(in);
    resetRequested = in.readBoolean();
    bridgeResets = in.readBoolean();
    for (Saveable device : devices) {
      device.load(in);
    }
  }
}
