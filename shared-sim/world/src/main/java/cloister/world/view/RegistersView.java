package cloister.world.view;

import cloister.bits.Ascii;
import cloister.bits.Bits;
import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.seg.Selector;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.probe.Names;
import cloister.world.table.Descriptor;
import cloister.world.timeline.Registers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Registers, segment registers and flags, with those that the last step changed. */
final class RegistersView {
  private static final int[] GENERAL_ORDER = {0, 3, 1, 2, 6, 7, 5, 4};
  private static final int[] SEGMENT_ORDER = {
    Segments.CS,
    Segments.SS,
    Segments.DS,
    Segments.ES,
    Segments.FS,
    Segments.GS,
    Segments.TR,
    Segments.LDTR
  };

  private final Scene scene;
  private final Cpu cpu;
  private final Registers before;

  RegistersView(Scene scene) {
    this.scene = scene;
    cpu = scene.cpu();
    before = scene.world().timeline().before();
  }

  List<Json> registers() {
    List<Json> registers = new ArrayList<>();
    for (int register : GENERAL_ORDER) {
      int value = cpu.general[register];
      registers.add(
          register(Names.GENERAL.get(register), value, value != before.general(register)));
    }
    registers.add(register("eip", cpu.eip(), cpu.eip() != before.eip()));
    return registers;
  }

  List<Json> segments() {
    List<Json> segments = new ArrayList<>();
    for (int register : SEGMENT_ORDER) {
      segments.add(segment(register));
    }
    return segments;
  }

  List<Json> flags() {
    boolean ioplAsked =
        scene.fault().isPresent() && scene.fault().get().rule().operands().contains("IOPL");
    List<Json> flags = new ArrayList<>();
    for (Names.Flag flag : Names.FLAGS) {
      int value = Bits.field(cpu.eflags(), flag.high(), flag.low());
      int old = Bits.field(before.eflags(), flag.high(), flag.low());
      flags.add(
          Json.object()
              .put("name", Ascii.upper(flag.name()))
              .put("value", value)
              .put("changed", value != old)
              .put("asked", ioplAsked && flag.name().equals("iopl"))
              .build());
    }
    return flags;
  }

  private static Json register(String name, int value, boolean changed) {
    return Json.object()
        .put("name", name)
        .putUnsigned("value", value)
        .put("changed", changed)
        .build();
  }

  private Json segment(int register) {
    Segments segments = cpu.segments;
    int rights = segments.rights[register];
    boolean changed =
        segments.selector[register] != before.selector(register)
            || segments.base[register] != before.base(register);
    return Json.object()
        .put("name", Names.SEGMENTS.get(register))
        .put("selector", segments.selector[register])
        .putUnsigned("base", segments.base[register])
        .putUnsigned("limit", segments.limit[register])
        .putUnsigned("rights", rights)
        .put("dpl", Rights.dpl(rights))
        .put("changed", changed)
        .put("text", scene.words().text(text(register, rights)))
        .put("differs", scene.words().sentence(differs(register)))
        .build();
  }

  private Message text(int register, int rights) {
    if (!cpu.protectedMode()) {
      return Message.of("view.segment.real");
    }
    if (!scene.namesDescriptor(register)) {
      return Message.of("view.segment.virtual");
    }
    if (!cpu.segments.usable(register)) {
      return Message.of("view.segment.null");
    }
    return kind(new Descriptor(0, rights));
  }

  private static Message kind(Descriptor descriptor) {
    Argument dpl = Argument.decimal("dpl", descriptor.dpl());
    return switch (descriptor.kind()) {
      case CODE -> Message.of("view.segment.code", dpl);
      case DATA -> Message.of("view.segment.data", dpl);
      case TSS -> Message.of("view.segment.tss");
      case LDT -> Message.of("view.segment.ldt");
      case EMPTY, CALL_GATE, INTERRUPT_GATE, TRAP_GATE, TASK_GATE, RESERVED ->
          Message.of("view.segment.null");
    };
  }

  /**
   * What memory says now, where that is not what the register keeps: a descriptor counts when it is
   * loaded, and never again (SDM 3, 3.4.3).
   */
  private Optional<Message> differs(int register) {
    Segments segments = cpu.segments;
    int selector = segments.selector[register];
    if (!scene.namesDescriptor(register) || Selector.isNull(selector)) {
      return Optional.empty();
    }
    boolean local = Selector.inLocalTable(selector);
    int limit = local ? segments.limit[Segments.LDTR] : cpu.gdtLimit();
    if (local && !segments.usable(Segments.LDTR)
        || Bits.below(limit, Selector.offset(selector) + Descriptor.SIZE - 1)) {
      return Optional.of(Message.of("view.segment.gone"));
    }
    int address =
        (local ? segments.base[Segments.LDTR] : cpu.gdtBase()) + Selector.offset(selector);
    Descriptor now = new Descriptor(cpu.linear().read32(address), cpu.linear().read32(address + 4));
    boolean same =
        now.base() == segments.base[register]
            && now.limit() == segments.limit[register]
            && (now.high() & Rights.MASK) == segments.rights[register];
    return same ? Optional.empty() : Optional.of(inMemory(now));
  }

  private static Message inMemory(Descriptor now) {
    Message kind = now.present() ? kind(now) : Message.of("view.segment.absent");
    return Message.of(
        "view.segment.differs",
        Argument.text("kind", kind),
        Argument.hex32("base", now.base()),
        Argument.hex("limit", now.limit()));
  }
}
