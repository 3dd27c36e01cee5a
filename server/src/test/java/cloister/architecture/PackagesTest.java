package cloister.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which package may use which: the table of ARCHITECTURE.md, kept true. */
class PackagesTest {
  private static final Map<String, List<String>> MAY_USE = mayUse();

  private static Map<String, List<String>> mayUse() {
    Map<String, List<String>> table = new LinkedHashMap<>();
    table.put("bits", List.of());
    table.put("state", List.of("bits"));
    table.put("codec", List.of("bits"));
    table.put("event", List.of("bits"));
    table.put("message", List.of("bits", "codec"));
    table.put("bus", List.of("bits", "state"));
    table.put("cpu.decode", List.of("bits"));
    return table;
  }

  @Test
  void everyPackageUsesOnlyWhatItMay() {
    TreeSet<String> violations = new TreeSet<>();
    for (JavaClass type : Code.ALL) {
      String from = Code.packageOf(type);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (Code.isOurs(target)) {
          String to = Code.packageOf(target);
          if (!to.equals(from) && !MAY_USE.getOrDefault(from, List.of()).contains(to)) {
            violations.add(from + " uses " + to + ": " + dependency.getDescription());
          }
        }
      }
    }
    assertEquals(new TreeSet<>(), violations);
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

  @Test
  void noCycles() {
    slices().matching("cloister.(**)").should().beFreeOfCycles().check(Code.ALL);
  }
}
