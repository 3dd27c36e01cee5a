package cloister.parity;

import cloister.site.Browser;
import cloister.site.RunningServer;
import cloister.site.ShippedSite;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The simulator in the site's own worker, in a Chromium. */
final class WorkerPort implements AutoCloseable {
  private final Browser browser;

  private WorkerPort(Browser browser) {
    this.browser = browser;
  }

  /** As WebAssembly. */
  static WorkerPort wasm(RunningServer server) throws IOException {
    return start(server, "");
  }

  /** As JavaScript, which the worker takes where there is no WebAssembly. */
  static WorkerPort javaScript(RunningServer server) throws IOException {
    return start(server, ShippedSite.JAVA_SCRIPT);
  }

  private static WorkerPort start(RunningServer server, String query) throws IOException {
    Browser browser = Browser.open();
    browser.go(server.at("/404.html"));
    browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(8));
    String engine =
        (String)
            browser
                .driver()
                .executeAsyncScript(
                    """
                    const [address, done] = arguments;
                    const worker = new Worker(address, { type: 'module' });
                    window.waiting = new Map();
                    worker.onerror = (event) => done('failed: ' + event.message);
                    worker.onmessage = ({ data }) => {
                      if (data.kind === 'ready') done(window.engine = data.engine);
                      else if (data.kind === 'failed') done('failed: ' + data.text);
                      else if (data.kind === 'answer') window.waiting.get(data.id)(data);
                    };
                    window.worker = worker;
                    """,
                    ShippedSite.worker("simulator") + query);
    WorkerPort port = new WorkerPort(browser);
    if (!engine.equals(port.engine())) {
      port.close();
      throw new IOException(engine);
    }
    return port;
  }

  /** What the worker last said it runs. */
  String engine() {
    return (String) browser.driver().executeScript("return window.engine;");
  }

  /** The answers to a conversation, one after the other. */
  @SuppressWarnings("unchecked")
  List<String> converse(List<String> requests) {
    return (List<String>)
        browser
            .driver()
            .executeAsyncScript(
                """
                const [requests, done] = arguments;
                const ask = (request, id) => new Promise((answered) => {
                  window.waiting.set(id, answered);
                  window.worker.postMessage({ id, kind: 'request', request: JSON.parse(request) });
                });
                (async () => {
                  const answers = [];
                  for (const [index, request] of requests.entries()) {
                    answers.push(JSON.stringify((await ask(request, index + 1)).answer));
                  }
                  done(answers);
                })().catch((failure) => done(['failed: ' + failure]));
                """,
                requests);
  }

  /** Milliseconds of the wall clock from a request to its answer. */
  double millis(String request) {
    return ((Number)
            browser
                .driver()
                .executeAsyncScript(
                    """
                    const [request, done] = arguments;
                    const start = performance.now();
                    window.waiting.set(1, ({ answer }) => {
                      if (!answer.ok || answer.errors.length > 0) throw JSON.stringify(answer);
                      done(performance.now() - start);
                    });
                    window.worker.postMessage(
                        { id: 1, kind: 'request', request: JSON.parse(request) });
                    """,
                    request))
        .doubleValue();
  }

  @Override
  public void close() {
    browser.close();
  }
}
