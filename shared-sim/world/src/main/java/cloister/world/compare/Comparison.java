package cloister.world.compare;

import cloister.asm.AsmError;
import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import cloister.hypervisor.Held;
import cloister.hypervisor.Host;
import cloister.input.InvalidInput;
import cloister.machine.Board;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.SourceFile;
import cloister.world.compare.Outcome.Likeness;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One kernel in several ways. The bare run comes first; each other is compared with its end: the
 * guest's memory, its console, and how many instructions it did.
 */
public final class Comparison {
  /** A bare run that has not ended by then is compared as far as it came. */
  public static final int MOST_INSTRUCTIONS = 1_000_000;

  /** A kernel lies behind what the loader uses. */
  private static final int LEAST_ORIGIN = 0x1000;

  /** What may be used up for one instruction of a guest before its run is ended. */
  private static final int PATIENCE = 60;

  private static final String RUNNING = "running";

  private static final int AT_ONCE = 1000;

  private final OpcodeTable opcodes;
  private final Sources sources;
  private final Board board;
  private final Outcome bare;
  private final Alignment alignment = new Alignment();
  private final Conduct conduct = new Conduct();
  private final int origin;
  private final byte[] kernel;

  /**
   * Runs the kernel on a machine of its own.
   *
   * @throws InvalidInput when a text has an error
   */
  public Comparison(OpcodeTable opcodes, Sources sources) throws InvalidInput {
    this.opcodes = opcodes;
    this.sources = sources;
    Assembly guest = kernel(0);
    origin = guest.origin();
    kernel = guest.image();
    board = BareMachine.of(opcodes, sources.memory(), origin, kernel);
    Counts counts = bareCounts();
    board.setEventSink(conduct.bare(counts));
    alignment.note(0, sight(board));
    while (!board.stopped() && BareMachine.instructions(board) < MOST_INSTRUCTIONS) {
      if (board.run(1) == 0) {
        break;
      }
      alignment.note((int) BareMachine.instructions(board), sight(board));
    }
    bare =
        new Outcome(
            Way.BARE,
            board.cpu().shutDown() ? "crashed" : board.stopped() ? "halted" : RUNNING,
            BareMachine.instructions(board),
            0,
            counts.crossings(),
            Json.object().build(),
            counts.along(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            counts.boot(),
            Held.NOTHING,
            0,
            Likeness.REFERENCE,
            board.consoleText());
  }

  private Counts bareCounts() {
    LongSupplier done = () -> BareMachine.instructions(board);
    return new Counts(
        done, () -> done.getAsLong() + 1, done, true, () -> 0, Long.MAX_VALUE / Outcome.PARTS);
  }

  private static int[] sight(Board board) {
    return GuestWords.of(board.cpu(), board.cpu().eip(), (board.cpu().eflags() & Eflags.IF) != 0);
  }

  /** The run that all others are compared with. */
  public Outcome bare() {
    return bare;
  }

  /**
   * Runs the kernel in one way; empty where it was not built for it.
   *
   * @throws InvalidInput when a text has an error
   */
  public Optional<Outcome> in(Way way) throws InvalidInput {
    if (way == Way.BARE) {
      return Optional.of(bare);
    }
    return sources.has(way) ? Optional.of(under(way)) : Optional.empty();
  }

  private Outcome under(Way way) throws InvalidInput {
    Host host = new Host(sources.memory(), 1, way.technique());
    SourceFile entry = sources.entry(way);
    Assembly code = assembled(entry, 0);
    host.load(entry.name(), code.origin(), code.image());
    Assembly guest = kernel(way == Way.PARAVIRTUALIZATION ? 1 : 0);
    host.load("guest-a.asm", guest.origin(), guest.image());
    host.start();
    Counts counts =
        new Counts(
            () -> host.guestInstructions(0),
            () -> instructions(host),
            () -> retired(host.cpu()),
            way == Way.VT_X,
            () -> host.guestExits(0),
            bare.instructions());
    boolean other = way == Way.PARAVIRTUALIZATION;
    Conduct shown = new Conduct();
    host.setEventSink(other ? new GuestConduct(shown, host, counts) : counts);
    Differences differences = new Differences(host, alignment, !other);
    run(host, differences);
    Json view = ((Json.Arr) host.guests()).items().getFirst();
    String state = text(view, "state");
    String end = state.equals("turn") || state.equals("waiting") ? RUNNING : state;
    return new Outcome(
        way,
        end,
        host.guestInstructions(0),
        Math.max(0, retired(host.cpu()) - host.guestInstructions(0)),
        counts.crossings(),
        ((Json.Obj) view).get("exitsBy"),
        counts.along(),
        counts.parting(),
        differences.first().map(this::divergence),
        differences.compared(),
        other ? Optional.of(acts(shown, end)) : Optional.empty(),
        counts.boot(),
        host.held(0),
        avoided((Json.Obj) view),
        likeness(host, text(view, "console"), end),
        text(view, "console"));
  }

  /**
   * A kernel that never ends is run as far as it was bare; a guest that waits where the bare run
   * had ended is left long after.
   */
  private void run(Host host, Differences differences) {
    boolean endless = bare.end().equals(RUNNING);
    long most = endless ? bare.instructions() : 2 * bare.instructions() + AT_ONCE;
    long patience = PATIENCE * most;
    long left = most;
    while (!host.stopped() && left > 0 && retired(host.cpu()) < patience) {
      if (!differences.run(left > AT_ONCE || !endless ? AT_ONCE : 1)) {
        return;
      }
      left = most - host.guestInstructions(0);
    }
  }

  /** What the guest has done, with the instruction that its processor is at. */
  private static long instructions(Host host) {
    long underway = host.instructionsUnderway();
    return underway < 0 ? host.guestInstructions(0) : underway + 1;
  }

  /** The bare run once more, up to the instruction that made the difference. */
  private Divergence divergence(Differences.Sight seen) {
    Board again = BareMachine.of(opcodes, sources.memory(), origin, kernel);
    int eip = again.cpu().eip();
    String code = "";
    while (BareMachine.instructions(again) < seen.instruction() && !again.stopped()) {
      eip = again.cpu().eip();
      code = text(again, eip);
      if (again.run(1) == 0) {
        break;
      }
    }
    int[] due = sight(again);
    int word = 0;
    while (word < due.length - 1 && due[word] == seen.words()[word]) {
      word++;
    }
    return new Divergence(
        seen.instruction() - 1,
        eip,
        code,
        GuestWords.NAMES.get(word),
        seen.words()[word],
        due[word]);
  }

  private String text(Board again, int eip) {
    Cpu cpu = again.cpu();
    int base = cpu.segments.base[Segments.CS];
    return new Disassembler(opcodes)
        .disassemble(at -> again.memory().readCode(cpu.linear().physical(base + at)), eip, eip, 32)
        .text();
  }

  private Acts acts(Conduct shown, String end) {
    return shown.beside(conduct, !end.equals(RUNNING) && !bare.end().equals(RUNNING));
  }

  private static int avoided(Json.Obj view) {
    return view.get("translation") instanceof Json.Obj cache
            && cache.get("avoided") instanceof Json.Num count
        ? count.word()
        : 0;
  }

  private Likeness likeness(Host host, String console, String end) {
    String bareEnd = end.equals("triple-fault") ? "crashed" : end;
    if (!bareEnd.equals(bare.end()) || !sameConsole(console)) {
      return Likeness.DIFFERENT;
    }
    boolean same = console.equals(bare.console());
    same &= host.guestInstructions(0) == bare.instructions();
    for (int address = 0; same && address < sources.memory(); address++) {
      same =
          address >= BareMachine.LOADED_FROM && address < BareMachine.LOADED_TO
              || alike(address, board.memory().read8(address), host.guestByte(0, address));
    }
    return same ? Likeness.STATE : Likeness.CONSOLE;
  }

  /** Of two kernels that never end, one may have said more than the other. */
  private boolean sameConsole(String console) {
    String own = bare.console();
    return console.equals(own)
        || bare.end().equals(RUNNING) && (console.startsWith(own) || own.startsWith(console));
  }

  /**
   * Only what the processor marks in descriptors may differ, accessed and busy: a guest's own table
   * has not that, since the processor uses a copy.
   */
  private boolean alike(int address, int own, int seen) {
    int difference = (own ^ seen) & 0xFF;
    int inTable = address - board.cpu().gdtBase();
    boolean rights = inTable >= 0 && inTable <= board.cpu().gdtLimit() && inTable % 8 == 5;
    return difference == 0 || rights && (difference & ~3) == 0 && (own & 0x80) != 0;
  }

  /** The kernel of a build, which has to lie in the guest's memory. */
  private Assembly kernel(int paravirtual) throws InvalidInput {
    Assembly kernel = assembled(sources.guest(), paravirtual);
    int origin = kernel.origin();
    boolean fits = origin >= LEAST_ORIGIN && origin < sources.memory();
    if (!fits || kernel.image().length > sources.memory() - origin) {
      throw new InvalidInput(
          sources.guest().name(),
          Message.of(
              "error.compare.origin",
              Argument.hex("least", LEAST_ORIGIN),
              Argument.hex("memory", sources.memory())));
    }
    return kernel;
  }

  private Assembly assembled(SourceFile file, int paravirtual) throws InvalidInput {
    Map<String, Integer> symbols = new LinkedHashMap<>();
    symbols.put(Sources.PARAVIRTUAL, paravirtual);
    Assembly assembly =
        new Assembler(opcodes, FileProvider.NONE, symbols).assemble(file.name(), file.text());
    if (!assembly.succeeded()) {
      AsmError error = assembly.errors().getFirst();
      throw new InvalidInput(
          file.name(),
          Message.of(
              "error.compare.source",
              Argument.decimal("line", error.line()),
              Argument.text("error", error.message())));
    }
    return assembly;
  }

  private static String text(Json view, String key) {
    return ((Json.Str) ((Json.Obj) view).get(key)).value();
  }

  private static long retired(Cpu cpu) {
    return (long) cpu.retiredHigh() << 32 | cpu.retiredLow() & 0xffff_ffffL;
  }
}
