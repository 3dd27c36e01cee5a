package cloister.machine.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page does with a PC, with one that is a guest under VT-x. */
class GuestPcPortTest {
  private static final int INVITED_MILLIS = 1500;

  private final PcPort port = new PcPort();
  private int millis;

  /** As a link says it. */
  String technique() {
    return "vmx";
  }

  /** The file of the hypervisor's entry code. */
  String entryCode() {
    return "pc-vmx.bin";
  }

  /** The guest was left at least so often for this reason, as VT-x calls it. */
  void wasLeft(Json.Obj answer, String reason, int least) {
    assertTrue(exits(answer, reason) >= least, answer.write());
  }

  private String start() {
    return "{\"do\":\"start\",\"memory\":2,\"technique\":\"" + technique() + "\"";
  }

  private Json.Obj ask(String request) {
    try {
      return (Json.Obj) JsonParser.parse(port.request(request));
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }

  private Json.Obj good(String request) {
    Json.Obj answer = ask(request);
    assertEquals(Json.of(true), answer.get("ok"), answer.write());
    return answer;
  }

  private void insert(byte[] image) {
    assertTrue(port.addBios(Images.latin1(Images.resource("bios/bios.bin"))));
    assertTrue(port.addHypervisor(Images.latin1(Images.resource("bios/" + entryCode()))));
    assertTrue(port.addImage(Images.latin1(image)));
    good("{\"do\":\"look\"}");
  }

  private void bootExample() {
    insert(Images.resource("examples/hello.bin"));
    good(start() + "}");
    run(INVITED_MILLIS);
  }

  private static Json status(Json.Obj answer, String name) {
    return ((Json.Obj) answer.get("status")).get(name);
  }

  private Json.Obj run(int forMillis, int slice) {
    millis += forMillis;
    String run = "{\"do\":\"run\",\"steps\":" + slice + ",\"untilMillis\":" + millis + "}";
    Json.Obj answer = good(run);
    while (((Json.Num) status(answer, "millis")).value() < millis
        && status(answer, "stopped").equals(Json.of(false))) {
      answer = good(run);
    }
    return answer;
  }

  private Json.Obj run(int forMillis) {
    return run(forMillis, 1_000_000);
  }

  private void press(String code) {
    good("{\"do\":\"key\",\"down\":\"" + code + "\"}");
    run(100);
    good("{\"do\":\"key\",\"up\":\"" + code + "\"}");
    run(100);
  }

  private String screen() {
    Json.Obj screen = (Json.Obj) good("{\"do\":\"screen\"}").get("screen");
    StringBuilder text = new StringBuilder();
    for (Json line : ((Json.Arr) screen.get("lines")).items()) {
      text.append(((Json.Str) line).value()).append('\n');
    }
    return text.toString();
  }

  private String digest() {
    return ((Json.Str) good("{\"do\":\"digest\"}").get("digest")).value();
  }

  private static double exits(Json.Obj answer, String reason) {
    return ((Json.Num) ((Json.Obj) status(answer, "exits")).get(reason)).value();
  }

  @Test
  void theExampleIsBootedTypedToAndLeftForItsDevices() {
    bootExample();
    assertTrue(screen().contains("Hello from a boot sector."), screen());
    press("KeyO");
    press("KeyK");
    assertTrue(screen().contains("\nok\n"), screen());
    Json.Obj answer = run(100);
    wasLeft(answer, "I/O instruction", 101);
    wasLeft(answer, "HLT", 2);
    assertEquals(Json.of(false), status(answer, "inHost"), "it stands where the guest is");
    assertEquals(Json.of(false), status(answer, "protectedMode"));
    assertEquals(Json.of(0), status(answer, "cpl"));
    assertNotEquals(Json.NULL, good("{\"do\":\"devices\"}").get("devices"));
  }

  /** At the end of the same input the bare PC has done as many instructions. */
  @Test
  void theSameInstructionsAreDoneAsOnAPcOfItsOwn() {
    bootExample();
    Json guest = status(run(0), "instructions");
    String shown = screen();
    millis = 0;
    good("{\"do\":\"start\",\"memory\":2}");
    Json.Obj bare = run(INVITED_MILLIS);
    assertEquals(shown, screen());
    assertEquals(status(bare, "instructions"), guest);
    assertEquals(Json.NULL, status(bare, "exits"));
  }

  /** A link says how the PC ran, and leads to the same state. */
  @Test
  void theLogLeadsToTheSameStateWhateverTheSlices() {
    bootExample();
    press("KeyA");
    good("{\"do\":\"serial\",\"text\":\"hi\"}");
    run(100);
    String digest = digest();
    Json.Obj shared = good("{\"do\":\"share\"}");
    String fragment = ((Json.Str) shared.get("fragment")).value();
    Json.Obj record =
        (Json.Obj) good("{\"do\":\"unshare\",\"fragment\":\"" + fragment + "\"}").get("record");
    assertEquals(shared.get("record"), record);
    assertEquals(Json.of(technique()), record.get("technique"));
    assertEquals(Json.of(2), record.get("memory"));
    int end = millis;
    millis = 0;
    good(start() + ",\"log\":" + record.get("log").write() + "}");
    assertNotEquals(digest, digest());
    run(end, 777);
    assertEquals(digest, digest());
  }

  @Test
  void aGuestIsWalkedBack() {
    bootExample();
    Json.Obj before = good("{\"do\":\"seek\",\"step\":40000}");
    assertEquals(Json.of(40_000), status(before, "step"));
    String digest = digest();
    Json exits = status(before, "exits");
    good("{\"do\":\"seek\",\"millis\":" + INVITED_MILLIS + "}");
    assertTrue(screen().contains("Hello from a boot sector."), screen());
    assertNotEquals(digest, digest());
    Json.Obj again = good("{\"do\":\"seek\",\"step\":40000}");
    assertEquals(digest, digest());
    assertEquals(exits, status(again, "exits"));
  }

  @Test
  void aTripleFaultTellsWhereAndTheButtonBringsTheGuestBack() {
    bootExample();
    press("Escape");
    Json.Obj answer = run(10);
    Json.Obj shutDown = (Json.Obj) status(answer, "shutDown");
    assertEquals(Json.of(0), shutDown.get("tableLimit"));
    assertEquals(Json.strings(List.of("#UD", "#GP", "#DF")), shutDown.get("faults"));
    assertEquals(Json.of(true), status(answer, "stopped"));
    wasLeft(answer, "triple fault", 1);
    good("{\"do\":\"reset\"}");
    answer = run(INVITED_MILLIS);
    assertEquals(Json.NULL, status(answer, "shutDown"));
    assertFalse(screen().contains("No handler"), screen());
    assertTrue(screen().contains("Type, and it comes back"), screen());
  }

  /** Nothing of its own time will wake it, and a key does. */
  @Test
  void aGuestThatWaitsForEverIsWokenByAKey() {
    insert(
        Images.assembled(
            """
            bits 16
            org 0x7c00
            xor ax, ax
            mov ds, ax
            mov es, ax
            mov al, 0xfd            ; nothing but the keyboard
            out 0x21, al
            mov al, 0xff
            out 0xa1, al
            mov al, 0x30            ; the timer counts once, and is masked
            out 0x43, al
            xor al, al
            out 0x40, al
            out 0x40, al
            sti
            asleep: hlt
            mov ax, 0x0e00 + 'K'
            int 0x10
            jmp asleep
            times 510 - ($ - $$) db 0
            dw 0xaa55
            """));
    good(start() + "}");
    Json.Obj answer = run(5000);
    assertFalse(screen().contains("K"), screen());
    assertEquals(Json.of(true), status(answer, "halted"));
    good("{\"do\":\"key\",\"down\":\"KeyA\"}");
    run(1000);
    assertTrue(screen().contains("K"), screen());
  }

  @Test
  void itsDiskIsSaved() {
    insert(
        Images.assembled(
            """
            bits 16
            org 0x7c00
            mov ax, 0x0301
            mov bx, 0x7c00
            mov cx, 0x0002
            int 0x13
            cli
            hlt
            times 510 - ($ - $$) db 0
            dw 0xaa55
            times 512 db 7
            db 1
            """));
    good(start() + "}");
    Json.Obj answer = run(INVITED_MILLIS);
    assertEquals(Json.of(true), status(answer, "stopped"));
    assertEquals(Json.of(1), status(answer, "sectorsWritten"));
    assertEquals(port.sectors(0, 1), port.sectors(1, 1));
    good("{\"do\":\"reset\"}");
    assertEquals(Json.of(false), status(good("{\"do\":\"key\",\"up\":\"KeyA\"}"), "stopped"));
  }

  /** Whose memory it is must be known to ask who wrote there. */
  @Test
  void memoryIsAskedForWhileTheGuestHasTheProcessor() {
    bootExample();
    Json.Obj answer = good("{\"do\":\"seek\",\"step\":0}");
    assertEquals(Json.of(true), status(answer, "inHost"));
    String writer = "{\"do\":\"writer\",\"address\":31744,\"bytes\":2}";
    assertTrue(ask(writer).write().contains("error.machine.host"), ask(writer).write());
    int step = 60_000;
    answer = good("{\"do\":\"seek\",\"step\":" + step + "}");
    for (int i = 0; i < 50 && status(answer, "inHost").equals(Json.of(true)); i++) {
      step += 7;
      answer = good("{\"do\":\"seek\",\"step\":" + step + "}");
    }
    assertEquals(Json.of(false), status(answer, "inHost"), answer.write());
    String asked = good("{\"do\":\"writer\",\"address\":1024,\"bytes\":2}").write();
    for (int i = 0; i < 100 && asked.contains("\"done\":false"); i++) {
      asked = good("{\"do\":\"search\"}").write();
    }
    assertTrue(asked.contains("\"done\":true") && asked.contains("\"writer\""), asked);
  }

  @Test
  void reasonsAreNotToldOfAGuest() {
    bootExample();
    for (String what : new String[] {"why", "refusal"}) {
      String answer = ask("{\"do\":\"" + what + "\"}").write();
      assertTrue(answer.contains("error.machine.guest"), answer);
    }
  }

  @Test
  void refusesWhatCannotBe() {
    String unknown = start().replace(technique(), "magic") + "}";
    assertTrue(port.addBios(Images.latin1(Images.resource("bios/bios.bin"))));
    assertTrue(port.addImage(Images.latin1(Images.resource("examples/hello.bin"))));
    good("{\"do\":\"look\"}");
    assertTrue(ask(unknown).write().contains("error.machine.technique"), ask(unknown).write());
    String without = ask(start() + "}").write();
    assertTrue(without.contains("error.machine.hypervisor"), without);
  }
}
