package cloister.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.machine.port.PcPort;
import cloister.site.Browser;
import cloister.site.RunningServer;
import cloister.site.ShippedSite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole PC on three hosts: the example boots, hears keys and ends in the same state. */
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

  private static List<String> onJvm() throws IOException {
    PcPort port = new PcPort();
    assertTrue(port.addBios(resource("/cloister/bios/bios.bin")));
    assertTrue(port.addImage(resource("/cloister/examples/hello.bin")));
    List<String> answers = new ArrayList<>();
    for (String request : REQUESTS) {
      answers.add(Golden.parse(port.request(request)).writeSorted());
    }
    assertTrue(answers.get(7).contains("Hello from a boot sector."), answers.get(7));
    return answers;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = MachineParityIT.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** The answers of the site's worker, after it has said which form of the simulator it took. */
  @SuppressWarnings("unchecked")
  private static List<String> inBrowser(String engine, String query) throws IOException {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/404.html"));
      browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(4));
      List<String> answers =
          (List<String>)
              browser
                  .driver()
                  .executeAsyncScript(
                      """
                      const [address, requests, done] = arguments;
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
                        const file = await (await fetch('/machine/examples/hello.bin')).blob();
                        const answers = [await ask({ kind: 'engine' })];
                        await ask({ kind: 'insert', file });
                        for (const request of requests) {
                          answers.push(await ask({ kind: 'request', request: JSON.parse(request) }));
                        }
                        done(answers);
                      })().catch((failure) => done(['failed: ' + failure]));
                      """,
                      ShippedSite.worker("machine") + query,
                      REQUESTS);
      assertEquals(engine, answers.getFirst());
      return answers.stream().skip(1).map(answer -> Golden.parse(answer).writeSorted()).toList();
    }
  }
}
