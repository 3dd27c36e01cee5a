package cloister.world.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.world.Kernel;
import cloister.world.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who last wrote a value, and stops at values, as the page asks for them. */
class WatchingTest {
  private static final String RUN = "{'do':'run','stops':[],'budget':1000}";

  private final SimulatorPort port = new SimulatorPort();

  // Who wrote it

  @Test
  void aRegisterIsTracedToItsInstructionAndLine() throws Exception {
    open(Kernel.scenario());
    runTo("try_cli");
    Json.Obj who = who("reg.ebx");
    assertEquals("EBX", text(who, "name"));
    assertEquals(
        "Last changed by mov ebx, 0x2002b at step 36, ring 3, line 5 of program.asm.",
        text(who, "sentence"));
    assertEquals("36", who.get("step").write());
    assertEquals("\"00000000\"", who.get("before").write());
    assertEquals("\"0002002B\"", who.get("now").write());
    assertEquals("Unchanged since the start.", text(who("reg.edi"), "sentence"));
    assertEquals("null", who("reg.edi").get("step").write());
  }

  @Test
  void oneCanAskWhoWroteItBefore() throws Exception {
    open(Kernel.scenario());
    runTo("try_cli");
    Json.Obj last = who("eax");
    assertTrue(text(last, "sentence").contains("mov eax, 0x68"), text(last, "sentence"));
    Json.Obj before = who("eax", number(last.get("further")));
    assertTrue(text(before, "sentence").contains("mov ax, 0x23"), text(before, "sentence"));
  }

  @Test
  void memoryIsWrittenEvenWhenItsValueStays() throws Exception {
    open(program("mov dword [0x21000], 7\nnop\nmov dword [0x21000], 7\nnop\nspin: jmp spin\n"));
    runTo("spin");
    Json.Obj who = who("mem.21000.4");
    assertTrue(text(who, "sentence").contains("line 6 of program.asm"), text(who, "sentence"));
    assertEquals("\"00000007\"", who.get("before").write());
    assertTrue(text(who("mem.21000.1"), "sentence").startsWith("Last written by mov"));
    assertEquals("Unchanged since the start.", text(who("mem.21004.4"), "sentence"));
  }

  @Test
  void entriesFlagsSegmentsAndPortsAreTraced() throws Exception {
    open(Kernel.scenario());
    ask("{'do':'poke','path':'reg.esi','value':3}");
    run();
    assertTrue(text(who("idt.30"), "sentence").contains("mov dword"), who("idt.30").write());
    assertEquals(16, text(who("idt.30").get("now")).replace(" ", "").length());
    assertTrue(text(who("flags.if"), "sentence").contains("iret"), who("flags.if").write());
    assertTrue(text(who("ds"), "sentence").contains("mov ds"), who("ds").write());
    assertTrue(text(who("cr0"), "sentence").contains("mov cr0, eax"), who("cr0").write());
    assertTrue(text(who("port.e9"), "sentence").contains("out 0xe9, al"), who("port.e9").write());
    assertEquals("Last changed by you, after step 0.", text(who("esi"), "sentence"));
    assertEquals("0", who("esi").get("step").write());
  }

  /** A table that is not in use yet has its bytes already. */
  @Test
  void whatMakesAPlaceExistHasNotWrittenIt() throws Exception {
    open(Kernel.scenario());
    run();
    assertTrue(
        text(who("tss.esp0"), "sentence").startsWith("Last changed by mov dword [0x"),
        who("tss.esp0").write());
    assertEquals("\"00000000\"", who("tss.esp0").get("before").write());
    assertEquals("\"00009FF0\"", who("tss.esp0").get("now").write());
    assertEquals("Unchanged since the start.", text(who("gdt.4.dpl"), "sentence"));
    assertTrue(
        text(who("idt.30.type"), "sentence").contains("mov dword"), who("idt.30.type").write());
    ask("{'do':'poke','path':'gdt.4.dpl','value':2}");
    assertTrue(text(who("gdt.4.dpl"), "sentence").startsWith("Last changed by you"));
    assertEquals("\"3\"", who("gdt.4.dpl").get("before").write());
  }

  @Test
  void aFieldIsWrittenByWhateverWritesItsBytesThoughItStays() throws Exception {
    open(Kernel.scenario());
    runTo("try_cli");
    String gate = text(who("idt.30"), "sentence");
    assertTrue(gate.startsWith("Last written by mov dword"), gate);
    assertEquals(gate, text(who("idt.30.dpl"), "sentence"));
    assertEquals("\"0\"", who("idt.30.dpl").get("before").write());
    assertTrue(text(who("idt.30.present"), "sentence").startsWith("Last changed by mov dword"));
    // The selector and the lower half of the offset were written by the step before.
    int step = number(who("idt.30.dpl").get("step"));
    assertEquals(step - 1, number(who("idt.30.selector").get("step")));
  }

  @Test
  void anotherFieldOfTheSameByteIsNotChangedByHand() throws Exception {
    open(Kernel.scenario());
    runTo("try_cli");
    ask("{'do':'poke','path':'idt.30.present','value':0}");
    assertTrue(text(who("idt.30.present"), "sentence").startsWith("Last changed by you"));
    assertTrue(
        text(who("idt.30.dpl"), "sentence").startsWith("Last written by mov dword"),
        who("idt.30.dpl").write());
  }

  @Test
  void aChangeByHandIsSeenInManyBytes() throws Exception {
    open(program("mov dword [0x21000], 1\nmov dword [0x21008], 2\nspin: jmp spin\n"));
    runTo("spin");
    String mov = text(who("mem.21000.16"), "sentence");
    assertTrue(mov.startsWith("Last written by mov"), mov);
    ask("{'do':'poke','path':'mem.2100c.4','value':99}");
    String hand = text(who("mem.21000.16"), "sentence");
    assertTrue(hand.startsWith("Last written by you, after step "), hand);
    assertEquals(mov, text(who("mem.21000.12"), "sentence"));
    ask("{'do':'poke','path':'mem.21000.4','value':257}");
    assertEquals("Unchanged since the start.", text(who("mem.21010.16"), "sentence"));
  }

  @Test
  void aLoadThatChangesNothingHasWritten() throws Exception {
    open(Kernel.scenario());
    run();
    assertTrue(
        text(who("iopl"), "sentence").startsWith("Last written by iret"), who("iopl").write());
    assertTrue(text(who("ds"), "sentence").startsWith("Last changed by mov ds"));
  }

  @Test
  void aLoadOfTheSameSelectorIsALoad() throws Exception {
    open(program("mov ax, ds\nnop\nmov ds, ax\nspin: jmp spin\n"));
    runTo("spin");
    assertTrue(text(who("ds"), "sentence").contains("line 6 of"), who("ds").write());
  }

  @Test
  void aLongSearchSaysWhereItEnded() throws Exception {
    open(Kernel.scenario(Kernel.SPIN));
    ask("{'do':'run','stops':[],'budget':900000}");
    Json.Obj who = who("ebp");
    assertTrue(text(who, "sentence").startsWith("Not after step "), text(who, "sentence"));
    assertEquals("null", who.get("step").write());
    int asked = 0;
    while (who.get("further") != Json.NULL && asked < 20) {
      who = who("ebp", number(who.get("further")));
      asked++;
    }
    assertEquals("Unchanged since the start.", text(who, "sentence"));
    assertTrue(asked > 1, "asked " + asked);
  }

  // Watching

  @Test
  void aRunStopsWhereARegisterChanges() throws Exception {
    open(Kernel.scenario());
    assertEquals("Runs stop when EBX changes.", said("reg.ebx", "write"));
    Json.Obj view = run();
    assertEquals("36", view.get("step").write());
    assertEquals(
        "Stopped: EBX went from 00000000 to 0002002B, by mov ebx, 0x2002b at step 36, ring 3,"
            + " line 5 of program.asm.",
        text(view, "stopped"));
    String before = ask("{'do':'digest'}").write();
    said("ebx", "write");
    assertEquals(1, watches().size());
    said("reg.ebx", "off");
    assertEquals(0, watches().size());
    assertEquals(before, ask("{'do':'digest'}").write());
  }

  @Test
  void aRunStopsWhereMemoryIsTouched() throws Exception {
    open(Kernel.scenario());
    assertEquals(
        "Runs stop at a read of 4 bytes at 0002002B and at a write to it.",
        said("counter", "access"));
    assertEquals(
        "Stopped: 4 bytes at 0002002B written, 0x7 became 0x8, by inc dword [ebx] at step 37,"
            + " ring 3, line 6 of program.asm.",
        text(run(), "stopped"));
    said("mem.00020020.64", "write");
    said("counter", "off");
    String next = text(run(), "stopped");
    assertTrue(next.startsWith("Stopped: 4 bytes at 0002002F written, 0x0 became 0x123"), next);
  }

  /** It reaches memory byte by byte. */
  @Test
  void anAccessAcrossTwoPagesIsOne() throws Exception {
    open(program("mov dword [0x20ffe], 0x81223384\nmov eax, [0x20ffe]\nspin: jmp spin\n"));
    said("mem.20ffe.4", "access");
    assertTrue(
        text(run(), "stopped")
            .startsWith("Stopped: 4 bytes at 00020FFE written, 0x0 became 0x81223384, by mov"));
    assertTrue(
        text(run(), "stopped").startsWith("Stopped: 4 bytes at 00020FFE read, 0x81223384, by mov"));
  }

  /** The processor's own reading counts: here of a gate that an interrupt goes through. */
  @Test
  void aReadOfAGateIsSeen() throws Exception {
    open(Kernel.scenario());
    runTo("try_cli");
    said("idt.0D", "read");
    String stopped = text(run(), "stopped");
    assertTrue(
        stopped.matches("Stopped: 4 bytes at \\w+ read, .*the delivery at step 39."), stopped);
  }

  @Test
  void codeThatOnlyRunsIsNotRead() throws Exception {
    open(Kernel.scenario());
    said("start.16", "access");
    Json.Obj view = view("{'do':'run','stops':['fault'],'budget':1000}");
    assertEquals("Stopped at a fault.", text(view, "stopped"));
  }

  @Test
  void aRunStopsAtAPort() throws Exception {
    open(Kernel.scenario());
    said("port.e9", "read");
    assertEquals("null", run().get("stopped").write());
    open(Kernel.scenario());
    said("port.e9", "write");
    String stopped = text(run(), "stopped");
    assertTrue(stopped.startsWith("Stopped: port 0xE9 was given 0x68, by out 0xe9, al"), stopped);
  }

  @Test
  void watchesOutliveARestart() throws Exception {
    open(Kernel.scenario());
    said("counter", "write");
    run();
    ask("{'do':'restart'}");
    assertEquals(1, watches().size());
    assertEquals("37", run().get("step").write());
  }

  @Test
  void theyWorkFarFromTheStart() throws Exception {
    String late =
        "mov ecx, 60000\nspin: dec ecx\njnz spin\nmov dword [0x22000], 9\nmov esi, 5\n"
            + "end: jmp end\n";
    open(program(late));
    said("22000", "write");
    Json.Obj view = view("{'do':'run','stops':[],'budget':1000000}");
    assertTrue(text(view, "stopped").contains("0x0 became 0x9"), text(view, "stopped"));
    assertTrue(number(view.get("step")) > 120_000);
    said("22000.4", "off");
    said("esi", "write");
    assertTrue(text(run(), "stopped").contains("went from 00000000 to 00000005"));
    assertTrue(text(who("22000"), "sentence").contains("mov dword"), who("22000").write());
  }

  @Test
  void steppingOverACallStopsInside() throws Exception {
    open(program("mov esp, 0x23000\ncall inner\nend: jmp end\ninner: mov esi, 4\nret\n"));
    runTo("start");
    ask("{'do':'step'}");
    ask("{'do':'step'}");
    said("esi", "write");
    assertTrue(text(view("{'do':'over'}"), "stopped").startsWith("Stopped: ESI went from"));
  }

  @Test
  void whatIsNotThereIsRefused() throws Exception {
    open(Kernel.scenario());
    for (String path :
        List.of(
            "",
            "mem",
            "mem.",
            "mem.20000.0",
            "mem.20000.5000",
            "mem.FFFFFFFF",
            "port",
            "port.10000",
            "gdt.5",
            "reg",
            "reg.",
            "flags",
            "nothing",
            "reg.eax.x",
            ".")) {
      assertFalse(ok(ask("{'do':'watch','path':'" + path + "','on':'write'}")), path);
      assertFalse(ok(ask("{'do':'who','path':'" + path + "'}")), path);
    }
    assertFalse(ok(ask("{'do':'watch','path':'eax','on':'sometimes'}")));
    for (int i = 0; i < 16; i++) {
      said("mem.0000000" + Integer.toHexString(i) + ".1", "write");
    }
    assertFalse(ok(ask("{'do':'watch','path':'eax','on':'write'}")));
  }

  private static Scenario program(String text) {
    return Kernel.scenario("bits 32\norg 0x20000\nstart: nop\n" + text);
  }

  private void open(Scenario scenario) throws Exception {
    String request =
        "{'do':'open','catalogue':"
            + SimulatorPortTest.catalogue().replace("'", "\\u0027")
            + ",'scenario':"
            + scenario.toJson().write().replace("'", "\\u0027")
            + "}";
    assertTrue(ok(ask(request)));
  }

  /** Steps to the address of a label of the program. */
  private void runTo(String label) throws Exception {
    for (int i = 0; i < 200; i++) {
      Json.Obj view = view("{'do':'step'}");
      if (view.get("code") instanceof Json.Obj code
          && code.get("current") instanceof Json.Obj current
          && isAt(code, current, label)) {
        return;
      }
    }
    throw new AssertionError(label);
  }

  private static boolean isAt(Json.Obj code, Json.Obj current, String label) {
    for (Json file : ((Json.Arr) code.get("files")).items()) {
      if (text(object(file).get("name")).equals(text(current.get("file")))) {
        List<String> lines = text(object(file).get("text")).lines().toList();
        int line = number(current.get("line")) - 1;
        String alone = line > 0 ? lines.get(line - 1) : "";
        return lines.get(line).startsWith(label + ":") || alone.equals(label + ":");
      }
    }
    return false;
  }

  private Json.Obj who(String path) throws Exception {
    return object(answer("{'do':'who','path':'" + path + "'}").get("who"));
  }

  private Json.Obj who(String path, int from) throws Exception {
    return object(answer("{'do':'who','path':'" + path + "','from':" + from + "}").get("who"));
  }

  private String said(String path, String on) throws Exception {
    return text(answer("{'do':'watch','path':'" + path + "','on':'" + on + "'}"), "said");
  }

  private List<Json> watches() throws Exception {
    return ((Json.Arr) view("{'do':'view'}").get("watches")).items();
  }

  private Json.Obj run() throws Exception {
    return view(RUN);
  }

  private Json.Obj view(String request) throws Exception {
    return object(answer(request).get("view"));
  }

  private Json.Obj answer(String request) throws Exception {
    Json.Obj answer = ask(request);
    assertTrue(ok(answer), answer.write());
    return answer;
  }

  private Json.Obj ask(String request) throws Exception {
    return object(JsonParser.parse(port.request(request.replace('\'', '"'))));
  }

  private static boolean ok(Json.Obj answer) {
    return answer.get("ok").write().equals("true");
  }

  private static Json.Obj object(Json json) {
    return (Json.Obj) json;
  }

  private static int number(Json json) {
    return (int) ((Json.Num) json).value();
  }

  private static String text(Json json) {
    return ((Json.Str) json).value();
  }

  /** The text of a sentence. */
  private static String text(Json.Obj object, String name) {
    return text(object(object.get(name)).get("text"));
  }
}
