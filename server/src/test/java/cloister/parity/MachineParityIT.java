package cloister.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.machine.port.PcPort;
import cloister.server.translate.RandomProgram;
import cloister.server.translate.RandomRom;
import cloister.site.Browser;
import cloister.site.RunningServer;
import cloister.site.ShippedSite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole PC on three hosts: the example boots, hears keys and ends in the same state. */
@Tag("full")
class MachineParityIT {
  private static final List<String> REQUESTS =
      List.of(
          "{\"do\":\"look\"}",
          "{\"do\":\"start\",\"memory\":4}",
          "{\"do\":\"run\",\"steps\":3000000,\"untilMillis\":1000}",
          "{\"do\":\"key\",\"down\":\"KeyA\"}",
          "{\"do\":\"run\",\"steps\":1000000,\"untilMillis\":1200}",
          "{\"do\":\"key\",\"up\":\"KeyA\"}",
          "{\"do\":\"run\",\"steps\":1000000,\"untilMillis\":1400}",
          "{\"do\":\"screen\"}",
          "{\"do\":\"devices\"}",
          "{\"do\":\"share\"}",
          "{\"do\":\"digest\"}");

  private static final List<String> UNTIL_THE_END =
      List.of(
          "{\"do\":\"start\",\"memory\":1}",
          "{\"do\":\"run\",\"steps\":1000001,\"untilMillis\":100000}",
          "{\"do\":\"digest\"}",
          "{\"do\":\"run\",\"steps\":777777,\"untilMillis\":200000}",
          "{\"do\":\"digest\"}");

  private static final int TRANSLATED_PROGRAMS = 4;
  private static final int TRANSLATED_ROUNDS = 20_000;

  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    server = RunningServer.start(data);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void webAssemblyEndsWhereTheJvmDoes() throws Exception {
    assertEquals(onJvm(), inBrowser("wasm", ""));
  }

  @Test
  void javaScriptEndsWhereTheJvmDoes() throws Exception {
    assertEquals(onJvm(), inBrowser("javascript", ShippedSite.JAVA_SCRIPT));
  }

  /** The JVM interprets here, and the browser translates what runs often. */
  @Test
  void translatedCodeEndsWhereTheInterpreterDoes() throws Exception {
    for (RandomRom.Ground ground : RandomRom.Ground.values()) {
      double instructions = 0;
      for (int seed = 1; seed <= TRANSLATED_PROGRAMS; seed++) {
        String program = new RandomProgram(new Random(seed)).text(TRANSLATED_ROUNDS);
        byte[] rom = RandomRom.of(ground, program);
        PcPort port = new PcPort();
        assertTrue(port.addImage(new String(rom, StandardCharsets.ISO_8859_1)));
        List<String> asked = new ArrayList<>(UNTIL_THE_END);
        asked.add("{\"do\":\"translated\"}");
        List<String> found = inBrowser("wasm", "", Base64.getEncoder().encodeToString(rom), asked);
        String which = ground + ", seed " + seed;
        Json.Obj translated = (Json.Obj) Golden.parse(found.removeLast());
        instructions += ((Json.Num) translated.get("instructions")).value();
        assertEquals(answers(port, UNTIL_THE_END), found, which);
      }
      assertTrue(instructions > 0, ground + " translates nothing");
    }
  }

  private static List<String> onJvm() throws IOException {
    PcPort port = new PcPort();
    assertTrue(port.addBios(resource("/cloister/bios/bios.bin")));
    assertTrue(port.addImage(resource("/cloister/examples/hello.bin")));
    List<String> answers = answers(port, REQUESTS);
    assertTrue(answers.get(7).contains("Hello from a boot sector."), answers.get(7));
    return answers;
  }

  private static List<String> answers(PcPort port, List<String> requests) {
    List<String> answers = new ArrayList<>();
    for (String request : requests) {
      answers.add(Golden.parse(port.request(request)).writeSorted());
    }
    return answers;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = MachineParityIT.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static List<String> inBrowser(String engine, String query) throws IOException {
    return inBrowser(engine, query, "", REQUESTS);
  }

  /**
   * The answers of the site's worker, after it has said which form of the simulator it took.
   *
   * @param image in base64; empty for the example
   */
  @SuppressWarnings("unchecked")
  private static List<String> inBrowser(
      String engine, String query, String image, List<String> requests) throws IOException {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/404.html"));
      browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(4));
      List<String> answers =
          (List<String>)
              browser
                  .driver()
                  .executeAsyncScript(
                      """
                      const [address, image, requests, done] = arguments;
                      const worker = new Worker(address, { type: 'module' });
                      const ask = (message) => new Promise((answered, failed) => {
                        worker.onerror = (event) => failed(event.message);
                        worker.onmessage = ({ data }) => {
                          if (data.kind === 'answer') answered(JSON.stringify(data.answer));
                          else if (data.kind === 'engine') answered(data.engine);
                          else if (data.kind === 'problem') failed(data.problem + ': ' + data.detail);
                        };
                        worker.postMessage({ id: 1, ...message });
                      });
                      (async () => {
                        const file = image
                          ? new Blob([Uint8Array.from(atob(image), (byte) => byte.charCodeAt(0))])
                          : await (await fetch('/machine/examples/hello.bin')).blob();
                        const answers = [await ask({ kind: 'engine' })];
                        await ask({ kind: 'insert', file });
                        for (const request of requests) {
                          answers.push(await ask({ kind: 'request', request: JSON.parse(request) }));
                        }
                        done(answers);
                      })().catch((failure) => done(['failed: ' + failure]));
                      """,
                      ShippedSite.worker("machine") + query,
                      image,
                      requests);
      assertEquals(engine, answers.getFirst());
      return new ArrayList<>(
          answers.stream().skip(1).map(answer -> Golden.parse(answer).writeSorted()).toList());
    }
  }
}
