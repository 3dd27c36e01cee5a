package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What this kernel does not run, and what the shell says of it. */
class ForeignProgramsTest {
  private static final String ARM =
      "cd /tmp; (head -c 18 /bin/cat; printf '\\050'; tail -c +20 /bin/cat) > arm; chmod +x arm; ";

  private static String output(String command) {
    return Host.shell(command + " 2>&1").run().output();
  }

  @Test
  void aProgramForAnotherProcessorIsNoScript() {
    String said = output(ARM + "{ ./arm; echo $?; }");
    assertTrue(said.contains("./arm: Exec format error\n126\n"), said);
  }

  @Test
  void aTextWithoutFirstLineIsAScript() {
    assertEquals(
        "hello\n", output("cd /tmp; echo 'echo hello' > text; chmod +x text; { ./text; }"));
  }

  @Test
  void aCallOfALaterLinuxIsNotThereInAContainerEither() {
    String said =
        output(
            "cp /srv/foreign/newer /srv/box/bin; { /srv/foreign/newer;"
                + " unshare -muinpf --root /srv/box newer; }");
    assertEquals("file_getattr: Function not impl" + "emented\n", said.substring(0, 39));
    assertEquals(said.substring(0, 39), said.substring(39));
  }

  @Test
  void fencesCostNothingForTheSameWork() {
    String said = output("{ /srv/count du -a /srv; unshare -rCiunpmTf /srv/count du -a /srv; }");
    String half = said.substring(0, said.length() / 2);
    assertEquals(half + half, said);
    assertTrue(half.startsWith("user_usec "), said);
  }
}
