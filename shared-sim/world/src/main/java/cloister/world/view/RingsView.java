package cloister.world.view;

import cloister.codec.Json;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.disasm.Line;
import cloister.event.Event;
import cloister.event.Event.FaultRaised;
import cloister.event.Rule;
import cloister.why.Comparison;
import cloister.world.Program;
import cloister.world.probe.Names;
import cloister.world.table.Descriptor;
import cloister.world.table.DescriptorTable;
import cloister.world.timeline.Moment;
import cloister.world.why.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The rings as a place: who lives where, which gates lead in, where the instruction stands. */
final class RingsView {
  private static final int TRAIL = 6;

  private final Scene scene;
  private final int cpl;

  RingsView(Scene scene) {
    this.scene = scene;
    cpl = scene.cpu().cpl();
  }

  Json json() {
    return Json.object()
        .put("cpl", cpl)
        .put("usedRings", usedRings())
        .put("gates", new Gates(scene).json())
        .put("regions", regions())
        .put("actor", actor())
        .put("crossing", crossing())
        .put("refusal", refusal())
        .build();
  }

  /** Rings that own a segment, and the current one. */
  private List<Json> usedRings() {
    List<Json> rings = new ArrayList<>();
    for (int ring = 0; ring <= 3; ring++) {
      boolean used = ring == cpl;
      for (Descriptor descriptor : segments()) {
        used |= descriptor.dpl() == ring;
      }
      if (used) {
        rings.add(Json.of(ring));
      }
    }
    return rings;
  }

  /** In real mode a table is noted and not asked: it walls off nothing. */
  private List<Descriptor> segments() {
    List<Descriptor> segments = new ArrayList<>();
    DescriptorTable table = scene.gdt();
    boolean counts = scene.hasGdt() && scene.cpu().protectedMode();
    int count = counts ? Math.min(64, table.count()) : 0;
    for (int index = 1; index < count; index++) {
      Descriptor descriptor = table.entry(index);
      if (descriptor.kind().isSegment() && descriptor.present()) {
        segments.add(descriptor);
      }
    }
    return segments;
  }

  /** Code, data and stack of the outer rings; the current stack is the one that SS names. */
  private List<Json> regions() {
    List<Json> regions = new ArrayList<>();
    int outermost = scene.cpu().virtual8086() ? 2 : 3;
    for (int ring = 1; ring <= outermost; ring++) {
      Descriptor code = null;
      Descriptor data = null;
      Descriptor stack = null;
      for (Descriptor descriptor : segments()) {
        if (descriptor.dpl() != ring) {
          continue;
        }
        if (descriptor.kind() == Descriptor.Kind.CODE) {
          code = code == null ? descriptor : code;
        } else {
          data = data == null ? descriptor : data;
          stack = descriptor.writableOrReadable() ? descriptor : stack;
        }
      }
      addRegion("code", ring, code, regions);
      addRegion("data", ring, data, regions);
      addRegion("stack", ring, ring == cpl ? currentStack(stack) : stack, regions);
    }
    addRegion("library", 3, library(), regions);
    if (outermost == 2) {
      addParagraphs("code", Segments.CS, regions);
      addParagraphs("data", Segments.DS, regions);
      addParagraphs("stack", Segments.SS, regions);
    }
    return regions;
  }

  /** Conforming code that belongs to an inner ring, and runs in that of whoever calls it. */
  private Descriptor library() {
    for (Descriptor descriptor : segments()) {
      if (descriptor.conforming() && descriptor.dpl() < 3) {
        return descriptor;
      }
    }
    return null;
  }

  private Descriptor currentStack(Descriptor otherwise) {
    int index = scene.cpu().segments.selector[Segments.SS] / Descriptor.SIZE;
    return scene.gdt().has(index) ? scene.gdt().entry(index) : otherwise;
  }

  private void addRegion(String name, int ring, Descriptor descriptor, List<Json> regions) {
    if (descriptor != null) {
      regions.add(region(name, ring, descriptor.firstAddress(), descriptor.extent()));
    }
  }

  /** In virtual-8086 mode the program has what its segment registers reach, and no descriptor. */
  private void addParagraphs(String name, int register, List<Json> regions) {
    Segments segments = scene.cpu().segments;
    regions.add(region(name, 3, segments.base[register], segments.limit[register]));
  }

  private Json region(String name, int ring, int base, int limit) {
    int address = shownAt(name, ring, base, limit);
    Optional<Program> program =
        name.equals("code") || name.equals("library")
            ? scene.world().programAt(address)
            : Optional.empty();
    return Json.object()
        .put("name", name)
        .put("ring", ring)
        .putUnsigned("base", base)
        .putUnsigned("limit", limit)
        .putUnsigned("address", address)
        .put("file", program.map(known -> Json.of(known.file().name())).orElse(Json.NULL))
        .build();
  }

  /**
   * Where a reader looks for it: where the processor uses it now, or else where it begins. One that
   * begins with all memory begins, for a reader, where the learner's own program does, if it
   * reaches that.
   */
  private int shownAt(String name, int ring, int base, int limit) {
    if (ring == cpl && name.equals("code")) {
      return scene.cpu().linearEip();
    }
    if (ring == cpl && name.equals("stack")) {
      Segments segments = scene.cpu().segments;
      boolean big = Rights.isBig(segments.rights[Segments.SS]);
      int pointer = scene.cpu().general[Names.ESP];
      return segments.base[Segments.SS] + (big ? pointer : pointer & 0xffff);
    }
    if (base != 0 || ring != 3) {
      return base;
    }
    for (Program program : scene.world().programs()) {
      if (program.file().editable() && Integer.compareUnsigned(program.origin(), limit) <= 0) {
        return program.origin();
      }
    }
    return base;
  }

  private Json actor() {
    if (scene.world().broken() || scene.cpu().shutDown()) {
      return Json.NULL;
    }
    Line line = scene.disassemble(scene.cpu().linearEip());
    String text = line.text();
    int space = text.indexOf(' ');
    String mnemonic = space < 0 ? text : text.substring(0, space);
    boolean refused = scene.cpu().faultPending();
    OptionalInt gate = refused ? askedGate() : OptionalInt.empty();
    return Json.object()
        .put("ring", cpl)
        .put("mnemonic", mnemonic)
        .put("text", text)
        .put("privileged", line.privileged())
        .put("trail", trail())
        .put("place", place(refused, gate))
        .put("gate", number(gate))
        .build();
  }

  private String place(boolean refused, OptionalInt gate) {
    if (refused && cpl > 0) {
      return gate.isPresent() ? "gate" : "wall";
    }
    if (cpl == 0) {
      return "court";
    }
    return inLibrary() ? "library" : "home";
  }

  private boolean inLibrary() {
    int index = scene.cpu().segments.selector[Segments.CS] / Descriptor.SIZE;
    return !scene.cpu().virtual8086()
        && scene.gdt().has(index)
        && scene.gdt().entry(index).conforming()
        && scene.gdt().entry(index).dpl() < cpl;
  }

  private List<Json> trail() {
    List<Json> trail = new ArrayList<>();
    boolean refused = scene.cpu().faultPending();
    List<Moment> visit = scene.world().timeline().visit(cpl, refused ? TRAIL + 1 : TRAIL);
    // A refused instruction is where the actor stands; a refused interrupt is none.
    boolean stands = scene.world().timeline().moment().kind() != Moment.Kind.INTERRUPT;
    int end = refused && stands ? visit.size() - 1 : visit.size();
    for (int i = 0; i < end; i++) {
      trail.add(
          Json.object()
              .putUnsigned("address", visit.get(i).address())
              .put("text", scene.code().text(visit.get(i)))
              .build());
    }
    return trail;
  }

  private Json crossing() {
    int gate = -1;
    Json crossing = Json.NULL;
    for (Event event : scene.world().timeline().moment().events()) {
      if (event instanceof Event.GatePassed passed) {
        gate = passed.by() == Event.Transfer.CALL_GATE ? passed.index() & 0xfffc : passed.index();
      }
      if (event instanceof Event.RingCrossed crossed) {
        crossing =
            Json.object()
                .put("from", crossed.from())
                .put("to", crossed.to())
                .put("gate", gate < 0 ? Json.NULL : Json.of(gate))
                .put("by", by(crossed.by()))
                .build();
      }
    }
    return crossing;
  }

  private static String by(Event.Transfer by) {
    return switch (by) {
      case INTERRUPT_GATE -> "interrupt gate";
      case TRAP_GATE -> "trap gate";
      case CALL_GATE -> "call gate";
      case TASK_GATE -> "task gate";
      case FAR -> "far return";
      case IRET -> "iret";
      case SYSENTER -> "sysenter";
      case TASK -> "task switch";
    };
  }

  /** Gone when it was put right by hand: the wall is not closed to it any more. */
  private Json refusal() {
    if (scene.fault().isEmpty() || Why.passesNow(scene.world(), scene.refusal().orElseThrow())) {
      return Json.NULL;
    }
    FaultRaised fault = scene.fault().get();
    return Json.object()
        .put("rule", fault.rule().name())
        .put("compare", compare(fault))
        .put("gate", number(askedGate()))
        .build();
  }

  private List<Json> compare(FaultRaised fault) {
    List<Json> numbers = new ArrayList<>();
    for (Comparison.Term term : Comparison.of(fault).terms()) {
      String relation = term.relation();
      numbers.add(
          number(
              term.name(),
              Json.unsigned(term.value()),
              relation.isEmpty() ? Json.NULL : Json.of(relation),
              true));
    }
    List<String> operands = fault.rule().operands();
    if (operands.contains("CPL")) {
      if (!operands.contains("IOPL") && !asksDpl(operands)) {
        numbers.add(number("IOPL", Json.of(scene.cpu().iopl()), Json.NULL, false));
      }
      if (!asksDpl(operands)) {
        numbers.add(number("DPL", Json.NULL, Json.NULL, false));
      }
    }
    return numbers;
  }

  private static boolean asksDpl(List<String> operands) {
    return operands.contains("gate DPL") || operands.contains("segment DPL");
  }

  /** A relation stands only between numbers of a check that failed. */
  private static Json number(String name, Json value, Json relation, boolean asked) {
    return Json.object()
        .put("name", name)
        .put("value", value)
        .put("relation", relation)
        .put("failed", relation != Json.NULL)
        .put("asked", asked)
        .build();
  }

  /** The gate that the refused instruction named: a vector, or the selector of a call gate. */
  private OptionalInt askedGate() {
    if (scene.fault().isEmpty()) {
      return OptionalInt.empty();
    }
    FaultRaised fault = scene.fault().get();
    Rule rule = fault.rule();
    boolean gateRule =
        rule == Rule.GATE_DPL_FOR_INTERRUPT
            || rule == Rule.GATE_DPL_FOR_CALL
            || rule == Rule.GATE_NOT_PRESENT
            || rule == Rule.GATE_TYPE;
    if (!gateRule || fault.errorCode() < 0) {
      return OptionalInt.empty();
    }
    boolean interrupts = (fault.errorCode() & 2) != 0;
    return OptionalInt.of(interrupts ? fault.errorCode() >>> 3 : fault.errorCode() & 0xfffc);
  }

  private static Json number(OptionalInt value) {
    return value.isPresent() ? Json.of(value.getAsInt()) : Json.NULL;
  }
}
