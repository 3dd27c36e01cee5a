package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What docker keeps of what containers print, and how what nobody needs is taken away. */
class DockerLogTest {
  private static String answer(String command) {
    return Host.shell("exec 2>&1; PATH=$PATH:/usr/bin; " + command).run().output();
  }

  private static String counting(int from, int to) {
    return "for i in $(seq " + from + " " + to + "); do echo line $i; done";
  }

  @Test
  void aLogIsTurnedOverWhereItsSizeIsLimited() {
    String files =
        answer(
            "docker run --name web --log-opt max-size=1k --log-opt max-file=2 busybox sh -c '"
                + counting(1, 40)
                + "' > /dev/null; cd /var/lib/docker/containers/*/; ls *.log* | cut -d - -f 2;"
                + " cat *.log.1 | wc -l; docker logs web | head -n 1; docker logs -n 1 web");
    List<String> lines = files.lines().toList();
    assertEquals(List.of("json.log", "json.log.1"), lines.subList(0, 2));
    int older = Integer.parseInt(lines.get(2));
    assertTrue(older * 78 >= 1000 && older < 20, files);
    int first = Integer.parseInt(lines.get(3).substring(5));
    assertTrue(first > 1 && first + older <= 40, files);
    assertEquals("line 40", lines.get(4));
  }

  @Test
  void aReaderFollowsALogThatIsTurnedOver() {
    String output =
        answer(
            "docker run -d --name web --log-opt max-size=1k --log-opt max-file=3 busybox sh -c"
                + " 'for j in 1 2 3 4; do for i in 1 2 3 4 5; do echo line $j$i; done; sleep 1;"
                + " done' > /dev/null; docker logs -f web | cut -d ' ' -f 2 | tr '\\n' ' '");
    assertEquals("11 12 13 14 15 21 22 23 24 25 31 32 33 34 35 41 42 43 44 45 ", output);
  }

  @Test
  void linesAreAskedForByNumberAndTime() {
    String output =
        answer(
            "docker run --name web busybox sh -c 'echo one; sleep 3; echo two; echo six' >"
                + " /dev/null; docker logs --tail 1 web; docker logs --since 2s web; docker logs"
                + " --until 2026-01-01T00:00:01 web; docker logs -t -n 1 web | cut -c 1-20;"
                + " docker logs --since never web");
    assertEquals(
        "six\ntwo\nsix\none\n2026-01-01T00:00:03.\ninvalid value for \"since\": failed to parse"
            + " value as time or duration: \"never\"\n",
        output);
  }

  @Test
  void nothingIsKeptWhereNobodyWantsIt() {
    assertEquals(
        "hello\n[]\nError response from daemon: configured logging driver does not support"
            + " reading\n",
        answer(
            "docker run --name web --log-driver none busybox echo hello;"
                + " echo [$(docker inspect -f '{{.LogPath}}' web)]; docker logs web"));
  }

  @Test
  void whatALogMayNotBeIsSaid() {
    String run = "docker run --rm --log-opt ";
    String no = "docker: Error response from daemon: ";
    String late = no + "failed to create task for container: failed to initialize logging driver: ";
    assertEquals(
        late + "max-size must be a positive number.\n" + late + "max-file cannot be less than 1.\n",
        answer(run + "max-size=0 busybox true; " + run + "max-file=0 busybox true"));
    assertEquals(
        no + "unknown log opt 'size' for json-file log driver.\nSee 'docker run --help'.\n",
        answer(run + "size=1 busybox true"));
  }

  @Tag("full")
  @Test
  void aLogThatFillsTheDiskIsInEverybodysWay() {
    String output =
        answer(
            "mount -o remount,size=$((($(df / | tail -n 1 | tr -s ' ' | cut -d ' ' -f 3) + 64)))k"
                + " /; docker run -d --name web busybox yes 'all is well' > /dev/null; sleep 1;"
                + " echo mine > /root/note; docker run busybox true;"
                + " docker rm -f web; echo mine > /root/note; cat /root/note;"
                + " docker run -d --name two --log-opt max-size=10k busybox yes 'all is well' >"
                + " /dev/null; sleep 1; echo yours > /root/note; cat /root/note;"
                + " docker rm -f two");
    assertEquals(
        "sh: write error: No space left on device\ndocker: Error response from daemon: cannot keep"
            + " the container: no space left on device.\nSee 'docker run --help'.\nweb\nmine\n"
            + "yours\ntwo\n",
        output);
  }

  @Test
  void whatIsTakenAwayIsWhatALabelSays() {
    String output =
        answer(
            "docker run --name one --label owner=ann busybox true;"
                + " docker run --name two --label owner=anna busybox true;"
                + " docker run --name six busybox true; docker ps -a --filter label=owner"
                + " --format '{{.Names}} {{.Labels}}';"
                + " docker container prune -f --filter label=owner=ann | tail -n 1;"
                + " docker ps -a --format '{{.Names}}';"
                + " docker container prune -f --filter label!=owner > /dev/null;"
                + " docker ps -a --format '{{.Names}}'; echo y | docker system prune > /dev/null;"
                + " docker ps -aq; docker system df | head -n 2 | tr -s ' '");
    assertTrue(
        output.startsWith(
            "two owner=anna\none owner=ann\nTotal reclaimed space: 0B\nsix\ntwo\ntwo\n"
                + "TYPE TOTAL ACTIVE SIZE RECLAIMABLE\nImages 1 0 "),
        output);
  }
}
