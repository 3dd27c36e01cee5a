package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.kernel.view.Containers;
import cloister.kernel.view.NamedGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainersTest {
  /** The machine where a command has printed that it is ready. */
  private static Host ready(String command) {
    Host host = Host.shell("PATH=$PATH:/usr/bin; " + command + "; echo ready; sleep 1000");
    while (!host.output().endsWith("ready\n")) {
      assertFalse(host.machine().stopped(), host.output());
      host.machine().run(1 << 16);
    }
    return host;
  }

  @Test
  void oneThatRunsHasTheNameThatTheEngineKeepsNow() {
    Host host =
        ready(
            "docker run -d --name web busybox sleep 1000 >/tmp/id; docker run busybox true;"
                + " docker rename web shop");
    byte[] before = host.state();
    List<NamedGroup> all = Containers.of(host.machine().kernel());
    assertEquals(List.of("shop"), all.stream().map(NamedGroup::name).toList());
    assertTrue(all.getFirst().path().matches("/docker/[0-9a-f]{64}"), all.toString());
    String root = "/var/lib/docker/overlay2/[0-9a-f]{64}/merged";
    assertTrue(all.getFirst().root().matches(root), all.toString());
    assertArrayEquals(before, host.state());
  }

  @Test
  void aGroupThatSomebodyElseMadeThereHasNone() {
    Host host =
        ready(
            "mkdir -p /sys/fs/cgroup/docker/mine /sys/fs/cgroup/docker/yours;"
                + " mkdir -p /var/lib/docker/containers/mine/config.v2.json;"
                + " mkdir -p /var/lib/docker/containers/yours;"
                + " echo '{\"Name\": [' >/var/lib/docker/containers/yours/config.v2.json");
    assertEquals(List.of(), Containers.of(host.machine().kernel()));
  }
}
