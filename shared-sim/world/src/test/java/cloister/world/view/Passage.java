package cloister.world.view;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.cpu.disasm.Disassembler;
import cloister.world.Kernel;
import cloister.world.Words;
import cloister.world.World;
import java.util.ArrayList;
import java.util.List;

/** The view of a passage, taken apart for tests. */
record Passage(Json.Obj json) {
  static boolean exists(World world) {
    return view(world) != Json.NULL;
  }

  static Passage of(World world) {
    return new Passage((Json.Obj) view(world));
  }

  private static Json view(World world) {
    return new View(Words.ENGLISH, new Disassembler(Kernel.opcodes())).passage(world);
  }

  String from() {
    return text(json, "from");
  }

  String title() {
    return text((Json.Obj) json.get("title"), "text");
  }

  /** Of a refusal. */
  String end() {
    return text((Json.Obj) json.get("end"), "text");
  }

  int step() {
    return Integer.parseInt(json.get("step").write());
  }

  List<Json> rows() {
    return items(json, "rows");
  }

  /** {@code GATE_TYPE PASSED} and so on. */
  List<String> checks() {
    List<String> checks = new ArrayList<>();
    for (Json.Obj row : ofKind("check")) {
      checks.add(rule(row) + " " + text(row, "name").toUpperCase());
    }
    return checks;
  }

  /** The numbers of the first check by a rule. */
  String value(String rule) {
    for (Json.Obj row : ofKind("check")) {
      if (rule(row).equals(rule)) {
        return text(row, "value");
      }
    }
    return "";
  }

  String failed() {
    for (Json.Obj row : ofKind("check")) {
      if (text(row, "name").equals("failed")) {
        return rule(row);
      }
    }
    return "";
  }

  /** Words that were read, or written. */
  List<String> words(String kind) {
    List<String> words = new ArrayList<>();
    for (Json.Obj row : ofKind(kind)) {
      words.add(text(row, "name") + " " + text(row, "value") + " at " + address(row));
    }
    return words;
  }

  /** Registers that were loaded from others. */
  List<String> loads() {
    List<String> loads = new ArrayList<>();
    for (Json.Obj row : ofKind("load")) {
      String plus = row.get("plus").write();
      loads.add(
          text(row, "name") + " " + text(row, "value") + " from " + text(row, "from") + "+" + plus);
    }
    return loads;
  }

  List<String> changes() {
    List<String> changes = new ArrayList<>();
    for (Json.Obj row : ofKind("change")) {
      changes.add(text(row, "name") + " " + text(row, "before") + ">" + text(row, "value"));
    }
    return changes;
  }

  Json.Obj task(int index) {
    return (Json.Obj) items(json, "tasks").get(index);
  }

  static List<String> fields(Json.Obj task) {
    List<String> fields = new ArrayList<>();
    for (Json item : items(task, "fields")) {
      Json.Obj field = (Json.Obj) item;
      String moved = field.get("moved").equals(Json.of(true)) ? " moved" : "";
      fields.add(
          text(field, "name") + " " + text(field, "value") + " at " + address(field) + moved);
    }
    return fields;
  }

  private List<Json.Obj> ofKind(String kind) {
    List<Json.Obj> found = new ArrayList<>();
    for (Json row : rows()) {
      if (text((Json.Obj) row, "kind").equals(kind)) {
        found.add((Json.Obj) row);
      }
    }
    return found;
  }

  private static String rule(Json.Obj row) {
    return text((Json.Obj) row.get("text"), "id").replace("rule.", "").replace(".failed", "");
  }

  private static String address(Json.Obj row) {
    return Hex.hex32((int) Long.parseLong(row.get("address").write()));
  }

  private static String text(Json.Obj object, String member) {
    return ((Json.Str) object.get(member)).value();
  }

  private static List<Json> items(Json.Obj object, String member) {
    return List.copyOf(((Json.Arr) object.get(member)).items());
  }
}
