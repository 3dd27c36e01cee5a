package cloister.hypervisor;

import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.PortDevice;
import cloister.bus.PortMap;
import cloister.codec.Json;
import cloister.cpu.Coprocessor;
import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import cloister.device.pic.Pic;
import cloister.device.pit.Pit;
import cloister.event.EventSink;
import cloister.event.History;
import cloister.event.Relay;
import cloister.hypervisor.translation.Place;
import cloister.hypervisor.translation.TranslationCache;
import cloister.machine.Machine;
import cloister.machine.Rerun;
import cloister.machine.Runner;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A board whose ring 0 belongs to a hypervisor, and the guests on it. */
public final class Host implements Machine {
  /** Where the entry code writes the address of its frame; an empty port for everybody else. */
  public static final int EXIT_PORT = 0xE0;

  private final Memory memory;
  private final PortMap ports = new PortMap();
  private final Cpu cpu;
  private final Guests guests;
  private final Techniques row;
  private final Technique technique;
  private final GuestSnapshots snapshots;
  private final Timer timer = new Timer();
  private final Relay events = new Relay();

  /** Offset of the entry code's write to the port; 0 until it has begun. */
  private int askedFrom;

  private boolean stopRequested;

  /**
   * @param memoryBytes of each guest, whole pages
   * @param count of guests
   * @param technique the name of the way in which they run
   */
  public Host(int memoryBytes, int count, String technique) {
    row = Techniques.named(technique);
    int pages = row.poolPages() / count;
    int tables = pages * Memory.PAGE_SIZE;
    int kept = GuestSnapshots.bytes(count, memoryBytes, tables, row.translationBytes());
    memory = new Memory(HostLayout.GUESTS + count * memoryBytes + kept);
    cpu =
        new Cpu(row.features(), new Coprocessor.None(), row.virtualization(), memory, ports, timer);
    guests = new Guests(memory, events);
    for (int i = 0; i < count; i++) {
      int pool = HostLayout.POOL + i * tables;
      int base = HostLayout.GUESTS + i * memoryBytes;
      machines().add(new VirtualMachine(memory, base, memoryBytes, pool, pages, guests));
    }
    this.technique = row.of(new HostParts(memory, cpu, timer, guests));
    snapshots = new GuestSnapshots(memory, guests, this.technique, tables, row.translationBytes());
    ports.add(EXIT_PORT, 4, 4, new Door());
  }

  /** The port of the entry code: OUT alone, from one place in ring 0. */
  private final class Door implements PortDevice {
    @Override
    public int read(int port, int bytes) {
      return -1;
    }

    @Override
    public void write(int port, int bytes, int value) {
      if (bytes != 4 || port != EXIT_PORT || cpu.cpl() != 0) {
        return;
      }
      if (askedFrom == 0) {
        askedFrom = cpu.general[3];
        layOut();
      } else if (cpu.eip() == askedFrom && cpu.segments.selector[Segments.CS] != 0) {
        if (cpu.general[Core.ESP] != value) {
          return;
        }
        technique.called(HostLayout.physical(value));
      }
    }
  }

  /** Before the host turns paging on: the directory that it begins with, and what lies in it. */
  private void layOut() {
    int all = 3;
    for (int page = 0; page < 1024; page++) {
      int own = row.isOwn(page, machines().size()) ? page << 12 | all : 0;
      memory.write32(HostLayout.OWN_TABLE + 4 * page, own);
      memory.write32(HostLayout.BOOT_DIRECTORY + 4 * page, 0);
    }
    memory.write32(HostLayout.BOOT_DIRECTORY, HostLayout.OWN_TABLE | all);
    memory.write32(HostLayout.BOOT_DIRECTORY + 4 * 1023, HostLayout.OWN_TABLE | all);
  }

  /** The interrupt that brings the host back: a count of instructions that runs out. */
  private final class Timer implements InterruptLine, Deadline {
    private long due = Long.MAX_VALUE;

    @Override
    public boolean raised() {
      return technique.time() >= due;
    }

    @Override
    public int acknowledge() {
      due = Long.MAX_VALUE;
      return HostLayout.TIMER_VECTOR;
    }

    @Override
    public void in(long instructions) {
      due = technique.time() + instructions;
      cpu.requestStop();
    }

    @Override
    public void never() {
      due = Long.MAX_VALUE;
    }
  }

  /**
   * {@code host.asm} is the host's own, or what the technique has in its place. The others are
   * guests', by the letter at the end of their name: {@code guest-b.asm} is the second one's;
   * without such a letter they are the first one's, or code that helps the host, if they are made
   * for its addresses. What does not fit is lost.
   */
  @Override
  public void load(String file, int origin, byte[] image) {
    boolean forHost = Integer.compareUnsigned(origin, HostLayout.BASE) >= 0 && !hasLetter(file);
    boolean entry = Techniques.isEntryFile(file);
    if (entry && !file.equals(row.entryFile())) {
      return;
    }
    if (forHost || entry) {
      if (!entry) {
        memory.write32(HostLayout.EXIT_HANDLER, origin);
      }
      int physical = origin - HostLayout.BASE;
      for (int i = 0; i < image.length; i++) {
        if (physical + i >= 0 && physical + i < HostLayout.OWN_BYTES) {
          memory.write8(physical + i, image[i] & 0xff);
        }
      }
      return;
    }
    int guest = guest(file);
    guests.isLoadedAt(guest, origin);
    GuestMemory own = machines().get(guest).memory();
    for (int i = 0; i < image.length; i++) {
      own.write8(origin + i, image[i] & 0xff);
    }
  }

  private static boolean hasLetter(String file) {
    int dot = file.indexOf('.');
    return dot > 1 && file.charAt(dot - 2) == '-';
  }

  private int guest(String file) {
    int letter = hasLetter(file) ? file.charAt(file.indexOf('.') - 1) - 'a' : 0;
    return letter >= 0 && letter < machines().size() ? letter : 0;
  }

  /** {@code vm.a.console} and its like: what is known of a guest. */
  @Override
  public Optional<Json> probe(String path) {
    if (path.startsWith("vm.") && path.substring(3).equals("technique")) {
      return Optional.of(Json.of(row.id()));
    }
    boolean known = path.length() > 5 && path.charAt(4) == '.';
    int number = known ? path.charAt(3) - 'a' : -1;
    if (number < 0 || number >= machines().size()) {
      return Optional.empty();
    }
    VirtualMachine guest = machines().get(number);
    return switch (path.substring(5)) {
      case "console" -> Optional.of(Json.of(guest.devices().console().text()));
      case "state" -> Optional.of(Json.of(guests.state(number)));
      case "instructions" -> Optional.of(Json.unsigned((int) guest.ticks()));
      case "exits" -> Optional.of(Json.of(guest.exits()));
      case "exits.page", "exits.step", "exits.refused" ->
          Optional.of(
              Json.of(guest.exits(ExitReason.named(path.substring(5 + "exits.".length())))));
      case "reads" -> Optional.of(Json.of(technique.reads(number)));
      case "upcalls" -> Optional.of(Json.of(guest.channels().upcalls()));
      case "hypercalls" -> Optional.of(Json.of(guest.calls()));
      case "lies" -> Optional.of(Json.of(guest.lies()));
      case "exit.reason", "exit.qualification", "exit.eip", "exit.length" ->
          technique.lastExit(number, path.substring(path.lastIndexOf('.') + 1));
      case "if" -> Optional.of(Json.of(technique.letsInterruptsIn(number) ? 1 : 0));
      default -> Optional.empty();
    };
  }

  @Override
  public Runner runner() {
    int guest = technique.isInGuest() ? guests.currentNumber() + 1 : 0;
    return new Runner(cpu.cpl(), guest);
  }

  @Override
  public Json guests() {
    return GuestsView.json(guests, technique, snapshots, row.id());
  }

  /** The list of exits, and of the one at which the machine stands its life. */
  @Override
  public Json exits(History history, int step, Supplier<? extends Rerun> rerun) {
    ExitRows rows = new ExitRows(history, step);
    List<Json> life =
        rows.here().map(here -> new ExitLife(here, rerun.get()).json()).orElse(List.of());
    return rows.json().put("life", life).build();
  }

  List<Cell> cells(int guest) {
    return technique.cells(guest);
  }

  boolean letsInterruptsIn(int guest) {
    return technique.letsInterruptsIn(guest);
  }

  /** How many instructions a guest has done. */
  public long guestInstructions(int guest) {
    return machines().get(guest).ticks();
  }

  /**
   * How many instructions the present guest has done, while the processor's registers are its own;
   * -1 while they are not.
   */
  public long instructionsUnderway() {
    long underway = technique.underway();
    return underway < 0 ? -1 : guests.current().ticks() + underway;
  }

  /** Where the present guest is in its own code, while {@link #instructionsUnderway} is known. */
  public int guestEip() {
    return technique
        .translated(guests.currentNumber())
        .filter(TranslationView.Shown::runs)
        .flatMap(shown -> shown.cache().place(shown.at()))
        .map(Place::eip)
        .orElseGet(cpu::eip);
  }

  /** The interrupt flag as a guest sees it. */
  public boolean guestInterruptFlag(int guest) {
    boolean itsOwn = cpu.nonRoot() && guest == guests.currentNumber();
    return itsOwn ? (cpu.eflags() & Eflags.IF) != 0 : technique.letsInterruptsIn(guest);
  }

  public Held held(int guest) {
    return technique.held(guest);
  }

  /** How often a guest has been left. */
  public int guestExits(int guest) {
    return machines().get(guest).exits();
  }

  /** How many bytes a guest's console has kept; they begin with number 0. */
  public int guestPrinted(int guest) {
    return machines().get(guest).devices().console().length();
  }

  public int guestPrinted(int guest, int number) {
    return machines().get(guest).devices().console().at(number);
  }

  /** A byte of a guest's memory, by the guest's own physical address. */
  public int guestByte(int guest, int address) {
    return machines().get(guest).memory().read8(address) & 0xFF;
  }

  /** Real mode at the entry code, as a boot loader leaves it. */
  public void start() {
    cpu.reset();
    cpu.cachesOn();
    for (int register = 0; register < 6; register++) {
      cpu.segments.setReal(register, 0);
    }
    cpu.general[Core.ESP] = HostLayout.STACK_TOP;
    cpu.setEip(HostLayout.ENTRY_CODE);
  }

  /** The translations of a guest's kernel, where the technique makes any. */
  TranslationCache translations(int guest) {
    return technique.translated(guest).orElseThrow().cache();
  }

  List<VirtualMachine> machines() {
    return guests.machines();
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
  public void setEventSink(EventSink sink) {
    cpu.setEventSink(sink);
    events.setListener(sink);
  }

  @Override
  public int run(int maxSteps) {
    stopRequested = false;
    int done = 0;
    while (done < maxSteps && !stopRequested && !stopped()) {
      int ran = technique.step();
      done += ran;
      if (ran == 0 && !timer.raised()) {
        break;
      }
    }
    return done;
  }

  @Override
  public void requestStop() {
    stopRequested = true;
    cpu.requestStop();
  }

  @Override
  public int freezable() {
    return guests.loaded();
  }

  @Override
  public boolean isFrozen(int guest) {
    return guests.isFrozen(guest);
  }

  /** The guest that has its turn is left before its next instruction. */
  @Override
  public void freeze(int guest, boolean frozen) {
    guests.freeze(guest, frozen);
    leaveWhoDoesNotGoOn();
  }

  /** Before its next instruction, so that another one has its turn, if any goes on. */
  private void leaveWhoDoesNotGoOn() {
    if (!guests.goesOn(guests.currentNumber())) {
      timer.in(0);
    }
  }

  @Override
  public boolean isBlocked(int guest) {
    return machines().get(guest).isBlocked();
  }

  @Override
  public boolean takesKeys(int guest) {
    return machines().get(guest).channels().hears(EventChannels.CONSOLE);
  }

  /** The guest may have waited for that; then it goes on before its next instruction. */
  @Override
  public void key(int guest, int value) {
    boolean away = !guests.goesOn(guests.currentNumber());
    machines().get(guest).channels().type(value);
    if (away) {
      timer.in(0);
    }
  }

  @Override
  public boolean hasSnapshot(int guest) {
    return snapshots.isKept(guest);
  }

  @Override
  public boolean takesSnapshot(int guest) {
    return snapshots.isAway(guest);
  }

  @Override
  public void snapshot(int guest, boolean kept) {
    if (kept) {
      snapshots.take(guest);
    } else {
      snapshots.forget(guest);
    }
  }

  @Override
  public void putBack(int guest) {
    snapshots.putBack(guest);
  }

  @Override
  public boolean stopped() {
    return guests.stand() || cpu.shutDown() || cpu.halted() && !cpu.faultPending();
  }

  @Override
  public boolean interruptArrives() {
    return cpu.interruptArrives();
  }

  @Override
  public String consoleText() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < machines().size(); i++) {
      String own = machines().get(i).devices().console().text();
      if (!own.isEmpty()) {
        text.append(text.isEmpty() ? "" : "\n").append((char) ('A' + i)).append(": ").append(own);
      }
    }
    return text.toString();
  }

  @Override
  public Optional<Pic> interruptControllers() {
    return Optional.of(guests.current().devices().pic());
  }

  @Override
  public Optional<Pit> intervalTimer() {
    return Optional.of(guests.current().devices().pit());
  }

  @Override
  public void save(StateWriter out) {
    cpu.save(out);
    out.writeInt(askedFrom);
    out.writeLong(timer.due);
    technique.save(out);
  }

  @Override
  public void load(StateReader in) {
    cpu.load(in);
    askedFrom = in.readInt();
    timer.due = in.readLong();
    technique.load(in);
  }
}
