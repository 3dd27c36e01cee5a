package cloister.world.view;

import cloister.bits.Bits;
import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.event.Event.FaultRaised;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.probe.DescriptorField;
import cloister.world.probe.Names;
import cloister.world.table.Descriptor;
import cloister.world.table.DescriptorTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One entry of a descriptor table, field by field from bit 63 down to 0. */
final class DescriptorView {
  private final Scene scene;
  private final boolean interrupts;
  private final int index;
  private final DescriptorTable table;
  private final Descriptor descriptor;
  private final List<Json> fields = new ArrayList<>();

  DescriptorView(Scene scene, boolean interrupts, int index) {
    this.scene = scene;
    this.interrupts = interrupts;
    this.index = index;
    table = interrupts ? scene.idt() : scene.gdt();
    descriptor = table.entry(index);
  }

  Json json() {
    int selector = interrupts ? index : index * Descriptor.SIZE;
    fields();
    return Json.object()
        .put("table", interrupts ? "idt" : "gdt")
        .put("index", index)
        .put("selector", selector)
        .putUnsigned("address", table.address(index))
        .putUnsigned("low", descriptor.low())
        .putUnsigned("high", descriptor.high())
        .put("kind", descriptor.kind().id())
        .put("title", scene.words().text(title(descriptor)))
        .put("word", scene.words().sentence(word()))
        .put("fields", fields)
        .put("split", split())
        .put("usedBy", Json.strings(users()))
        .build();
  }

  DescriptorViews.Shown shown() {
    int[] selectors = scene.cpu().segments.selector;
    int users = 0;
    for (int register = 0; register < selectors.length; register++) {
      users |= uses(register, selectors[register]) ? 1 << register : 0;
    }
    return new DescriptorViews.Shown(descriptor, table.address(index), asked(), users);
  }

  private boolean uses(int register, int selector) {
    return !interrupts
        && index != 0
        && scene.namesDescriptor(register)
        && (selector & 0xfffc) == index * Descriptor.SIZE;
  }

  /** Fields in several pieces, which are set as a whole. */
  private List<Json> split() {
    List<Json> split = new ArrayList<>();
    if (descriptor.kind().isGate()) {
      split.add(whole(DescriptorField.OFFSET, 32));
    } else {
      split.add(whole(DescriptorField.BASE, 32));
      split.add(whole(DescriptorField.LIMIT, 20));
    }
    return split;
  }

  private Json whole(DescriptorField field, int bits) {
    return Json.object()
        .put("name", field.id())
        .putUnsigned("value", field.read(descriptor))
        .put("bits", bits)
        .put("path", path(field.id()))
        .build();
  }

  private String path(String field) {
    String number = interrupts ? Hex.hex8(index) : Integer.toString(index);
    return (interrupts ? "idt." : "gdt.") + number + "." + field;
  }

  private void fields() {
    if (descriptor.kind().isGate()) {
      gateFields();
    } else {
      segmentFields();
    }
  }

  private void gateFields() {
    field("offset 31:16", 1, 31, 16, "offset");
    field("P", 1, 15, 15, "present");
    field("DPL", 1, 14, 13, "dpl");
    field("type", 1, 12, 8, "type");
    if (descriptor.kind() == Descriptor.Kind.CALL_GATE) {
      field("0", 1, 7, 5, "");
      field("count", 1, 4, 0, "count");
    } else {
      field("0", 1, 7, 0, "");
    }
    field("selector", 0, 31, 16, "selector");
    field("offset 15:0", 0, 15, 0, "offset");
  }

  private void segmentFields() {
    field("base 31:24", 1, 31, 24, "base");
    field("G", 1, 23, 23, "");
    field("D/B", 1, 22, 22, "");
    field("0", 1, 21, 21, "");
    field("AVL", 1, 20, 20, "");
    field("limit 19:16", 1, 19, 16, "limit");
    field("P", 1, 15, 15, "present");
    field("DPL", 1, 14, 13, "dpl");
    field("S", 1, 12, 12, "");
    field("type", 1, 11, 8, "type");
    field("base 23:16", 1, 7, 0, "base");
    field("base 15:0", 0, 31, 16, "base");
    field("limit 15:0", 0, 15, 0, "limit");
  }

  /**
   * @param path last part of the poke path; only fields that lie in one piece are pokeable
   */
  private void field(String name, int word, int high, int low, String path) {
    int value = Bits.field(word == 1 ? descriptor.high() : descriptor.low(), high, low);
    boolean whole = !path.isEmpty() && name.indexOf(':') < 0;
    int width = high - low + 1;
    String text = width <= 3 ? Integer.toString(value) : Hex.hex(value, (width + 3) / 4);
    fields.add(
        Json.object()
            .put("name", name)
            .put("word", word)
            .put("high", high)
            .put("low", low)
            .putUnsigned("value", value)
            .put("text", text)
            .put("path", whole ? Json.of(path(path)) : Json.NULL)
            .put("asked", name.equals("DPL") && asked())
            .put("spoken", spoken(name, word, high, low, value))
            .build());
  }

  private String spoken(String name, int word, int high, int low, int value) {
    return scene
        .words()
        .text(
            Message.of(
                "view.table.field",
                Argument.name("name", name),
                Argument.decimal("high", high + 32 * word),
                Argument.decimal("low", low + 32 * word),
                Argument.hex("value", value)));
  }

  /** True when the last check asked for the DPL of this entry. */
  private boolean asked() {
    if (scene.fault().isEmpty()) {
      return false;
    }
    FaultRaised fault = scene.fault().get();
    boolean asksDpl =
        fault.rule().operands().contains("gate DPL")
            || fault.rule().operands().contains("segment DPL");
    boolean sameTable = (fault.errorCode() & 2) != 0 == interrupts;
    return asksDpl && fault.errorCode() > 3 && sameTable && fault.errorCode() >>> 3 == index;
  }

  /** What a descriptor describes. */
  static Message title(Descriptor descriptor) {
    Argument bits = Argument.decimal("bits", descriptor.wide() ? 32 : 16);
    Argument selector = Argument.hex16("selector", descriptor.selector());
    Argument offset = Argument.hex32("offset", descriptor.offset());
    Argument base = Argument.hex32("base", descriptor.base());
    Argument limit = Argument.hex("limit", descriptor.limit());
    Argument dpl = Argument.decimal("dpl", descriptor.dpl());
    Argument size = Argument.decimal("bits", descriptor.big() ? 32 : 16);
    return switch (descriptor.kind()) {
      case EMPTY -> Message.of("view.table.null");
      case CODE ->
          descriptor.conforming()
              ? Message.of("view.table.code-conforming", size, dpl, base, limit)
              : Message.of("view.table.code", size, dpl, base, limit);
      case DATA ->
          descriptor.expandsDown()
              ? Message.of(
                  "view.table.data-down", dpl, Argument.hex32("first", descriptor.firstAddress()))
              : descriptor.writableOrReadable()
                  ? Message.of("view.table.data", dpl, base, limit)
                  : Message.of("view.table.data-read-only", dpl, base, limit);
      case LDT -> Message.of("view.table.ldt", base, limit);
      case TSS -> Message.of("view.table.tss", bits, base, limit);
      case CALL_GATE -> Message.of("view.table.call-gate", bits, selector, offset);
      case INTERRUPT_GATE -> Message.of("view.table.interrupt-gate", bits, selector, offset);
      case TRAP_GATE -> Message.of("view.table.trap-gate", bits, selector, offset);
      case TASK_GATE -> Message.of("view.table.task-gate", selector);
      case RESERVED -> Message.of("view.table.reserved");
    };
  }

  private Optional<Message> word() {
    return descriptor.kind().isGate() ? Optional.of(Gates.word(descriptor)) : Optional.empty();
  }

  private List<String> users() {
    List<String> users = new ArrayList<>();
    int[] selectors = scene.cpu().segments.selector;
    for (int register = 0; register < selectors.length; register++) {
      if (uses(register, selectors[register])) {
        users.add(Names.SEGMENTS.get(register));
      }
    }
    return users;
  }
}
