package cloister.world.view;

import cloister.asm.AsmError;
import cloister.asm.Assembly;
import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.cpu.disasm.Line;
import cloister.message.Words;
import cloister.why.Faults;
import cloister.world.Program;
import cloister.world.timeline.Coverage;
import cloister.world.timeline.Moment;
import java.util.ArrayList;
import java.util.List;

/** The source files with what ran and where the machine stands. */
final class CodeView {
  private static final int LISTED = 12;

  private final Scene scene;

  CodeView(Scene scene) {
    this.scene = scene;
  }

  Json json() {
    Moment moment = scene.world().timeline().moment();
    boolean ran = moment.kind() == Moment.Kind.INSTRUCTION && !moment.changedByHand();
    // Where nothing comes any more, the machine stands at what stopped it.
    int eip = ran && scene.world().stopped() ? moment.address() : scene.cpu().linearEip();
    List<Json> files = new ArrayList<>();
    for (Program program : scene.world().programs()) {
      files.add(file(program));
    }
    Json current = lineAt(eip);
    return Json.object()
        .put("files", files)
        .put("current", current)
        .put("ran", ran ? lineAt(moment.address()) : Json.NULL)
        .put("listing", current == Json.NULL ? listing(eip) : List.of())
        .build();
  }

  private Json lineAt(int address) {
    for (Program program : scene.world().programs()) {
      for (Assembly.Line line : program.assembly().lines()) {
        if (holds(line, address)) {
          String name = scene.world().fileOf(program, line);
          return Json.object().put("file", name).put("line", line.line()).build();
        }
      }
    }
    return Json.NULL;
  }

  /** What is wrong with a program, as the editor shows it. */
  static Json.Members problems(Assembly assembly, Words words) {
    return Json.object()
        .put("errors", sentences(assembly.errors(), words))
        .put("warnings", sentences(assembly.warnings(), words));
  }

  private static List<Json> sentences(List<AsmError> found, Words words) {
    List<Json> problems = new ArrayList<>();
    for (AsmError error : found) {
      problems.add(
          Json.object()
              .put("line", error.line())
              .put("column", error.column())
              .put("length", error.length())
              .put("message", words.sentence(error.message()))
              .build());
    }
    return problems;
  }

  private Json file(Program program) {
    List<Json> lines = new ArrayList<>();
    for (Program other :
        program.file().isIncluded() ? scene.world().programs() : List.of(program)) {
      for (Assembly.Line line : other.assembly().lines()) {
        if (scene.world().fileOf(other, line).equals(program.file().name())) {
          lines.add(line(line));
        }
      }
    }
    return problems(program.assembly(), scene.words())
        .put("name", program.file().name())
        .put("editable", program.file().editable())
        .put("text", program.file().text())
        .put("lines", lines)
        .build();
  }

  private Json line(Assembly.Line line) {
    Coverage coverage = scene.world().timeline().coverage();
    boolean refused = scene.refusal().isPresent() && holds(line, scene.refusal().get().address());
    String fault = refused ? Faults.name(scene.fault().orElseThrow()) : "";
    return Json.object()
        .put("line", line.line())
        .putUnsigned("address", line.address())
        .put("length", line.length())
        .put("executed", coverage.executed(line.address(), scene.world().step()))
        .put("fault", refused ? Json.of(fault) : Json.NULL)
        .build();
  }

  /** Instructions as far as there are pages. */
  private List<Json> listing(int from) {
    List<Json> listing = new ArrayList<>();
    int address = from;
    for (int i = 0; i < LISTED && scene.hasPage(address); i++) {
      Line line = scene.disassemble(address);
      StringBuilder bytes = new StringBuilder();
      for (int at = 0; at < line.length(); at++) {
        bytes.append(Hex.hex8(scene.cpu().linear().read8(address + at)));
      }
      listing.add(
          Json.object()
              .putUnsigned("address", address)
              .put("bytes", bytes.toString())
              .put("text", line.text())
              .put("current", address == from)
              .build());
      address += line.length();
    }
    return listing;
  }

  private static boolean holds(Assembly.Line line, int address) {
    int index = address - line.address();
    return index >= 0 && index < line.length();
  }
}
