import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.decode.Operand;
import cloister.cpu.vmx.VmcsField;
import cloister.event.Rule;
import cloister.kernel.syscall.Support;
import cloister.kernel.syscall.SystemCall;
import cloister.kernel.syscall.SystemCalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference pages that are made from tables in the code. */
final class Reference {
  /** The letters of {@link SystemCall#arguments}, as {@code CallText} shows them. */
  private static final Map<Character, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry('d', "number"),
          Map.entry('f', "descriptor"),
          Map.entry('o', "octal number"),
          Map.entry('s', "text"),
          Map.entry('v', "list of texts"),
          Map.entry('b', "bytes written"),
          Map.entry('B', "bytes read"),
          Map.entry('O', "flags of open"),
          Map.entry('K', "key"),
          Map.entry('i', "flags of a key"),
          Map.entry('y', "address family"),
          Map.entry('t', "socket type"),
          Map.entry('a', "socket address"),
          Map.entry('x', "hexadecimal"),
          Map.entry('p', "address"));

  private final Path root;

  Reference(Path root) {
    this.root = root;
  }

  /** All pages by the last part of their addresses. */
  Map<String, Page> pages() throws Exception {
    Map<String, Page> pages = new TreeMap<>();
    pages.put("instructions", instructions());
    pages.put("system-calls", systemCalls());
    pages.put("vmcs-fields", vmcsFields());
    pages.put("rules", rules());
    pages.put("events", events());
    pages.put("http-routes", routes());
    pages.put("compiler-options", new CompilerOptions(root).page());
    new UserlandReference(root).addTo(pages);
    return pages;
  }

  private static Page instructions() {
    Page page =
        new Page(
            "Instructions",
            "Every row of the opcode table (cloister.cpu.decode.OpcodeTable). An opcode that is"
                + " not here raises #UD.");
    page.paragraph(
        "Operands are written as in the manual (SDM 2, appendix A.2): the capital letter is the"
            + " place, the small letter the size. /0 to /7 is the reg field of the ModR/M byte, /r"
            + " says that the reg field names a register, +r that the opcode's low three bits do."
            + " Two names are those of operand size 16 and 32. What ring 0 keeps for itself is open"
            + " to ring 3 where IOPL or the I/O permissions allow it.");
    List<List<String>> rows = new ArrayList<>();
    for (Encoding row : new OpcodeTable().rows()) {
      rows.add(
          List.of(
              row.names().dependsOnSize()
                  ? row.names().at16() + " / " + row.names().at32()
                  : row.names().at16(),
              row.operands().stream().map(Operand::name).collect(Collectors.joining(", ")),
              opcode(row),
              Stream.of(
                      row.lockable() ? "LOCK allowed" : "", row.privileged() ? "ring 0 alone" : "")
                  .filter(word -> !word.isEmpty())
                  .collect(Collectors.joining(", "))));
    }
    page.table(List.of("name", "operands", "opcode", "notes"), rows);
    return page;
  }

  private static String opcode(Encoding row) {
    StringBuilder text = new StringBuilder();
    text.append(row.prefix() == 0 ? "" : hex(row.prefix(), 2) + " ");
    text.append(row.isThreeByte() ? "0F 38 " : row.twoByte() ? "0F " : "");
    text.append(hex(row.opcode() & 0xFF, 2));
    if (row.hasSecondByte()) {
      text.append(' ').append(hex(row.extension(), 2));
      text.append(row.operands().contains(Operand.STi) ? "+i" : "");
    } else if (row.extension() >= 0) {
      text.append(" /").append(row.extension());
    } else if (row.hasRegisterInOpcode()) {
      text.append("+r");
    } else if (row.hasModRm()) {
      text.append(" /r");
    }
    return text.toString();
  }

  private static Page systemCalls() {
    Page page =
        new Page(
            "System calls",
            "Every row of the kernel's table (cloister.kernel.syscall.SystemCalls), by the number"
                + " in EAX at INT 80h. Arguments are named by the way in which strace shows them."
                + " Every other number ends with ENOSYS.");
    List<List<String>> rows = new ArrayList<>();
    for (SystemCall call : new SystemCalls().rows()) {
      String missing = call.support() == Support.MISSING ? "ENOSYS" : call.note();
      rows.add(
          List.of(
              call.name(),
              Integer.toString(call.number()),
              arguments(call),
              missing.isEmpty() ? "whole" : missing));
    }
    page.table(List.of("name", "number", "arguments", "whole, or what is missing"), rows);
    return page;
  }

  private static String arguments(SystemCall call) {
    return call.arguments()
        .chars()
        .mapToObj(letter -> ARGUMENTS.getOrDefault((char) letter, "address"))
        .collect(Collectors.joining(", "));
  }

  private static Page vmcsFields() {
    Page page =
        new Page(
            "VMCS fields",
            "Every field of a VMCS that the processor has (cloister.cpu.vmx.VmcsField), by its"
                + " encoding (SDM 3, appendix B). VMREAD and VMWRITE of another one end with"
                + " VM-instruction error 12.");
    List<List<String>> rows = new ArrayList<>();
    Stream.of(VmcsField.values())
        .sorted(Comparator.comparing(VmcsField::area).thenComparing(VmcsField::encoding))
        .forEach(
            field ->
                rows.add(
                    List.of(
                        hex(field.encoding(), 4),
                        field.text(),
                        Integer.toString(field.bits()),
                        field.area().id())));
    page.table(List.of("encoding", "name", "bits", "area"), rows);
    return page;
  }

  private Page rules() throws Exception {
    Page page =
        new Page(
            "Rules",
            "Every check of the processor that can refuse something (cloister.event.Rule), with"
                + " the section of the manual that states it and the numbers that it compares.");
    Json.Obj words = json("shared-sim/base/src/main/messages/en/rule.json");
    List<List<String>> rows = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      rows.add(
          List.of(
              rule.name(),
              string(words, "rule." + rule.name()).replaceAll("\\{=?([^}]*)}", "$1"),
              rule.section(),
              String.join(", ", rule.operands())));
    }
    page.table(List.of("name", "what must hold", "section", "compares"), rows);
    return page;
  }

  private Page events() throws Exception {
    Page page =
        new Page(
            "Events",
            "Every event that a trace can have, and its fields, as the schema of traces lists them"
                + " (shared-sim/world/src/main/schema/trace.schema.json).");
    Json.Obj kinds =
        (Json.Obj) json("shared-sim/world/src/main/schema/trace.schema.json").get("$defs");
    List<List<String>> rows = new ArrayList<>();
    for (Json kind : kinds.members().values()) {
      Json.Obj fields = (Json.Obj) ((Json.Obj) kind).get("properties");
      List<String> others = new ArrayList<>(fields.members().keySet());
      others.removeAll(List.of("step", "event"));
      rows.add(List.of(names((Json.Obj) fields.get("event")), String.join(", ", others)));
    }
    page.paragraph("Each also has the field step: the step at which it happened.");
    page.table(List.of("event", "fields"), rows);
    return page;
  }

  private static String names(Json.Obj event) {
    if (event.get("enum") instanceof Json.Arr all) {
      return all.items().stream()
          .map(name -> ((Json.Str) name).value())
          .collect(Collectors.joining(", "));
    }
    return string(event, "pattern")
        .replaceAll("[\\^$]", "")
        .replace("\\.", ".")
        .replaceAll("\\[.*", "…");
  }

  private Page routes() throws Exception {
    Page page =
        new Page(
            "HTTP routes",
            "Every route of the server, from server/src/main/resources/openapi.json. A server"
                + " answers with that file at /api/openapi.json; the bodies stand in it.");
    Json.Obj paths = (Json.Obj) json("server/src/main/resources/openapi.json").get("paths");
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, Json> path : paths.members().entrySet()) {
      for (Map.Entry<String, Json> method : ((Json.Obj) path.getValue()).members().entrySet()) {
        if (method.getValue() instanceof Json.Obj route && route.get("summary") != null) {
          rows.add(
              List.of(
                  method.getKey().toUpperCase() + " " + path.getKey(), string(route, "summary")));
        }
      }
    }
    page.table(List.of("route", "what it does"), rows);
    return page;
  }

  private Json.Obj json(String file) throws Exception {
    return (Json.Obj) JsonParser.parse(Files.readString(root.resolve(file)));
  }

  private static String string(Json.Obj of, String key) {
    return of.get(key) instanceof Json.Str text ? text.value() : "";
  }

  private static String hex(int value, int digits) {
    return String.format("%0" + digits + "X", value);
  }
}
