package cloister.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cpu.decode.OpcodeTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The analysis against what the sensitive and the privileged instructions did in rings 0, 1 and 3
 * of Bochs 3.0, with IOPL 0 and the kernel's segments at DPL 0.
 */
class RecordedTrialsTest {
  private static Result result;

  @BeforeAll
  static void analyse() {
    result = Analysis.of(new OpcodeTable(), Era.CLASSIC, Arrangement.ORIGINAL);
  }

  private static Finding finding(String name) {
    return result.findings().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Lie lie(String name) {
    return finding(name).witness().orElseThrow().lie();
  }

  @Test
  void thirteenOfTheEighteenRunSilentlyInTheKernelsNewRing() {
    assertEquals(
        List.of(
            "SGDT", "SIDT", "SLDT", "SMSW", "PUSHF", "POPF", "LAR", "LSL", "VERR", "VERW", "PUSH",
            "STR", "MOV"),
        RobinIrvine.confirmed(result));
  }

  @Test
  void theOtherFiveAreRefusedWhereItMatters() {
    assertEquals(
        List.of("POP", "CALL", "JMP", "INT n", "RET"),
        RobinIrvine.differences(result).stream()
            .filter(RobinIrvine.Difference::missing)
            .map(RobinIrvine.Difference::name)
            .toList());
    for (String name : List.of("pop ss", "pop ds", "mov sreg, r/m", "jmp far", "retf")) {
      assertEquals(Verdict.CAUGHT, finding(name).verdict(), name);
      assertEquals(Effect.PARTLY, finding(name).ring1(), name);
    }
    assertEquals(Effect.REFUSED, finding("call far").ring1());
    assertEquals(Optional.of("#GP(0008)"), finding("call far").exception());
    assertEquals(Effect.REFUSED, finding("int").ring1());
    assertEquals(
        Optional.of("#GP(0182)"), finding("int").exception(), "vector 30h times 8, plus 2");
  }

  @Test
  void fourLieThatAreNotOnTheList() {
    assertEquals(
        List.of("iretd", "fnstenv", "fnsave", "fxsave"),
        RobinIrvine.differences(result).stream()
            .filter(each -> !each.missing())
            .map(RobinIrvine.Difference::name)
            .toList());
  }

  @Test
  void thePrivilegedOnesAreRefusedInRings1And3() {
    List<String> names =
        List.of(
            "cli",
            "hlt",
            "lgdt",
            "lidt",
            "lldt",
            "lmsw",
            "clts",
            "mov cr, r",
            "mov r, cr",
            "mov dr, r",
            "mov r, dr",
            "in",
            "out",
            "invlpg",
            "wbinvd");
    for (String name : names) {
      Finding finding = finding(name);
      assertEquals(Verdict.PRIVILEGED, finding.verdict(), name);
      assertEquals(Effect.WORKS, finding.ring0(), name);
      assertEquals(Effect.REFUSED, finding.ring1(), name);
      assertEquals(Effect.REFUSED, finding.ring3(), name);
      assertEquals(Optional.of("#GP(0000)"), finding.exception(), name);
    }
  }

  @Test
  void theRegistersOfTheHostLeakIntoEveryRing() {
    for (String name : List.of("sgdt", "sidt", "sldt", "str", "smsw", "pushfd")) {
      assertEquals(Effect.LIES, finding(name).ring1(), name);
      assertEquals(Effect.LIES, finding(name).ring3(), name);
      assertEquals(true, finding(name).userSensitive(), name);
    }
    assertEquals(new Lie("memory at 00003CFC", "00000202", "00000002"), lie("pushfd"));
  }

  @Test
  void popfDropsTheInterruptFlagWithoutAWord() {
    assertEquals(new Lie("IF", "unchanged", "1"), lie("popfd"));
    assertEquals(new Lie("IF", "unchanged", "1"), lie("iretd"));
    assertEquals(true, finding("popfd").controlSensitive());
  }

  @Test
  void theKernelFindsItsOwnSegmentsInaccessible() {
    assertEquals(new Lie("ZF", "0", "1"), lie("verr"));
    assertEquals(new Lie("ZF", "0", "1"), lie("verw"));
    assertEquals("00000030", lie("lar").got(), "EAX as it was");
    assertEquals("00CF9B00", lie("lar").due());
    assertEquals("FFFFFFFF", lie("lsl").due());
  }

  @Test
  void theSelectorOfTheCodeTellsTheRing() {
    assertEquals(new Lie("memory at 00003CFC", "00000059", "00000008"), lie("push cs"));
    assertEquals(new Lie("memory at 00003800", "00000059", "00000008"), lie("mov r/m, sreg"));
  }
}
