package cloister.world.view;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.event.Event;
import cloister.machine.view.PicView;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.why.Faults;
import cloister.world.table.Descriptor;
import cloister.world.table.DescriptorTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The gates that exist in memory, and for whom they are open. */
final class Gates {
  private static final int MOST = 64;

  /** Vectors below this are the processor's own (SDM 3, 7.2). */
  private static final int FIRST_FREE_VECTOR = 32;

  private final Scene scene;

  Gates(Scene scene) {
    this.scene = scene;
  }

  List<Json> json() {
    List<Json> gates = new ArrayList<>();
    if (!scene.cpu().protectedMode()) {
      return gates;
    }
    collect(scene.idt(), scene.hasIdt() ? 256 : 0, true, gates);
    collect(scene.gdt(), scene.hasGdt() ? MOST : 0, false, gates);
    return gates;
  }

  private void collect(DescriptorTable table, int most, boolean interrupts, List<Json> gates) {
    int count = Math.min(most, table.count());
    for (int index = 0; index < count && gates.size() < MOST; index++) {
      Descriptor gate = table.entry(index);
      boolean usable = interrupts ? gate.kind().isGate() : gate.kind() == Descriptor.Kind.CALL_GATE;
      if (usable) {
        gates.add(gate(interrupts ? index : index * Descriptor.SIZE, interrupts, gate));
      }
    }
  }

  private Json gate(int id, boolean interrupts, Descriptor gate) {
    List<Json> openTo = new ArrayList<>();
    for (int ring = 0; ring <= 3; ring++) {
      if (gate.present() && ring <= gate.dpl()) {
        openTo.add(Json.of(ring));
      }
    }
    Descriptor code = target(gate);
    return Json.object()
        .put("id", id)
        .put("kind", kind(gate))
        .put("label", "0x" + (id > 0xff ? Hex.hex16(id) : Hex.hex8(id)))
        .put("caller", scene.words().sentence(caller(id, interrupts)))
        .put("dpl", gate.dpl())
        .put("openTo", openTo)
        .put("open", opensToVillage(gate))
        .put("target", scene.symbolOr(code.base() + gate.offset()))
        .put("targetRing", ring(gate, code))
        .put("word", scene.words().sentence(word(gate)))
        .put("usedNow", usedNow(id, interrupts))
        .build();
  }

  /** What comes to this gate: an exception, a line of a device, or an instruction. */
  private Message caller(int id, boolean interrupts) {
    if (!interrupts) {
      return Message.of("view.gate.call", Argument.code("code", "call " + Hex.prefixed(id)));
    }
    if (id < FIRST_FREE_VECTOR) {
      return Message.of("view.gate.fault", Argument.fault("fault", Faults.name(id, -1)));
    }
    OptionalInt line =
        scene
            .world()
            .machine()
            .interruptControllers()
            .map(pic -> PicView.line(pic, id))
            .orElse(OptionalInt.empty());
    return line.isPresent()
        ? Message.of("view.gate.line", Argument.decimal("line", line.getAsInt()))
        : Message.of("view.gate.int", Argument.code("code", "int 0x" + Hex.hex8(id)));
  }

  /** The ring behind the gate: conforming code stays in its caller's, at most the gate's DPL. */
  private static int ring(Descriptor gate, Descriptor code) {
    return code.conforming() ? Math.max(gate.dpl(), code.dpl()) : code.dpl();
  }

  private static String kind(Descriptor gate) {
    return switch (gate.kind()) {
      case CALL_GATE -> "call";
      case TRAP_GATE -> "trap";
      case TASK_GATE -> "task";
      case INTERRUPT_GATE, EMPTY, CODE, DATA, LDT, TSS, RESERVED -> "interrupt";
    };
  }

  /** The code segment that the gate leads to; an empty descriptor where there is none. */
  private Descriptor target(Descriptor gate) {
    int index = gate.selector() / Descriptor.SIZE;
    return scene.gdt().has(index) ? scene.gdt().entry(index) : new Descriptor(0, 0);
  }

  /**
   * A gate stands open or closed by its DPL alone, whoever looks at it: in ring 0 every gate would
   * count as open, and the picture would say nothing about the wall.
   */
  private static boolean opensToVillage(Descriptor gate) {
    return gate.present() && gate.dpl() == 3;
  }

  /** What the gate is to ring 3. */
  static Message word(Descriptor gate) {
    if (!gate.present()) {
      return Message.of("view.gate.absent");
    }
    return opensToVillage(gate) ? Message.of("view.gate.open") : Message.of("view.gate.closed");
  }

  private boolean usedNow(int id, boolean interrupts) {
    for (Event event : scene.world().timeline().moment().events()) {
      if (event instanceof Event.GatePassed passed) {
        boolean call = passed.by() == Event.Transfer.CALL_GATE;
        int used = call ? passed.index() & 0xfffc : passed.index();
        return used == id && call != interrupts;
      }
    }
    return false;
  }
}
