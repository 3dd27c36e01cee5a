package cloister.machine.view;

import cloister.bits.Hex;
import cloister.bus.Memory;
import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.disasm.Disassembler;
import cloister.cpu.disasm.Line;
import cloister.cpu.paging.Paging;
import java.util.ArrayList;
import java.util.List;

/** The processor's registers, and the code that it comes to next. */
final class ProcessorView {
  private static final String[] GENERAL = {"EAX", "ECX", "EDX", "EBX", "ESP", "EBP", "ESI", "EDI"};
  private static final int[] ORDER = {0, 3, 1, 2, 6, 7, 5, 4};
  private static final int[] CONTROLS = {0, 2, 3, 4};

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

  /** EFLAGS without IOPL, which has two bits (SDM 1, 3.4.3). */
  private static final String FLAGS =
      "CF . PF . AF . ZF SF TF IF DF OF . . NT . RF VM AC VIF VIP ID";

  private static final int LISTED = 8;

  private final Cpu cpu;
  private final Memory memory;
  private final Disassembler disassembler;

  ProcessorView(Cpu cpu, Memory memory, Disassembler disassembler) {
    this.cpu = cpu;
    this.memory = memory;
    this.disassembler = disassembler;
  }

  Json json() {
    return Json.object()
        .put("registers", registers())
        .put("flags", Json.strings(Rows.set(cpu.eflags(), FLAGS)))
        .put("iopl", cpu.iopl())
        .put("segments", segments())
        .put("tables", tables())
        .put("bits", cpu.codeBits())
        .put("code", code(LISTED))
        .build();
  }

  private List<Json> registers() {
    List<Json> registers = new ArrayList<>();
    for (int register : ORDER) {
      registers.add(register(GENERAL[register], cpu.general[register]));
    }
    registers.add(register("EIP", cpu.eip()));
    registers.add(register("EFLAGS", cpu.eflags()));
    for (int control : CONTROLS) {
      registers.add(register("CR" + control, cpu.control(control)));
    }
    return registers;
  }

  private static Json register(String name, int value) {
    return Json.object().put("name", name).put("value", Hex.hex32(value)).build();
  }

  private List<Json> segments() {
    List<Json> rows = new ArrayList<>();
    Segments segments = cpu.segments;
    for (int register : SEGMENT_ORDER) {
      rows.add(
          Json.object()
              .put("name", Segments.NAMES[register])
              .put("selector", Hex.hex16(segments.selector[register]))
              .put("base", Hex.hex32(segments.base[register]))
              .put("limit", Hex.hex32(segments.limit[register]))
              .put("dpl", Rights.dpl(segments.rights[register]))
              .put("usable", segments.usable(register))
              .build());
    }
    return rows;
  }

  private List<Json> tables() {
    return List.of(
        table("GDTR", cpu.gdtBase(), cpu.gdtLimit()), table("IDTR", cpu.idtBase(), cpu.idtLimit()));
  }

  private static Json table(String name, int base, int limit) {
    return Json.object()
        .put("name", name)
        .put("base", Hex.hex32(base))
        .put("limit", Hex.hex16(limit))
        .build();
  }

  /** The instruction that comes next; null where memory cannot be read. */
  Json next() {
    List<Json> code = code(1);
    return code.isEmpty() ? Json.NULL : code.getFirst();
  }

  String nextText() {
    int address = cpu.linearEip();
    return isReadable(address)
        ? disassembler.disassemble(this::read, address, cpu.eip(), cpu.codeBits()).text()
        : "";
  }

  /** The next instructions, as far as memory can be read without a trace in a device. */
  private List<Json> code(int most) {
    List<Json> code = new ArrayList<>();
    int address = cpu.linearEip();
    int offset = cpu.eip();
    while (code.size() < most && isReadable(address)) {
      Line line = disassembler.disassemble(this::read, address, offset, cpu.codeBits());
      StringBuilder bytes = new StringBuilder();
      for (int at = 0; at < line.length(); at++) {
        bytes.append(Hex.hex8(read(address + at)));
      }
      code.add(
          Json.object()
              .put("address", Hex.hex32(address))
              .put("bytes", bytes.toString())
              .put("text", line.text())
              .build());
      address += line.length();
      offset += line.length();
    }
    return code;
  }

  private int read(int address) {
    return isReadable(address) ? cpu.linear().read8(address) : 0xff;
  }

  private boolean isReadable(int address) {
    int physical = cpu.linear().physical(address);
    return physical != Paging.NOT_MAPPED && memory.keepsCode(physical);
  }
}
