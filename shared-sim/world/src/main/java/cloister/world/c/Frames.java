package cloister.world.c;

import cloister.asm.Assembly;
import cloister.bits.Hex;
import cloister.cc.code.Debug;
import cloister.cc.type.TypeText;
import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import cloister.cpu.disasm.Line;
import cloister.world.World;
import cloister.world.c.CallStack.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A program in C as it runs: its calls with their variables, and the instructions of its line. */
final class Frames {
  private final World world;
  private final Lines lines;
  private final OpcodeTable opcodes;
  private final Disassembler disassembler;
  private final Cpu cpu;
  private final ValueText values;

  Frames(World world, Lines lines, OpcodeTable opcodes) {
    this.world = world;
    this.lines = lines;
    this.opcodes = opcodes;
    disassembler = new Disassembler(opcodes);
    cpu = world.machine().cpu();
    values = new ValueText(cpu.linear());
  }

  /**
   * @param asked the line whose instructions are wanted, where it is not the one that runs
   */
  Json json(OptionalInt asked) {
    List<Json> frames = new ArrayList<>();
    Optional<Integer> line = Optional.empty();
    List<Frame> calls = new CallStack(lines, cpu, opcodes).frames();
    for (Frame frame : calls) {
      frames.add(frame(frame));
      line = line.or(() -> lineOf(frame));
    }
    return Json.object()
        .put("file", lines.program().file().name())
        .put("ring", cpu.cpl())
        .put("line", line.map(number -> Json.of(number)).orElse(Json.NULL))
        .put("frames", frames)
        .put("ending", new Ending(world, lines).json(calls).orElse(Json.NULL))
        .put("globals", globals())
        .put(
            "code",
            asked.isPresent() ? code(asked.getAsInt()) : line.map(this::code).orElse(List.of()))
        .build();
  }

  /** A call's line is that of the instruction before the one that it returns to. */
  private Optional<Integer> lineOf(Frame frame) {
    return lines.at(frame.inside()).map(Assembly.Line::line);
  }

  private Json frame(Frame frame) {
    int inside = frame.inside();
    boolean kernel = frame.kernel();
    Optional<Debug.Function> function = kernel ? Optional.empty() : lines.functionAt(inside);
    return Json.object()
        .put("function", kernel ? "" : lines.nameAt(inside))
        .put("kernel", kernel)
        .put("own", function.isPresent())
        .put("line", lineOf(frame).map(number -> Json.of(number)).orElse(Json.NULL))
        .putUnsigned("address", frame.address())
        .put("base", frame.base().isPresent() ? unsigned(frame.base().getAsInt()) : Json.NULL)
        .put("variables", function.map(known -> variables(known, frame)).orElse(List.of()))
        .build();
  }

  private List<Json> variables(Debug.Function function, Frame frame) {
    List<Json> variables = new ArrayList<>();
    int line = lineOf(frame).orElse(function.span().line());
    for (Debug.Variable variable : function.variables()) {
      boolean inScope =
          variable.parameter() || variable.from().line() <= line && line <= variable.to().line();
      if (inScope && !variable.name().isEmpty()) {
        variables.add(variable(variable, frame));
      }
    }
    return variables;
  }

  private Json variable(Debug.Variable variable, Frame frame) {
    Optional<Integer> place = place(variable, frame);
    String text = place.map(address -> values.of(variable.type().type(), address)).orElse("");
    return Json.object()
        .put("name", variable.name())
        .put("type", TypeText.of(variable.type()))
        .put("parameter", variable.parameter())
        .put("address", place.map(Frames::unsigned).orElse(Json.NULL))
        .put("value", text)
        .build();
  }

  /** The address of a variable in the frame; elsewhere it cannot be shown. */
  private Optional<Integer> place(Debug.Variable variable, Frame frame) {
    for (Debug.Location location : variable.places()) {
      boolean here =
          location.fromLabel().isEmpty()
              || frame.address() >= lines.debugging().address(location.fromLabel())
                  && frame.address() < lines.debugging().address(location.toLabel());
      if (here && location.where() instanceof Debug.Where.FromBase(int offset)) {
        return frame.base().isPresent()
            ? Optional.of(frame.base().getAsInt() + offset)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Json unsigned(int value) {
    return new Json.Num(value & 0xFFFFFFFFL);
  }

  private List<Json> globals() {
    List<Json> globals = new ArrayList<>();
    for (var variable : lines.debugging().debug().globals()) {
      Integer address = lines.debugging().labels().get(variable.assemblerName());
      if (address != null && !variable.name().isEmpty()) {
        globals.add(
            Json.object()
                .put("name", variable.name())
                .put("type", TypeText.of(variable.type()))
                .putUnsigned("address", address)
                .put("value", values.of(variable.type().type(), address))
                .build());
      }
    }
    return globals;
  }

  /** The instructions that a line was compiled to, wherever they lie. */
  private List<Json> code(int line) {
    List<Json> code = new ArrayList<>();
    int eip = cpu.linearEip();
    for (Assembly.Line stretch : lines.ofLine(line)) {
      int address = stretch.address();
      while (address - stretch.address() < stretch.length()) {
        Line one = disassembler.disassemble(cpu.linear()::read8, address, address, cpu.codeBits());
        code.add(
            Json.object()
                .putUnsigned("address", address)
                .put("bytes", bytes(address, one.length()))
                .put("text", one.text())
                .put("current", address == eip)
                .put("executed", world.timeline().coverage().executed(address, world.step()))
                .build());
        address += one.length();
      }
    }
    return code;
  }

  private String bytes(int address, int length) {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < length; i++) {
      bytes.append(Hex.hex8(cpu.linear().read8(address + i)));
    }
    return bytes.toString();
  }
}
