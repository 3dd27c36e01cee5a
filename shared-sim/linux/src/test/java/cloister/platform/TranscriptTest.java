package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.Ours;
import cloister.kernel.ImageFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sessions that were recorded on a real machine give the same lines when they are typed to our
 * shell. Where one does not, a file beside it says what ours gives, and why.
 */
class TranscriptTest {
  private static final String MARK = "\u0001";

  /** The folder that the sessions were recorded in, with BusyBox's name. */
  private static final String BUSYBOX =
      "mkdir -p /w/b; printf '#!/bin/sh\\nexec \"$@\"\\n' > /w/b/busybox;"
          + " chmod 755 /w/b/busybox; cd /w\n";

  /** The same with bash, whose part our shell plays. */
  private static final String BASH = "mkdir -p /w /mnt; ln /bin/sh /bin/bash; cd /w\n";

  /** Files that were there when the sessions about capabilities began. */
  private static final String FILES =
      "mkdir m r; echo x > f; echo y > g; chown 1000 g; chmod 600 g\n";

  /**
   * BusyBox is a script here, and comes with the programs that it stands for; gcc has compiled its
   * program before.
   */
  private static final String ROOTS =
      "printf '#!/bin/sh\n"
          + "[ $1 = sh ] && shift && exec /bin/sh \"$@\"\n"
          + "exec /bin/tools \"$@\"\n"
          + "' > /bin/busybox; chmod 755 /bin/busybox; echo 13 > /etc/debian_version\n"
          + "cp() { command cp \"$@\"; [ $1 != /bin/busybox ] || command cp /bin/sh /bin/tools $2;"
          + " }\n"
          + "ln() { [ $2 != busybox ] || [ -e $3 ] || command ln -s tools $3; }\n"
          + "gcc() { command cp /root/walks-out $3; }\n";

  /** The recorded machine was on a network, and sent packets on; BusyBox's nc is our own. */
  private static final String NETWORK =
      """
      echo 1 > /proc/sys/net/ipv4/ip_forward
      ip link add eth0 type dummy
      ip addr add 10.0.2.15/24 dev eth0
      ip link set eth0 up
      cd /bin
      printf '#!/bin/sh\nexec "$@"\n' > busybox
      chmod 755 busybox
      cd /w
      """;

  /** In place of programs that we do not have; a server needs a moment until it listens. */
  private static final String PORTS =
      """
      curl() { sleep 0.1; wget -qO- $2; }
      sed() { case $1 in *time*) grep -v rtt | cut -d = -f 1-3 ;; *) cat ;; esac; }
      """;

  /** In place of a program with libseccomp, whose source the session begins with. */
  private static final String FILTER =
      """
      cat > s <<'end'
      #!/bin/sh
      case $1 in
        k*) action=kill ;;
        t*) action=kill-thread ;;
        n*) action='errno ENOSYS' ;;
        *) action=errno ;;
      esac
      rule="$action $2"
      shift 2
      exec seccomp -r "$rule" "$@"
      end
      chmod 755 s
      """;

  /** The image has the recorded one's name; a script plays jq. */
  private static final String SHIP =
      """
      docker tag busybox busybox:1.37
      cd /bin
      cat > jq <<'end'
      #!/bin/sh
      case $1 in -r) tr , '\n' | grep Config | cut -d '"' -f 4 ;; *) cat; echo ;; esac
      end
      chmod 755 jq
      cd /w
      """;

  @ParameterizedTest
  @CsvSource({
    "bb-01-shell, 37",
    "chroot-01, 12",
    "chroot-02-escape, 5",
    "chroot-04-switchroot-minbox, 2",
    "cg-01-files, 5",
    "cg-02-subtree, 9",
    "cg-04-memory-oom, 9",
    "cg-05-cpu-max, 7",
    "cg-07-freeze-kill, 6",
    "cg-08-procs, 6",
    "cg-11-threads-pressure, 2",
    "dk-01-run-basics, 21",
    "dk-02-cli-errors, 72",
    "dk-04-namespaces, 24",
    "dk-07-diff-commit, 20",
    "dk-10-network, 9",
    "dk-11-save-load, 4",
    "dk-13-build-plain, 9",
    "dk-14-build-errors, 42",
    "ipc-01-objects, 21",
    "ns-01-initial-inodes, 4",
    "ns-02-uts-hostname, 9",
    "ns-04-pid1-and-proc, 5",
    "ns-05-pid1-signals, 6",
    "ns-07-nested-pid, 3",
    "ns-08-kill-other-ns, 4",
    "ns-10-user-limits, 17",
    "ns-11-user-limit-sysctl, 11",
    "ns-13-mount-errors, 11",
    "ns-14-net-new, 7",
    "ns-16-net-bridge-nat, 16",
    "ns-17-net-ports, 8",
    "ns-19-cgroupns, 5",
    "ns-20-time, 5",
    "ns-22-lsns, 6",
    "ns-23-pid-proc-hidden, 5",
    "ov-01-copy-up, 7",
    "ov-02-whiteout, 7",
    "ov-04-merge-order, 8",
    "ov-05-rename-dir, 6",
    "ov-07-hardlink-inode, 8",
    "ov-08-lower-change, 6",
    "cap-01-sets, 10",
    "cap-02-missing, 31",
    "cap-04-suid-ambient, 9",
    "cap-05-userns-caps, 4",
    "seccomp-01, 12",
    "vfs-01-bind-ro, 9"
  })
  void recordedSessionsGiveTheSame(String name, int commands) {
    Map<String, List<String>> recorded = read(name + ".txt");
    Map<String, List<String>> ours = read(name + ".differences.txt");
    assertEquals(commands, recorded.size());
    Map<String, List<String>> given = replay(name, List.copyOf(recorded.keySet()));
    Map<String, List<String>> expected = new LinkedHashMap<>(recorded);
    ours.forEach(
        (command, lines) -> {
          assertTrue(recorded.containsKey(command), command);
          assertTrue(lines.getFirst().startsWith("# "), "no reason for " + command);
          List<String> own = lines.subList(1, lines.size());
          assertNotEquals(recorded.get(command), own, "no difference any more: " + command);
          expected.put(command, own);
        });
    assertAll(
        expected.entrySet().stream()
            .map(
                one ->
                    () ->
                        assertEquals(
                            String.join("\n", one.getValue()),
                            String.join("\n", given.getOrDefault(one.getKey(), List.of())),
                            one.getKey())));
  }

  private static Map<String, List<String>> read(String file) {
    byte[] bytes = Host.resource("/cloister/platform/transcripts/" + file);
    Map<String, List<String>> commands = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.ISO_8859_1).lines().toList()) {
      if (line.startsWith("$ ")) {
        lines = new ArrayList<>();
        String command = line.substring(2);
        while (commands.containsKey(command)) {
          command += " ";
        }
        commands.put(command, lines);
      } else {
        lines.add(withoutIds(line));
      }
    }
    return commands;
  }

  /**
   * Ids of containers and images are drawn, or come from what is in an image; so do sizes of images
   * and ports.
   */
  private static String withoutIds(String line) {
    return line.replaceAll("[0-9a-f]{64}|HEX", "ID")
        .replaceAll("\"size\":[0-9]+", "\"size\":SIZE")
        .replaceAll("docker-import-[0-9a-f]+", "docker-import-ID")
        .replaceAll("\\b[0-9a-f]{12}\\b", "0123456789ab")
        .replaceAll("\\b[0-9]{3}kB", "400kB")
        .replaceAll("of ref [^ ]+:", "of ref REF:")
        .replaceAll("127.0.0.1:[0-9]+->", "127.0.0.1:PORT->");
  }

  private static Map<String, List<String>> replay(String name, List<String> commands) {
    StringBuilder script = new StringBuilder(name.startsWith("bb") ? BUSYBOX : BASH);
    script.append(name.startsWith("cap") ? FILES : "");
    script.append(name.startsWith("chroot") ? ROOTS : "");
    script.append(name.contains("-net-") ? NETWORK : "");
    script.append(name.startsWith("dk-10") ? PORTS : "");
    script.append(name.startsWith("seccomp") ? FILTER : "");
    script.append(name.startsWith("dk") ? "PATH=$PATH:/usr/bin\n" : "");
    script.append(name.startsWith("dk-11") ? SHIP : "");
    for (String command : commands) {
      script.append(command).append("\necho \"[exit $?]").append(MARK).append("\"\n");
    }
    Host host = new Host().input(script.toString()).boot(compiled(name), "/bin/sh", "sh").run();
    String[] outputs = host.output().split(MARK + "\n");
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (int i = 0; i < commands.size() && i < outputs.length; i++) {
      given.put(commands.get(i), outputs[i].lines().map(TranscriptTest::withoutIds).toList());
    }
    return given;
  }

  /** The program of the session that compiles one. */
  private static List<ImageFile> compiled(String name) {
    if (!name.equals("chroot-02-escape")) {
      return List.of();
    }
    Path folder = Path.of("src/test/resources/cloister/platform/transcripts");
    byte[] program = Ours.make(folder, List.of("-o", "walks-out", "walks-out.c")).bytes();
    return List.of(ImageFile.file("root/walks-out", 0755, program));
  }
}
