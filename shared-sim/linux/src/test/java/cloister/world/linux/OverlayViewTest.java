package cloister.world.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.world.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page is told of directories upon each other. */
class OverlayViewTest {
  private static final String THREE =
      "mkdir -p l1/d l2/d u w m; echo one > l1/a; echo two > l2/a; echo b > l2/b; echo c > l2/d/c;"
          + " mount -t overlay overlay -o lowerdir=l1:l2,upperdir=u,workdir=w m; ";

  private static Json.Obj overlay(LinuxHost host) {
    List<Json> overlays = ((Json.Arr) host.kernel().get("overlays")).items();
    assertEquals(1, overlays.size());
    return (Json.Obj) overlays.getFirst();
  }

  private static String row(Json.Obj overlay, String path) {
    for (Json row : ((Json.Arr) overlay.get("rows")).items()) {
      if (((Json.Obj) row).get("path").equals(Json.of(path))) {
        return row.write();
      }
    }
    return "";
  }

  @Test
  void aHostHasNoneUntilOneIsMounted() {
    assertEquals("[]", new LinuxHost().kernel().get("overlays").write());
  }

  @Test
  void theFirstLayerThatHasAPathAnswers() {
    Json.Obj overlay = overlay(new LinuxHost().type("cd /tmp; " + THREE));
    assertEquals(Json.of("/tmp/m"), overlay.get("place"));
    String layers = overlay.get("layers").write();
    assertTrue(layers.contains("{\"name\":\"u\",\"writable\":true,\"files\":0"), layers);
    assertTrue(layers.contains("{\"name\":\"l2\",\"writable\":false,\"files\":3"), layers);
    assertEquals(
        "{\"path\":\"/a\",\"says\":[{\"layer\":1,\"kind\":\"file\",\"bytes\":4},"
            + "{\"layer\":2,\"kind\":\"file\",\"bytes\":4}],\"answers\":1}",
        row(overlay, "/a"));
    assertEquals("", row(overlay, "/d"));
    assertTrue(row(overlay, "/d/c").endsWith("\"answers\":2}"));
  }

  @Test
  void copiesAndWhiteoutsAreInTheUpperLayer() {
    LinuxHost host =
        new LinuxHost()
            .type("cd /tmp; " + THREE + "echo more >> m/b; rm m/a; rm -r m/d; mkdir m/d; ls m");
    Json.Obj overlay = overlay(host);
    assertEquals(
        "{\"path\":\"/b\",\"says\":[{\"layer\":0,\"kind\":\"file\",\"bytes\":7},"
            + "{\"layer\":2,\"kind\":\"file\",\"bytes\":2}],\"answers\":0}",
        row(overlay, "/b"));
    assertTrue(row(overlay, "/a").contains("{\"layer\":0,\"kind\":\"whiteout\",\"bytes\":0}"));
    assertTrue(row(overlay, "/a").endsWith("\"answers\":-1}"), row(overlay, "/a"));
    assertTrue(row(overlay, "/d").contains("{\"layer\":0,\"kind\":\"opaque\",\"bytes\":0}"));
    assertTrue(row(overlay, "/d/c").endsWith("\"answers\":-1}"), row(overlay, "/d/c"));
  }

  @Test
  void lookingChangesNothing() {
    LinuxHost host = new LinuxHost().type("cd /tmp; " + THREE + "ls m");
    String before = host.digest();
    overlay(host);
    assertEquals(before, host.digest());
  }

  @Test
  void anOverlayIsWalkedBackAndReplayed() {
    LinuxHost host = new LinuxHost().type("cd /tmp; " + THREE + "rm m/a; echo x > m/b; umount m");
    String digest = host.digest();
    int end = host.step();
    host.apply(new Command.Seek(end / 2));
    host.apply(new Command.Seek(end));
    assertEquals(digest, host.digest());
  }
}
