package cloister.world.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bits.Hex;
import cloister.world.Kernel;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.World;
import cloister.world.timeline.StepObserver;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * SYSENTER and SYSEXIT on the sheet of transfers: what was checked, and what was loaded from where.
 */
class FastCallViewTest {
  /** The segments of the kernel follow one another as SYSEXIT wants them. */
  private static final int KERNEL_CODE = 8;

  private static final String PROGRAM =
      """
      bits 32
      org 0x20000
      mov edx, back
      mov ecx, 0x22f00
      sysenter
      back:
      sysexit
      """;

  /** The kernel with an entry for SYSENTER, which comes back after one instruction. */
  private static World world(int selector) {
    String registers =
        """
        %macro model 2
        mov ecx, %1
        mov eax, %2
        xor edx, edx
        wrmsr
        %endmacro
        model 0x174, SELECTOR
        model 0x175, 0x9f00
        model 0x176, entry
        jmp leave
        entry:
        nop
        sysexit
        leave:
        """
            .replace("SELECTOR", Integer.toString(selector));
    String kernel = Kernel.TEXT.replace("leave:\n", registers);
    return new World(
        Kernel.opcodes(),
        new Scenario(
            Scenario.RINGS,
            1 << 20,
            7,
            List.of(
                new SourceFile("kernel.asm", kernel, false),
                new SourceFile("program.asm", PROGRAM, true)),
            10_000_000));
  }

  private static World inRing3(int selector) {
    World world = world(selector);
    while (world.machine().cpu().cpl() != 3) {
      assertEquals(1, world.run(1, StepObserver.NONE));
    }
    return world;
  }

  private static Passage after(World world, int steps) {
    assertEquals(steps, world.run(steps, StepObserver.NONE));
    return Passage.of(world);
  }

  @Test
  void theWayInTellsItsChecksAndWhereEachRegisterComesFrom() {
    World world = inRing3(KERNEL_CODE);
    Passage passage = after(world, 3);
    assertEquals("sysenter", passage.from());
    assertEquals(List.of("SYSENTER_MODE PASSED", "SYSENTER_SELECTOR PASSED"), passage.checks());
    assertEquals("selector 0x8", passage.value("SYSENTER_SELECTOR"));
    String entry = Hex.hex32(world.symbol("entry").orElseThrow());
    assertEquals(
        List.of(
            "CS 0008 from IA32_SYSENTER_CS+0",
            "SS 0010 from IA32_SYSENTER_CS+8",
            "EIP " + entry + " from IA32_SYSENTER_EIP+0",
            "ESP 00009F00 from IA32_SYSENTER_ESP+0"),
        passage.loads());
    assertEquals(
        List.of(
            "CS 001B>0008",
            "EIP 0002000A>" + entry,
            "SS 0023>0010",
            "ESP 00023000>00009F00",
            "CPL 3>0",
            "IF 1>0"),
        passage.changes());
    assertEquals(List.of(), passage.words("read"));
  }

  @Test
  void theWayOutTakesItsSegmentsBehindThoseOfTheWayIn() {
    Passage passage = after(inRing3(KERNEL_CODE), 5);
    assertEquals("sysexit", passage.from());
    assertEquals(
        List.of("SYSENTER_SELECTOR PASSED", "SYSENTER_MODE PASSED", "RING_0_ONLY PASSED"),
        passage.checks());
    assertEquals(
        List.of(
            "CS 001B from IA32_SYSENTER_CS+16",
            "SS 0023 from IA32_SYSENTER_CS+24",
            "EIP 0002000C from EDX+0",
            "ESP 00022F00 from ECX+0"),
        passage.loads());
    assertTrue(passage.changes().contains("CPL 0>3"), passage.changes().toString());
  }

  @Test
  void theLastOneIsStillThereAStepLater() {
    Passage passage = after(inRing3(KERNEL_CODE), 4);
    assertEquals("sysenter", passage.from());
    assertTrue(passage.title().startsWith("The last one before"), passage.title());
  }

  @Test
  void aNullSelectorIsRefused() {
    Passage passage = after(inRing3(3), 3);
    assertEquals(List.of("SYSENTER_MODE PASSED", "SYSENTER_SELECTOR FAILED"), passage.checks());
    assertEquals(List.of(), passage.loads());
    assertEquals(List.of(), passage.changes());
    assertTrue(passage.end().contains("#GP(0)"), passage.end());
  }

  @Test
  void sysexitIsForRing0Alone() {
    Passage passage = after(inRing3(KERNEL_CODE), 6);
    assertEquals("sysexit", passage.from());
    assertEquals("RING_0_ONLY", passage.failed());
    assertEquals("CPL 3 ≠ 0", passage.value("RING_0_ONLY"));
    assertEquals(3, passage.checks().size());
  }

  @Test
  void inRealModeWhatWouldHaveComeNextIsNamedToo() {
    World real =
        new World(
            Kernel.opcodes(),
            new Scenario(
                Scenario.RINGS,
                1 << 20,
                7,
                List.of(new SourceFile("kernel.asm", "org 0x7c00\nbits 16\nsysenter\n", false)),
                1000));
    Passage passage = after(real, 1);
    assertEquals(List.of("SYSENTER_MODE FAILED", "SYSENTER_SELECTOR OPEN"), passage.checks());
  }
}
