package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import cloister.kernel.ImageFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketsTest {
  @TempDir private Path folder;

  @Tag("full")
  @Test
  void aMachineIsRestoredInTheMiddleOfConnectionsAndMessages() throws Exception {
    Path program = folder.resolve("prog");
    Oracle.need(StaticProgram.compile("sockets", program), "gcc -m32 -static builds no programs");
    List<ImageFile> files = List.of(ImageFile.file("bin/prog", 0755, Files.readAllBytes(program)));
    String whole =
        Restored.inPieces(() -> new Host().boot(files, "/bin/prog", "/bin/prog"), 30_011, 24);
    assertTrue(whole.endsWith("empty again: 0 \n"), whole);
  }

  private Host run(String name) throws Exception {
    Path program = folder.resolve("prog");
    Oracle.need(StaticProgram.compile(name, program), "gcc -m32 -static builds no programs");
    byte[] bytes = Files.readAllBytes(program);
    return new Host().boot(List.of(ImageFile.file("bin/prog", 0755, bytes)), "/bin/prog", "prog");
  }

  @Test
  void manyQuestionsInOneMessageTakeTimeAndHaveNoMoreRoomThanOthers() throws Exception {
    String output = run("netlinkflood").run().output();
    assertTrue(output.contains("101 answers\neach takes time: 1\n"), output);
    assertTrue(
        output.endsWith("sent 1024 of 1024\nmany, lost 1\nsent 1 of 1\nfew, lost 0\n1 answer\n"),
        output);
  }

  @Test
  void aMachineIsRestoredInTheMiddleOfNetworks() {
    String command =
        "mkdir /tmp; cd /tmp; echo page > index.html; httpd; ip netns add a;"
            + " ip link add o type veth peer name i netns a; ip addr add 10.0.0.1/24 dev o;"
            + " ip link set o up; ip -n a addr add 10.0.0.2/24 dev i; ip -n a link set i up;"
            + " ping -c 1 10.0.0.2; ip netns exec a wget -qO- 10.0.0.1; ip -n a route; ss -tln";
    String whole = Restored.inPieces(command, 50_021, 60);
    assertTrue(whole.contains(" 0% packet loss"), whole);
    assertTrue(
        whole.contains("\npage\n10.0.0.0/24 dev i proto kernel scope link src 10.0.0.2"), whole);
  }

  @Test
  void whoWaitsForAWayGoesOnSoonAfterARouterSendsPacketsOn() {
    String output =
        Host.shell(
                "cd /tmp; echo page > index.html; ip netns add a; ip netns add b;"
                    + " ip link add x type veth peer name e netns a;"
                    + " ip link add y type veth peer name e netns b;"
                    + " ip addr add 10.0.0.1/24 dev x; ip addr add 10.0.1.1/24 dev y;"
                    + " ip link set x up; ip link set y up;"
                    + " ip -n a addr add 10.0.0.2/24 dev e; ip -n a link set e up;"
                    + " ip -n a route add default via 10.0.0.1;"
                    + " ip -n b addr add 10.0.1.2/24 dev e; ip -n b link set e up;"
                    + " ip -n b route add default via 10.0.1.1; ip netns exec b httpd;"
                    + " ip netns exec a wget -qO- 10.0.1.2 & sleep 1; echo waits;"
                    + " echo 1 > /proc/sys/net/ipv4/ip_forward; sleep 1; echo later; wait")
            .run()
            .output();
    assertEquals("waits\npage\nlater\n", output);
  }

  @Test
  void anInterfaceStaysWhereItIsWhileItHasNoRoomElsewhere() {
    String output =
        Host.shell(
                "ip netns add a; i=0; while [ $i -lt 255 ];"
                    + " do ip -n a link add d$i type dummy; i=$((i+1)); done;"
                    + " ip link add k type dummy; ip link set k netns a 2>/dev/null; echo $?;"
                    + " ip -n a link del d3; ip link set k netns a; echo $?")
            .run()
            .output();
    assertEquals("2\n0\n", output);
  }

  /**
   * As drivers/net/dummy.c sets it up: nobody is asked for an address, and what is sent is lost.
   */
  @Test
  void anInterfaceWithNobodyBehindItCountsWhatIsSent() {
    String output =
        Host.shell(
                "ip link add d type dummy; ip addr add 10.1.0.1/24 dev d; ip link set d up;"
                    + " ip link show d | head -1 | cut -d' ' -f 3,8,9;"
                    + " ping -c 1 -W 1 10.1.0.2 | grep -c '100% packet loss';"
                    + " grep d: /proc/net/dev | tr -s ' ' | cut -d' ' -f 3,4,11,12")
            .run()
            .output();
    assertEquals("<BROADCAST,NOARP,UP,LOWER_UP> state UNKNOWN\n1\n0 0 98 1\n", output);
  }

  @Test
  void ipSaysWhatItTakes() {
    String output =
        Host.shell(
                "ip help 2>&1 | head -1; ip link help 2>&1 | grep -c 'ip link set'; ip -help 2>&1 |"
                    + " wc -l")
            .run()
            .output();
    assertEquals("Usage: ip [ -4 | -br | -o | -n NAME ] OBJECT COMMAND\n1\n11\n", output);
  }
}
