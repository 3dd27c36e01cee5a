package cloister.world.sentence;

import cloister.bits.Ascii;
import cloister.cpu.Cpu;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.event.Event;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.World;
import cloister.world.probe.Names;
import cloister.world.timeline.Moment;
import cloister.world.timeline.Registers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a step pushed or popped, word by word (SDM 3, 6.8.5, 7.12.1 and 22.2). A single PUSH or POP
 * of a register is a sentence already.
 */
public final class StackTraffic {
  /** A name of a register, or one of these two. */
  private static final String ERROR = "error code";

  private static final String PARAMETER = "parameter";

  private static final List<String> VIRTUAL = List.of("ES", "DS", "FS", "GS");

  private final Cpu cpu;
  private final Registers before;
  private final Happening what;
  private final int[] slot;
  private final boolean instruction;
  private final Seen seen;

  private StackTraffic(World world, Moment moment, int[] slot) {
    cpu = world.machine().cpu();
    before = world.timeline().before();
    what = Happening.of(moment);
    this.slot = slot;
    instruction = moment.kind() == Moment.Kind.INSTRUCTION;
    seen = new Seen(cpu);
  }

  /** In one sentence; empty where a step did nothing of the kind, or it is not known any more. */
  public static Optional<Message> of(World world, Code code) {
    Moment moment = world.timeline().moment();
    boolean known = moment.code().length > 0 && !moment.changedByHand();
    return known && moment.kind() != Moment.Kind.IDLE && moment.kind() != Moment.Kind.START
        ? new StackTraffic(world, moment, code.slot(moment)).sentence()
        : Optional.empty();
  }

  private Optional<Message> sentence() {
    if (what.fault().isPresent() || what.task().isPresent() || what.shutDown().isPresent()) {
      return Optional.empty();
    }
    if (what.delivered().isPresent()) {
      return delivered(what.delivered().get());
    }
    return instruction ? byInstruction(Slot.op(slot[Slot.OP])) : Optional.empty();
  }

  private Optional<Message> delivered(Event.Delivered delivered) {
    List<String> names = new ArrayList<>();
    boolean wide = cpu.protectedMode();
    if (delivered.errorCode() >= 0 && wide) {
      names.add(ERROR);
    }
    names.addAll(List.of(wide ? "EIP" : "IP", "CS", wide ? "EFLAGS" : "FLAGS"));
    if (what.stack().isPresent()) {
      names.addAll(List.of("ESP", "SS"));
      if ((before.eflags() & Eflags.VM) != 0) {
        names.addAll(VIRTUAL);
      }
    }
    return pushed(names, bytesPushed() / names.size());
  }

  private Optional<Message> byInstruction(int op) {
    int size = Slot.operand32(slot[Slot.OP]) ? 4 : 2;
    return switch (op) {
      case Op.CALL, Op.CALL_I, Op.ENTER -> pushed(List.of(op == Op.ENTER ? "EBP" : "EIP"), size);
      case Op.CALL_FAR -> pushed(farCall(size), size);
      case Op.PUSHF -> pushed(List.of("EFLAGS"), size);
      case Op.PUSHA -> pushed(backwards(Names.GENERAL), size);
      case Op.RET, Op.RET_NEAR -> popped(List.of("EIP"), size);
      case Op.POPF -> popped(List.of("EFLAGS"), size);
      case Op.POPA -> popped(backwards(Names.GENERAL), size);
      case Op.POP_SEGMENT -> what.segment().flatMap(loaded -> popped(List.of(name(loaded)), size));
      case Op.RET_FAR, Op.IRET -> what.returned().flatMap(_ -> popped(returned(op, size), size));
      default -> Optional.empty();
    };
  }

  private static String name(Event.SegmentLoaded loaded) {
    return Ascii.upper(Names.SEGMENTS.get(loaded.register()));
  }

  private static List<String> backwards(List<String> names) {
    List<String> upper = new ArrayList<>();
    for (String name : names) {
      upper.add(0, Ascii.upper(name));
    }
    return upper;
  }

  private List<String> farCall(int size) {
    List<String> names = new ArrayList<>(List.of("EIP", "CS"));
    if (what.stack().isPresent()) {
      for (int i = 4; i < bytesPushed() / size; i++) {
        names.add(PARAMETER);
      }
      names.addAll(List.of("ESP", "SS"));
    }
    return names;
  }

  private List<String> returned(int op, int size) {
    List<String> names = new ArrayList<>(List.of("EIP", "CS"));
    if (op == Op.IRET) {
      names.add("EFLAGS");
    }
    if (what.stack().isPresent()) {
      for (int i = 0; op == Op.RET_FAR && i < slot[Slot.IMMEDIATE] / size; i++) {
        names.add(PARAMETER);
      }
      names.addAll(List.of("ESP", "SS"));
      if (cpu.virtual8086()) {
        names.addAll(VIRTUAL);
      }
    }
    return names;
  }

  private int bytesPushed() {
    int from = what.stack().map(Event.StackSwitched::newPointer).orElse(before.general(Names.ESP));
    return from - cpu.general[Names.ESP] & mask(cpu.segments.rights[Segments.SS]);
  }

  /** Only SP counts in a 16-bit stack. */
  private static int mask(int rights) {
    return Rights.isBig(rights) ? -1 : 0xffff;
  }

  /**
   * @param names from the lowest address up, the last one pushed first
   */
  private Optional<Message> pushed(List<String> names, int size) {
    if (bytesPushed() != names.size() * size || size != 2 && size != 4) {
      return Optional.empty();
    }
    int low = cpu.general[Names.ESP] & mask(cpu.segments.rights[Segments.SS]);
    int first = cpu.segments.base[Segments.SS] + low;
    return words(names, first, size, true);
  }

  /** What was popped is still there, behind the stack pointer that there was. */
  private Optional<Message> popped(List<String> names, int size) {
    boolean same = what.stack().isEmpty();
    int mask = same ? mask(cpu.segments.rights[Segments.SS]) : -1;
    int pointer = before.general(Names.ESP) & mask;
    return words(names, before.base(Segments.SS) + pointer, size, false);
  }

  private Optional<Message> words(List<String> names, int first, int size, boolean push) {
    int bytes = names.size() * size;
    if (seen.stale(first, bytes)) {
      return Optional.empty();
    }
    Message all = null;
    for (int i = 0; i < names.size(); i++) {
      // in the order in which it went: down when pushed, up when popped; chained from the end
      int place = push ? i : names.size() - 1 - i;
      Message word = word(names.get(place), seen.read(first + place * size, size));
      all =
          all == null
              ? word
              : Message.of("event.words", Argument.text("first", word), Argument.text("more", all));
    }
    return Optional.of(
        Message.of(
            push ? "event.pushed" : "event.popped",
            Argument.text("words", all),
            Argument.hex("low", first),
            Argument.hex("high", first + bytes)));
  }

  private static Message word(String name, int value) {
    boolean selector = name.equals("CS") || name.equals("SS") || VIRTUAL.contains(name);
    Argument digits =
        selector ? Argument.selector("value", value & 0xffff) : Signed.number("value", value, 4);
    return switch (name) {
      case ERROR -> Message.of("event.word-error", digits);
      case PARAMETER -> Message.of("event.word-parameter", digits);
      default -> Message.of("event.word", Argument.name("name", name), digits);
    };
  }
}
