package cloister.machine.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import cloister.codec.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PcPortTest {
  private static final int INVITED_MILLIS = 1500;

  private final PcPort port = new PcPort();
  private int millis;

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
    assertTrue(port.addImage(Images.latin1(image)));
    good("{\"do\":\"look\"}");
  }

  private void bootExample() {
    insert(Images.resource("examples/hello.bin"));
    good("{\"do\":\"start\",\"memory\":2}");
    run(INVITED_MILLIS);
  }

  /** Runs for so long in slices of the given number of steps. */
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

  private static Json status(Json.Obj answer, String name) {
    return ((Json.Obj) answer.get("status")).get(name);
  }

  @Test
  void theExampleSaysHelloAndEchoesKeys() {
    bootExample();
    assertTrue(screen().contains("Hello from a boot sector."), screen());
    assertTrue(screen().contains("Real mode: no rings yet"), screen());
    press("KeyO");
    press("KeyK");
    assertTrue(screen().contains("\nok\n"), screen());
  }

  @Test
  void theExampleIsHeardAtTheSerialPort() {
    insert(Images.resource("examples/hello.bin"));
    good("{\"do\":\"start\",\"memory\":2}");
    String serial = run(INVITED_MILLIS, 1_000_000_000).get("serial").write();
    assertTrue(serial.contains("Hello from a boot sector."), serial);
    assertEquals(Json.of(""), run(10).get("serial"));
  }

  @Test
  void theDevicesAreShownAsTheyStandAndLookingChangesNothing() {
    assertEquals(Json.of(false), ask("{\"do\":\"devices\"}").get("ok"), "there is no machine yet");
    bootExample();
    String digest = digest();
    Json.Obj before = devices();
    assertEquals(digest, digest());
    assertEquals(before, devices());
    press("KeyA");
    Json.Obj after = devices();
    for (String changing : List.of("keyboard", "screen")) {
      assertNotEquals(before.get(changing), after.get(changing), changing);
    }
    assertEquals(before.get("pci"), after.get("pci"));
  }

  private Json.Obj devices() {
    return (Json.Obj) good("{\"do\":\"devices\"}").get("devices");
  }

  @Test
  void aHaltedMachineReachesTheWallClockWithoutWork() {
    bootExample();
    Json.Obj answer = run(10_000);
    assertTrue(((Json.Num) answer.get("steps")).value() < 100_000, answer.write());
    int reached = (int) ((Json.Num) status(answer, "millis")).value();
    assertTrue(reached >= millis && reached < millis + 100, answer.write());
  }

  @Test
  void theLogLeadsToTheSameStateWhateverTheSlices() throws JsonException {
    bootExample();
    press("KeyA");
    press("Enter");
    good("{\"do\":\"serial\",\"text\":\"hi\"}");
    run(100);
    String digest = digest();
    Json.Obj shared = good("{\"do\":\"share\"}");
    String fragment = ((Json.Str) shared.get("fragment")).value();
    Json.Obj record =
        (Json.Obj) good("{\"do\":\"unshare\",\"fragment\":\"" + fragment + "\"}").get("record");
    assertEquals(shared.get("record"), record);
    assertEquals(Json.of(Sha256.hex(Images.resource("examples/hello.bin"))), record.get("sha256"));

    int end = millis;
    millis = 0;
    good("{\"do\":\"start\",\"memory\":2,\"log\":" + record.get("log").write() + "}");
    assertNotEquals(digest, digest());
    assertEquals(Json.of(false), good("{\"do\":\"key\",\"down\":\"KeyB\"}").get("taken"));
    run(end, 777);
    assertEquals(digest, digest());
    assertEquals(Json.of(true), good("{\"do\":\"key\",\"down\":\"KeyB\"}").get("taken"));
  }

  @Test
  void aTripleFaultTellsWhereAndTheButtonBringsTheMachineBack() {
    bootExample();
    press("Escape");
    Json.Obj answer = run(10);
    Json.Obj shutDown = (Json.Obj) status(answer, "shutDown");
    assertEquals(Json.of(0), shutDown.get("tableLimit"));
    assertEquals(Json.strings(List.of("#UD", "#GP", "#DF")), shutDown.get("faults"));
    assertEquals(Json.of(true), status(answer, "stopped"));
    good("{\"do\":\"reset\"}");
    answer = run(INVITED_MILLIS);
    assertEquals(Json.NULL, status(answer, "shutDown"));
    assertFalse(screen().contains("No handler"), screen());
    assertTrue(screen().contains("Type, and it comes back"), screen());
  }

  @Test
  void faultsThatWereHandledAreNoPartOfHowAShutdownCameAbout() {
    insert(
        Images.assembled(
            """
            bits 16
            org 0x7c00
            xor ax, ax
            mov ds, ax
            mov ss, ax
            mov sp, 0x7c00
            mov word [6 * 4], handler
            mov word [6 * 4 + 2], 0
            mov cx, 5
            again: ud2
            loop again
            lidt [nothing]
            ud2
            handler:
            push bp
            mov bp, sp
            add word [bp + 2], 2
            pop bp
            iret
            nothing: dw 0, 0, 0
            times 510 - ($ - $$) db 0
            dw 0xaa55
            """));
    good("{\"do\":\"start\",\"memory\":2}");
    Json.Obj shutDown = (Json.Obj) status(run(INVITED_MILLIS), "shutDown");
    assertEquals(Json.strings(List.of("#UD", "#GP", "#DF")), shutDown.get("faults"));
    good("{\"do\":\"reset\"}");
    shutDown = (Json.Obj) status(run(INVITED_MILLIS), "shutDown");
    assertEquals(Json.strings(List.of("#UD", "#GP", "#DF")), shutDown.get("faults"), "once more");
  }

  @Tag("full")
  @Test
  void whatTheLogCannotKeepIsRefused() {
    bootExample();
    String most = "{\"do\":\"serial\",\"text\":\"" + "a".repeat(4096) + "\"}";
    for (int i = 0; i < 4; i++) {
      good(most);
    }
    assertEquals(Json.of(false), ask(most).get("ok"));
    good("{\"do\":\"serial\",\"text\":\"" + "a".repeat(20_000 - 4 * 4096) + "\"}");
    assertEquals(Json.of(false), ask("{\"do\":\"key\",\"down\":\"KeyB\"}").get("ok"));
    assertEquals(Json.of(false), ask("{\"do\":\"reset\"}").get("ok"));
    Json.Obj record = (Json.Obj) good("{\"do\":\"share\"}").get("record");
    good("{\"do\":\"start\",\"memory\":2,\"log\":" + record.get("log").write() + "}");
  }

  @Test
  void whatTheGuestWritesIsOnTheSavedDisk() {
    byte[] disk =
        Images.assembled(
            """
            bits 16
            org 0x7c00
            mov ax, 0x0301
            mov bx, 0x7c00
            mov cx, 0x0002
            int 0x13
            hlt
            times 510 - ($ - $$) db 0
            dw 0xaa55
            times 512 db 7
            db 1
            """);
    insert(disk);
    good("{\"do\":\"start\",\"memory\":2}");
    assertEquals("\u0007", port.sectors(1, 1).substring(0, 1));
    Json.Obj answer = run(INVITED_MILLIS);
    assertEquals(Json.of(1), status(answer, "sectorsWritten"));
    assertEquals(port.sectors(0, 1), port.sectors(1, 1));
    String last = port.sectors(2, 100);
    assertEquals(512, last.length());
    assertEquals("\u0001\0", last.substring(0, 2));
  }

  @Test
  void aFileIsKnownByItsContent() {
    byte[] disc = new byte[18 * 2048];
    byte[] mark = "\0CD001\1EL TORITO SPECIFICATION".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(mark, 0, disc, 17 * 2048, mark.length);
    Map<String, byte[]> files =
        Map.of(
            "DISK", Images.resource("examples/hello.bin"),
            "BIOS", Images.resource("bios/bios.bin"),
            "DISC", disc,
            "NONE", "not an image".getBytes(StandardCharsets.ISO_8859_1));
    files.forEach(
        (kind, content) -> {
          Image image = new Image();
          image.add(Images.latin1(content));
          assertEquals(ImageKind.valueOf(kind), ImageKind.of(image));
        });
    assertEquals(ImageKind.NONE, ImageKind.of(new Image()));
  }

  @Test
  void piecesOfAnySizeMakeTheFile() {
    byte[] content = new byte[(1 << 20) + 700];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31 >> 3);
    }
    Image image = new Image();
    String text = Images.latin1(content);
    for (int at = 0; at < content.length; at += 77_777) {
      image.add(text.substring(at, Math.min(content.length, at + 77_777)));
    }
    image.complete();
    assertEquals(Sha256.hex(content), image.sha256());
    assertEquals(text, Images.latin1(image.content()));
  }

  @Test
  void refusesWhatCannotBe() {
    List<String> requests =
        List.of(
            "{}",
            "{\"do\":\"dance\"}",
            "{\"do\":\"run\",\"steps\":1,\"untilMillis\":1}",
            "{\"do\":\"start\",\"memory\":2}",
            "{\"do\":\"unshare\",\"fragment\":\"AAAA\"}");
    for (String request : requests) {
      assertEquals(Json.of(false), ask(request).get("ok"), request);
    }
    bootExample();
    assertEquals(Json.of(false), ask("{\"do\":\"key\",\"down\":\"Pause\"}").get("ok"));
    assertEquals(
        Json.of(false),
        ask("{\"do\":\"start\",\"memory\":2,\"log\":[{\"step\":-1,\"reset\":true}]}").get("ok"));
  }
}
