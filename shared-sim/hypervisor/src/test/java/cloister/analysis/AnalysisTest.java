package cloister.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalysisTest {
  private static final OpcodeTable OPCODES = new OpcodeTable();
  private static final Result CLASSIC = Analysis.of(OPCODES, Era.CLASSIC, Arrangement.ORIGINAL);
  private static final Result UMIP = Analysis.of(OPCODES, Era.UMIP, Arrangement.ORIGINAL);
  private static final Result SHADOWED = Analysis.of(OPCODES, Era.CLASSIC, Arrangement.SHADOWED);
  private static final List<String> KEPT_BY_UMIP = List.of("sgdt", "sidt", "smsw", "sldt", "str");

  private static List<String> names(Result result, Verdict verdict) {
    return result.of(verdict).stream().map(Finding::name).toList();
  }

  private static Finding finding(Result result, String name) {
    return result.findings().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyRowOfTheOpcodeTableIsRun() {
    assertEquals(OPCODES.rows().size(), CLASSIC.rows());
    assertEquals(OPCODES.rows().size(), CLASSIC.findings().stream().mapToInt(Finding::rows).sum());
    for (Finding finding : CLASSIC.findings()) {
      assertTrue(finding.forms() >= finding.rows(), finding.name());
    }
  }

  @Test
  void someRowsCannotBeUsedInAnyRingAndSayWhy() {
    List<String> refused = CLASSIC.refused().stream().map(Refused::name).toList();
    String expected =
        "ud2 ud1 ud0 rdpmc rsm vmcall vmlaunch vmresume vmxoff vmread vmwrite vmptrld vmptrst"
            + " vmclear vmxon invept invvpid";
    assertEquals(expected, String.join(" ", refused));
    assertEquals(CLASSIC.refused(), UMIP.refused());
    assertEquals(refused, names(CLASSIC, Verdict.REFUSED));
    for (Refused row : CLASSIC.refused()) {
      assertTrue(row.reason().endsWith("."), row.name());
    }
  }

  @Test
  void umipTakesFiveFromTheListAndMakesThemPrivileged() {
    List<String> left = new ArrayList<>(names(CLASSIC, Verdict.LIES));
    left.removeAll(KEPT_BY_UMIP);
    assertEquals(left, names(UMIP, Verdict.LIES));
    for (String name : KEPT_BY_UMIP) {
      assertEquals(Verdict.LIES, finding(CLASSIC, name).verdict(), name);
      assertEquals(Verdict.PRIVILEGED, finding(UMIP, name).verdict(), name);
      assertTrue(finding(UMIP, name).witness().isEmpty(), name);
    }
  }

  @Test
  void copiesOfTheKernelsSegmentsRepairTwoAndBreakOne() {
    List<String> expected = new ArrayList<>(names(CLASSIC, Verdict.LIES));
    expected.removeAll(List.of("verr", "verw"));
    expected.add(expected.indexOf("iretd"), "call far");
    assertEquals(expected, names(SHADOWED, Verdict.LIES));
  }

  @Test
  void everyLieHasAWitnessWhoseValuesDiffer() {
    for (Result result : List.of(CLASSIC, UMIP, SHADOWED)) {
      for (Finding finding : result.findings()) {
        assertEquals(
            finding.verdict() == Verdict.LIES, finding.witness().isPresent(), finding.name());
        finding
            .witness()
            .ifPresent(each -> assertNotEquals(each.lie().got(), each.lie().due(), each.text()));
      }
    }
  }

  @Test
  void everyDifferenceFromTheListHasAReason() {
    for (Result result : List.of(CLASSIC, UMIP, SHADOWED)) {
      for (RobinIrvine.Difference each : RobinIrvine.differences(result)) {
        assertTrue(each.because().endsWith("."), each.name());
      }
    }
  }

  @Test
  void theListNamesWhatTheAnalysisKnows() {
    assertEquals(18, RobinIrvine.list().size());
    for (RobinIrvine.Entry entry : RobinIrvine.list()) {
      for (String name : entry.findings()) {
        assertNotNull(finding(CLASSIC, name), name);
      }
    }
  }

  @Test
  void ordinaryInstructionsAreInnocuous() {
    for (String name : List.of("add", "mov", "push", "call", "jmp", "jcc", "cpuid", "fadd")) {
      assertEquals(Verdict.INNOCUOUS, finding(CLASSIC, name).verdict(), name);
      assertEquals(Effect.WORKS, finding(CLASSIC, name).ring3(), name);
    }
  }

  @Test
  void theSameIsFoundAgain() {
    Result again = Analysis.of(OPCODES, Era.CLASSIC, Arrangement.ORIGINAL);
    assertEquals(AnalysisJson.of(CLASSIC).write(), AnalysisJson.of(again).write());
  }
}
