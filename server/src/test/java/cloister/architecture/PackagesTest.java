package cloister.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Which package may use which. The table is lowest first and nobody uses what stands below its own
 * row, so there are no cycles.
 */
class PackagesTest {
  private static final Map<String, List<String>> MAY_USE = mayUse();

  private static Map<String, List<String>> mayUse() {
    Map<String, List<String>> table = new LinkedHashMap<>();
    row(table, "bits", "");
    row(table, "state", "");
    row(table, "codec", "bits");
    row(table, "event", "bits");
    row(table, "message", "bits codec");
    row(table, "input", "bits codec message");
    row(table, "bus", "state");
    row(table, "cpu.alu", "bits");
    row(table, "cpu.decode", "bits bus");
    row(table, "cpu.core", "bits bus cpu.decode event state");
    row(table, "cpu.seg", "bits cpu.core event");
    row(table, "cpu.trap", "bits bus cpu.core cpu.seg event");
    row(table, "cpu.insn", "bits cpu.alu cpu.core cpu.decode cpu.seg cpu.trap event");
    row(table, "cpu", "bits bus cpu.core cpu.decode cpu.insn cpu.seg cpu.trap event state");
    row(table, "cpu.disasm", "bits bus cpu.decode");
    row(table, "asm.report", "message");
    row(table, "asm.lex", "asm.report bits");
    row(table, "asm.value", "asm.report");
    row(table, "asm.parse", "asm.lex asm.report asm.value message");
    row(table, "asm.macro", "asm.lex asm.parse asm.report asm.value");
    row(table, "asm.encode", "asm.parse asm.report asm.value cpu.decode message");
    row(table, "asm.layout", "asm.encode asm.lex asm.macro asm.parse asm.report asm.value message");
    row(table, "asm", "asm.encode asm.layout asm.report cpu.decode message");
    row(table, "device.console", "state");
    row(table, "machine", "bus cpu cpu.core device.console state");
    assembler(table);
    world(table);
    row(table, "web", "world.port");
    return table;
  }

  private static void assembler(Map<String, List<String>> table) {
    row(table, "cpu.disasm", "bits bus cpu.decode");
    row(table, "asm.report", "message");
    row(table, "asm.lex", "bits message asm.report");
    row(table, "asm.value", "message asm.report");
    row(table, "asm.parse", "message asm.lex asm.report asm.value");
    row(table, "asm.encode", "cpu.decode message asm.parse asm.report asm.value");
    row(table, "asm.macro", "message asm.lex asm.parse asm.report asm.value");
    row(table, "asm.layout", "message asm.encode asm.lex asm.macro asm.parse asm.report asm.value");
    row(table, "asm", "cpu.decode message asm.encode asm.layout asm.report");
  }

  private static void world(Map<String, List<String>> table) {
    row(table, "world.table", "bits bus");
    row(table, "world.progress", "codec");
    row(table, "world.probe", "bits bus cpu cpu.core input machine world.table");
    row(
        table,
        "world.timeline",
        "bus codec cpu cpu.core event machine state world.probe world.table");
    row(
        table,
        "world",
        "asm bus codec cpu cpu.core cpu.decode device.console event input "
            + "machine message state world.probe world.timeline");
    row(
        table,
        "world.lesson",
        "codec cpu cpu.decode event input machine message world world.timeline");
    row(table, "world.share", "codec input message world world.timeline");
    row(
        table,
        "world.run",
        "codec cpu cpu.decode device.console event input machine message world "
            + "world.lesson world.timeline");
    row(
        table,
        "world.sentence",
        "bits cpu cpu.core cpu.disasm event machine message world world.probe " + "world.timeline");
    row(
        table,
        "world.why",
        "bits cpu cpu.core event machine message world world.sentence "
            + "world.table world.timeline");
    row(
        table,
        "world.view",
        "asm bits bus codec cpu cpu.core cpu.disasm device.console event "
            + "machine message world world.probe world.sentence world.table "
            + "world.timeline world.why");
    row(
        table,
        "world.port",
        "bus codec cpu cpu.decode cpu.disasm event input machine message world "
            + "world.lesson world.run world.share world.timeline world.view");
  }

  private static void row(Map<String, List<String>> table, String name, String used) {
    table.put(name, used.isEmpty() ? List.of() : List.of(used.split(" ")));
  }

  @Test
  void everyPackageUsesOnlyWhatItMay() {
    Map<String, String> violations = new TreeMap<>();
    for (JavaClass type : Code.ALL) {
      String from = Code.packageOf(type);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (Code.isOurs(target)) {
          String to = Code.packageOf(target);
          if (!to.equals(from) && !MAY_USE.getOrDefault(from, List.of()).contains(to)) {
            violations.put(from + " uses " + to, dependency.getDescription());
          }
        }
      }
    }
    assertEquals(Map.of(), violations);
  }

  @Test
  void theTableHasEveryPackageAndNoOther() {
    TreeSet<String> packages = new TreeSet<>();
    for (JavaClass type : Code.ALL) {
      packages.add(Code.packageOf(type));
    }
    assertEquals(packages, new TreeSet<>(MAY_USE.keySet()));
  }

  @Test
  void theTableIsLowestFirst() {
    TreeSet<String> above = new TreeSet<>(MAY_USE.keySet());
    for (Map.Entry<String, List<String>> row : MAY_USE.entrySet()) {
      for (String used : row.getValue()) {
        assertEquals(false, above.contains(used), row.getKey() + " is above " + used);
      }
      above.remove(row.getKey());
    }
  }
}
