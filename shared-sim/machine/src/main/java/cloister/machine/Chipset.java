package cloister.machine;

import cloister.bus.ByteSink;
import cloister.bus.Line;
import cloister.bus.Memory;
import cloister.bus.PortMap;
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
import cloister.event.Families;
import cloister.event.Relay;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;
import cloister.time.Ticks;
import java.util.List;
import java.util.Optional;

/**
 * What a PC of the late 1990s has around its processor: an i440FX host bridge, the ISA devices that
 * every operating system knows, the APICs, and two IDE channels.
 *
 * <p>Whose processor it serves, a real one's or a guest's, is its owner's affair: the owner gives
 * the time, hears by {@link Pins} what reaches the processor, and asks {@link #localApic} for
 * interrupts.
 */
public final class Chipset implements Saveable {
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
  static final int IRQ_FLOATING_POINT = 13;
  private static final int IRQ_IDE_PRIMARY = 14;
  private static final int IRQ_IDE_SECONDARY = 15;

  private final Memory memory;
  private final PortMap ports = new PortMap();
  private final Relay events = new Relay();
  private final Pic pic = new Pic(events);
  private final Pins pins;
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

  /** What is saved after the clock, in this order. */
  private final List<Saveable> devices;

  /** What a reset of the board brings back by loading it. */
  private final PowerOnState powerOn;

  private boolean resetRequested;
  private boolean bridgeResets;

  /** What of a chip set reaches its processor. */
  public interface Pins {
    /** Something has happened that the processor must not run past. */
    void requestStop();

    /** The interrupt that cannot be masked. */
    void raiseNmi();

    /** A reset was asked for; the step that did so is the last one before it. */
    void resetRequested();
  }

  /**
   * @param memory as large as the parts say, or larger
   * @param time what the devices go by
   * @param serial where the first serial line leads
   */
  public Chipset(PcParts parts, Memory memory, Ticks time, Pins pins, ByteSink serial) {
    this.memory = memory;
    this.pins = pins;
    clock = new Clock(time, parts.ticksPerSecond());
    localApic = new LocalApic(clock, parts.ticksPerSecond(), pic);
    ioApic = new IoApic(localApic);
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
    clock.onEarlierDeadline(pins::requestStop);
    pic.onRise(this::externalRises);
    localApic.onRise(pins::requestStop);
    localApic.onNmi(pins::raiseNmi);
    disks = parts.disks().stream().map(Disk::new).toList();
    cable(parts);
    connect();
    new CmosContent(parts).writeTo(rtc);
    powerOn = new PowerOnState(List.of(pic, ioApic, pit, uart, keyboard, reset, pci));
  }

  /** A ROM at the place of video BIOSes, with the mark of an expansion ROM. */
  private static Optional<byte[]> videoRom(PcParts parts) {
    return parts.roms().stream()
        .filter(rom -> rom.address() == VIDEO_BIOS && rom.isExpansion())
        .map(RomImage::content)
        .findFirst();
  }

  /** Both controllers hear each line; the timer has another number at the I/O APIC. */
  Line irq(int line) {
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
    ports.add(Console.PORT, 1, 1, new DebugPort(console));
    ports.add(FIRMWARE_DEBUG, 1, 1, new DebugPort(console));
  }

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

  public void setEventSink(EventSink sink) {
    events.setListener(sink);
  }

  private void externalRises() {
    localApic.externalRises();
    pins.requestStop();
  }

  private void requestReset(ResetCause cause) {
    if (events.listens(Families.DEVICES)) {
      events.accept(new Event.BoardReset(cause));
    }
    resetRequested = true;
    bridgeResets |= cause == ResetCause.RESET_CONTROL_REGISTER || cause == ResetCause.BUTTON;
    pins.resetRequested();
  }

  /** True until {@link #takeReset}. */
  public boolean isResetRequested() {
    return resetRequested;
  }

  /**
   * The processor has been reset. The keyboard controller and port 0x92 reach it alone, so that
   * software can come back from protected mode as on the 286; the chip set's own register and the
   * button reset the board.
   */
  public void takeReset() {
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

  /** True when nothing in it will ever ask for an interrupt by itself, and nothing asks now. */
  public boolean isSilent() {
    return clock.isIdleForever() && !localApic.raised();
  }

  /** True when what comes of itself may be an interrupt that cannot be masked. */
  public boolean mayRaiseNmi() {
    return (localApic.hearsNmi() || ioApic.hearsNmi()) && !clock.isIdleForever();
  }

  @Override
  public void save(StateWriter out) {
    clock.save(out);
    out.writeBoolean(resetRequested);
    out.writeBoolean(bridgeResets);
    for (Saveable device : devices) {
      device.save(out);
    }
  }

  @Override
  public void load(StateReader in) {
    clock.load(in);
    resetRequested = in.readBoolean();
    bridgeResets = in.readBoolean();
    for (Saveable device : devices) {
      device.load(in);
    }
  }
}
