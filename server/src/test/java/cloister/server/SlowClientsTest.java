package cloister.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that only want to hold connections. */
@Tag("full")
class SlowClientsTest {
  private static final String POST =
      "POST /api/progress HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

  /** Starts with something and goes on slowly; how long it was let do so. */
  private static Duration dripping(int port, String start, String drop, int millis) {
    long begin = System.nanoTime();
    try (Socket socket = new Socket("127.0.0.1", port)) {
      OutputStream out = socket.getOutputStream();
      out.write(start.getBytes());
      socket.setSoTimeout(millis);
      InputStream in = socket.getInputStream();
      while (System.nanoTime() - begin < 60_000_000_000L) {
        out.write(drop.getBytes());
        out.flush();
        if (isOver(in)) {
          break;
        }
      }
    } catch (IOException e) {
      // Closed under our hands, which is what was waited for.
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static boolean isOver(InputStream in) throws IOException {
    try {
      while (in.read() >= 0) {
        // An answer, after which there may be more.
      }
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  @Test
  void whoSendsSlowlyIsCutOffWithinHalfAMinute() throws Exception {
    try (TestServer server = TestServer.start()) {
      int port = server.server().port();
      String large = POST + "Content-Length: 1000000\r\n\r\n";
      List<CompletableFuture<Duration>> clients = new ArrayList<>();
      for (String[] client :
          new String[][] {
            {"GET / HTTP/1.1\r\nHost: x\r\n", "a: b\r\n", "1000"},
            {"", "G", "1000"},
            {"GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n", "G", "1000"},
            {large, " ", "1000"},
            {large, " ", "20"},
            {large + " ".repeat(200_000), " ", "1000"},
            {POST + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n", "1000"},
            {large.replace("/api/progress", "/api/nothing"), " ", "1000"},
            {large.replace("POST", "GET"), " ", "1000"}
          }) {
        clients.add(
            CompletableFuture.supplyAsync(
                () -> dripping(port, client[0], client[1], Integer.parseInt(client[2])),
                Thread::startVirtualThread));
      }
      for (CompletableFuture<Duration> client : clients) {
        Duration held = client.get();
        assertTrue(
            held.compareTo(Duration.ofSeconds(32)) < 0, clients.indexOf(client) + ": " + held);
      }
    }
  }

  /** A slow line is no attack: whoever reads an answer slowly gets all of it. */
  @Test
  void whoReadsSlowlyGetsTheWholeAnswer() throws Exception {
    try (TestServer server = TestServer.start();
        Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress("127.0.0.1", server.server().port()));
      String address = "/api/lessons/rings/wall-and-gate";
      socket
          .getOutputStream()
          .write(("GET " + address + " HTTP/1.1\r\nHost: x\r\n\r\n").repeat(200).getBytes());
      InputStream in = socket.getInputStream();
      Thread.sleep(16_000);
      byte[] all = in.readNBytes(2_000_000);
      assertEquals(2_000_000, all.length);
    }
  }

  @Test
  void anAddressHasOnlySoManyConnections() throws Exception {
    try (TestServer server = new TestServer.Setup().connections(5).start()) {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        sockets.add(new Socket("127.0.0.1", server.server().port()));
      }
      for (Socket socket : sockets) {
        assertEquals("HTTP/1.1 200", answer(socket));
      }
      try (Socket more = new Socket("127.0.0.1", server.server().port())) {
        assertEquals("", answer(more));
      }
      for (Socket socket : sockets) {
        socket.close();
      }
      Thread.sleep(500);
      try (Socket again = new Socket("127.0.0.1", server.server().port())) {
        assertEquals("HTTP/1.1 200", answer(again));
      }
    }
  }

  private static String answer(Socket socket) {
    try {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
      return new String(socket.getInputStream().readNBytes(12));
    } catch (IOException e) {
      return "";
    }
  }
}
