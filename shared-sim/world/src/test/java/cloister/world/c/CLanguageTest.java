package cloister.world.c;

import static cloister.world.c.CWorld.TOOLS;
import static cloister.world.c.CWorld.frames;
import static cloister.world.c.CWorld.line;
import static cloister.world.c.CWorld.resource;
import static cloister.world.c.CWorld.walk;
import static cloister.world.c.CWorld.world;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.AsmError;
import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Language.LineMove;
import cloister.world.Probe;
import cloister.world.World;
import cloister.world.lesson.EventName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CLanguageTest {
  private static String output(World world) throws InvalidInput {
    world.apply(new Command.Run(world.room()));
    assertTrue(world.machine().stopped());
    return world.machine().consoleText();
  }

  private static final String SQUARES =
      """
      #include <stdio.h>

      static int square(int n) {
        int result = n * n;
        return result;
      }

      int main(void) {
        int sum = 0;
        for (int i = 1; i <= 2; i++) {
          sum += square(i);
        }
        printf("%d\\n", sum);
        return 0;
      }
      """;

  @Test
  void printsThroughTheGate() throws InvalidInput {
    assertEquals("5\n", output(world(SQUARES)));
  }

  @Test
  void computesWithFloatingPoint() throws InvalidInput {
    String source =
        """
        #include <math.h>
        #include <stdio.h>
        int main(void) { printf("%.6f %d\\n", sqrt(2.0) * SEED, SEED); return 0; }
        """;
    assertEquals("9.899495 7\n", output(world(source)));
  }

  @Test
  void goesFromLineToLineAndIntoCalls() {
    World world = world(SQUARES);
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      walk(world, LineMove.INTO);
      lines.add(line(world));
    }
    assertEquals(List.of(9, 10, 11, 4, 5, 10, 11, 4, 5), lines);
  }

  @Test
  void goesOverCallsAndOutOfThem() {
    World world = world(SQUARES);
    walk(world, LineMove.INTO);
    walk(world, LineMove.OVER);
    walk(world, LineMove.OVER);
    walk(world, LineMove.OVER);
    assertEquals(10, line(world));
    walk(world, LineMove.OVER);
    walk(world, LineMove.INTO);
    assertEquals(4, line(world));
    walk(world, LineMove.OUT);
    assertEquals(11, line(world));
  }

  @Test
  void goesBackByLines() throws InvalidInput {
    World world = world(SQUARES);
    for (int i = 0; i < 4; i++) {
      walk(world, LineMove.OVER);
    }
    assertEquals(10, line(world));
    world.apply(new Command.Seek(TOOLS.c().orElseThrow().previousLine(world)));
    assertEquals(11, line(world));
    world.apply(new Command.Seek(TOOLS.c().orElseThrow().previousLine(world)));
    assertEquals(10, line(world));
  }

  @Test
  void showsCallsWithTheirVariables() {
    World world = world(SQUARES);
    for (int i = 0; i < 5; i++) {
      walk(world, LineMove.INTO);
    }
    String shown = frames(world).write();
    assertTrue(shown.contains("\"name\":\"result\",\"type\":\"int\",\"parameter\":false"), shown);
    assertTrue(shown.contains("\"function\":\"main\""), shown);
    assertTrue(shown.contains("\"name\":\"sum\""), shown);
    assertTrue(shown.contains("\"name\":\"n\",\"type\":\"int\",\"parameter\":true"), shown);
  }

  @Test
  void showsTheVariableOfALoopInsideItsBody() {
    World world = world(SQUARES);
    for (int i = 0; i < 3; i++) {
      walk(world, LineMove.INTO);
    }
    assertEquals(11, line(world));
    assertTrue(frames(world).write().contains("\"name\":\"i\""), frames(world).write());
    for (int i = 0; i < 4; i++) {
      walk(world, LineMove.OVER);
    }
    assertEquals(13, line(world));
    assertFalse(frames(world).write().contains("\"name\":\"i\""), frames(world).write());
  }

  @Test
  void showsTheInstructionsOfAnotherLine() {
    World world = world(SQUARES);
    walk(world, LineMove.INTO);
    Json.Obj asked = (Json.Obj) TOOLS.c().orElseThrow().frames(world, OptionalInt.of(5));
    assertEquals(frames(world).get("line"), asked.get("line"));
    assertFalse(((Json.Arr) asked.get("code")).items().isEmpty());
    assertFalse(asked.get("code").equals(frames(world).get("code")));
  }

  @Test
  void aWrongSourceStartsNothingAndSaysWhere() {
    World world = world("int main(void) {\n  return count;\n}\n");
    assertTrue(world.broken());
    assertEquals(2, world.programs().getLast().assembly().errors().getFirst().line());
    assertEquals(10, world.programs().getLast().assembly().errors().getFirst().column());
  }

  @Test
  void aProgramThatReachesIntoItsStackIsRefused() throws InvalidInput {
    World world = world("static char big[0xC0000];\nint main(void) { return big[SEED]; }\n");
    assertTrue(world.broken());
    AsmError error = world.programs().getLast().assembly().errors().getFirst();
    assertEquals("cc.link.room", error.message().id());
    world = world("static char big[0xB0000];\nint main(void) { return big[SEED]; }\n");
    assertEquals("", output(world));
  }

  @Test
  void isTheSameAsOften() throws InvalidInput {
    World first = world(SQUARES);
    World second = world(SQUARES);
    output(first);
    output(second);
    assertFalse(first.timeline().digest().isEmpty());
    assertEquals(first.timeline().digest(), second.timeline().digest());
  }

  @Test
  void theCallsAreKnownBehindTheGateToo() throws InvalidInput {
    World world = world(SQUARES);
    world.run(world.room(), () -> !world.machine().consoleText().isEmpty());
    String calls = "";
    for (Json frame : ((Json.Arr) frames(world).get("frames")).items()) {
      Json.Obj one = (Json.Obj) frame;
      calls += one.get("kernel").write().equals("true") ? "kernel " : text(one) + " ";
    }
    String expected =
        "kernel __syscall write_descriptor write_all __settle flush_all exit __start_c _start ";
    assertEquals(expected, calls);
  }

  private static String text(Json.Obj frame) {
    return ((Json.Str) frame.get("function")).value();
  }

  @Test
  void tellsOfTheInnermostCall() {
    World world = world(SQUARES);
    for (int i = 0; i < 5; i++) {
      walk(world, LineMove.INTO);
    }
    assertEquals(Optional.of(Json.of("square")), Probe.read(world, "frame.function"));
    assertEquals(Optional.of(Json.of(5)), Probe.read(world, "frame.line"));
    assertEquals(Optional.of(Json.of(2)), Probe.read(world, "frame.depth"));
    assertEquals(Optional.of(Json.of(1)), Probe.read(world, "frame.value.result"));
    assertEquals(Optional.empty(), Probe.read(world, "frame.value.sum"));
    int returns = ((Json.Num) Probe.read(world, "frame.return").orElseThrow()).word();
    int main = world.symbol("main").orElseThrow();
    assertTrue(main < returns && returns < main + 100);
  }

  @Test
  void aCallOfTheLibraryBelongsToTheFunctionThatMadeIt() {
    World world =
        world("#include <unistd.h>\nint main(void) { int n = 3; return write(1, \"a\", 1) + n; }");
    EventName write = new EventName("call.inner:80:4");
    world.run(world.room(), () -> write.in(world.timeline().moment()));
    assertEquals(0, world.machine().cpu().cpl());
    assertEquals(Optional.of(Json.of("main")), Probe.read(world, "frame.function"));
    world.run(world.room(), () -> world.machine().cpu().cpl() == 3);
    assertFalse(world.machine().consoleText().isEmpty());
    assertEquals(Optional.of(Json.of("main")), Probe.read(world, "frame.function"));
    assertEquals(Optional.of(Json.of(3)), Probe.read(world, "frame.value.n"));
  }

  @Test
  void noCallIsTheInnermostBeforeMain() {
    assertEquals(Optional.empty(), Probe.read(world(SQUARES), "frame.function"));
    assertFalse(Probe.isPath("frame.value."));
    assertFalse(Probe.isPath("frame.ebp"));
    assertTrue(Probe.isPath("frame.value.sum"));
  }

  @Test
  void onlyTheKernelIsThereAtTheStart() {
    Json.Arr frames = (Json.Arr) frames(world(SQUARES)).get("frames");
    assertEquals(1, frames.items().size(), frames.write());
  }

  private static final String CONVENTIONS =
      """
      static void note(int *p) {
        *p = 0;
      }

      __attribute__((stdcall)) static int add(int a, int b) {
        return a + b;
      }

      __attribute__((fastcall)) static int times(int a, int b, int c) {
        int clean __attribute__((cleanup(note))) = a;
        return clean * b * c;
      }

      __attribute__((regparm(3))) static int deep(int n, int m) {
        if (n > 0)
          return deep(n - 1, add(n, m));
        return times(m, 2, 3);
      }

      int main(void) {
        int result = deep(2, 1);
        return result;
      }
      """;

  /** The functions of the source that are being called, innermost first. */
  private static String calls(World world) {
    StringBuilder calls = new StringBuilder();
    for (Json frame : ((Json.Arr) frames(world).get("frames")).items()) {
      Json.Obj one = (Json.Obj) frame;
      calls.append(one.get("own").equals(Json.of(true)) ? text(one) + " " : "");
    }
    return calls.toString();
  }

  @Test
  void everyConventionHasItsCallsAndParameters() {
    World world = world(CONVENTIONS);
    List<String> seen = new ArrayList<>();
    do {
      walk(world, LineMove.INTO);
      seen.add(line(world) + " " + calls(world));
    } while (line(world) != 22);
    List<String> expected =
        List.of(
            "21 main ",
            "15 deep main ",
            "16 deep main ",
            "6 add deep main ",
            "15 deep deep main ",
            "16 deep deep main ",
            "6 add deep deep main ",
            "15 deep deep deep main ",
            "17 deep deep deep main ",
            "10 times deep deep deep main ",
            "11 times deep deep deep main ",
            "2 note times deep deep deep main ",
            "3 note times deep deep deep main ",
            "22 main ");
    assertEquals(expected, seen);
  }

  @Test
  void theChainOfCallsHoldsAtEveryStepOfEveryConvention() throws InvalidInput {
    World world = world(CONVENTIONS);
    walk(world, LineMove.INTO);
    while (line(world) != 22) {
      assertTrue(calls(world).endsWith("main "), world.step() + ": " + calls(world));
      world.apply(new Command.Run(1));
    }
    assertEquals(Optional.of(Json.of(24)), Probe.read(world, "frame.value.result"));
  }

  private static final String CALLER =
      """
      #include <errno.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <sys/syscall.h>
      #include <unistd.h>

      static char *block;

      static int compare(const void *a, const void *b) {
        return *(const char *)a - *(const char *)b;
      }

      __attribute__((stdcall)) static int ask(int number, int (__attribute__((stdcall)) *whom)(int, int)) {
        return whom(number, number + 1);
      }

      __attribute__((stdcall)) static int answer(int a, int b) {
        char room[a];
        room[0] = b;
        return write(2, room, 1) + (int)syscall(999);
      }

      static int choose(int number) {
        switch (number) {
          case 0: return getpid();
          case 1: return ask(66, answer);
          case 2: return (int)write(1, (void *)0x7C00, 5);
          case 3: printf("%s %d\\n", "three", errno); return 3;
          case 4: block = malloc(50); return block == 0;
          default: return puts("more");
        }
      }

      int main(void) {
        char letters[] = "dcab";
        for (int i = 0; i < 6; i++)
          choose(i);
        qsort(letters, 4, 1, compare);
        return puts(letters);
      }
      """;

  /** What calls and returns say, against what is found on the stack, at every step of ring 3. */
  private static void watchCalls(World world) throws InvalidInput {
    Cpu cpu = world.machine().cpu();
    world.run(world.room(), () -> cpu.cpl() == 3);
    List<Integer> called = new ArrayList<>();
    String kernel = "";
    while (!world.machine().stopped()) {
      List<Integer> found = returnAddresses(world);
      assertEquals(called.reversed(), found, world.step() + kernel + frames(world).write());
      boolean user = cpu.cpl() == 3;
      int eip = cpu.linearEip();
      int before = cpu.general[Core.ESP];
      world.apply(new Command.Run(1));
      kernel = user ? "" : " behind the gate: ";
      int opcode = cpu.linear().read8(eip) & 0xFF;
      int moved = cpu.general[Core.ESP] - before;
      int top = cpu.linear().read32(cpu.general[Core.ESP]);
      if (user && cpu.cpl() == 3 && moved == -4 && (opcode == 0xE8 || opcode == 0xFF)) {
        if (top > eip && top <= eip + 7 && cpu.linearEip() != top) {
          called.add(top);
        }
      } else if (user && (opcode == 0xC3 || opcode == 0xC2)) {
        called.removeLast();
      }
    }
    assertEquals(called.reversed(), returnAddresses(world));
  }

  private static List<Integer> returnAddresses(World world) {
    List<Integer> addresses = new ArrayList<>();
    boolean first = true;
    for (Json frame : ((Json.Arr) frames(world).get("frames")).items()) {
      Json.Obj one = (Json.Obj) frame;
      boolean kernel = one.get("kernel").equals(Json.of(true));
      if (!first && !kernel) {
        addresses.add(((Json.Num) one.get("address")).word());
      }
      first &= kernel;
    }
    return addresses;
  }

  @Tag("full")
  @Test
  void theStackIsWhatCallsAndReturnsHaveMadeOfIt() throws InvalidInput {
    World world = world(CALLER);
    assertEquals(List.of(), world.programs().getLast().assembly().errors());
    watchCalls(world);
    assertTrue(world.machine().consoleText().endsWith("abcd\n"), world.machine().consoleText());
  }

  @Test
  void theStackIsRightInEveryConvention() throws InvalidInput {
    watchCalls(world(CONVENTIONS));
  }

  private static String ending(String source) throws InvalidInput {
    World world = world(source);
    output(world);
    return frames(world).get("ending").write();
  }

  @Test
  void tellsHowAProgramEnded() throws InvalidInput {
    assertEquals("{\"status\":5,\"returned\":true}", ending("int main(void) { return 5; }"));
    assertEquals(
        "{\"status\":3,\"returned\":false}",
        ending("#include <stdlib.h>\nint main(void) { exit(3); }"));
    String divides = ending("int main(void) { volatile int zero = 0; return 1 / zero; }");
    assertTrue(divides.startsWith("{\"fault\":\"#DE\","), divides);
    assertTrue(divides.endsWith("\"stackUsedUp\":false}"), divides);
  }

  @Test
  void endlessRecursionUsesUpTheStack() throws InvalidInput {
    World world =
        worldOfPages("int f(int n) { return f(n + 1) + 1; }\nint main(void) { return f(0); }");
    output(world);
    String ending = frames(world).get("ending").write();
    assertTrue(ending.startsWith("{\"fault\":\"#PF\","), ending);
    assertTrue(ending.endsWith("\"stackUsedUp\":true}"), ending);
  }

  @Test
  void whereThereIsNoMemoryThereIsNoValue() throws InvalidInput {
    World world =
        worldOfPages(
            """
            struct pair { char text[4]; int number : 3; };
            int main(void) {
              struct pair many[0x400000];
              int here = 7;
              many[0].number = here;
              return many[0].number;
            }
            """);
    output(world);
    String shown = frames(world).write();
    assertTrue(shown.contains("{{text = —, number = —}, {text = —"), shown);
    assertTrue(shown.contains("\"value\":\"7\""), shown);
  }

  /** With paging, and no page below the stack. */
  private static World worldOfPages(String program) {
    String pages =
        """
            mov   edi, 0xA000
            mov   eax, 7
            mov   ecx, 512
        page:
            stosd
            add   eax, 4096
            loop  page
            mov   dword [0xA000 + 0x1EF * 4], 0
            mov   dword [0x9000], 0xA007
            mov   eax, 0x9000
            mov   cr3, eax
            mov   eax, cr0
            or    eax, 0x80000000
            mov   cr0, eax
            mov   edi, 0x200000 - 64
        """;
    String kernel = new String(resource("kernel.asm"), StandardCharsets.UTF_8);
    return world(kernel.replace("    mov   edi, 0x200000 - 64\n", pages), program);
  }

  @Test
  void aRunningProgramHasNoEnding() {
    World world = world(SQUARES);
    walk(world, LineMove.INTO);
    assertEquals(Json.NULL, frames(world).get("ending"));
  }

  @Test
  void namesNoFunctionWhereThereIsNone() {
    World world = world("int main(void) { ((void (*)(void))\"text\")(); return 0; }");
    world.run(world.room(), () -> world.machine().cpu().faultPending());
    Json.Arr all = (Json.Arr) frames(world).get("frames");
    assertEquals("", text((Json.Obj) all.items().get(0)));
    assertEquals("main", text((Json.Obj) all.items().get(1)));
  }
}
