package cloister.world.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.world.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a page is told of the kernel: processes, open files, memory, calls. */
class KernelViewTest {
  private static List<Json.Obj> rows(Json.Obj of, String name) {
    return ((Json.Arr) of.get(name)).items().stream().map(Json.Obj.class::cast).toList();
  }

  private static String text(Json.Obj of, String name) {
    return of.get(name) instanceof Json.Str text ? text.value() : "";
  }

  private static int number(Json.Obj of, String name) {
    return ((Json.Num) of.get(name)).word();
  }

  private static Json.Obj named(Json.Obj kernel, String name) {
    return rows(kernel, "processes").stream()
        .filter(row -> text(row, "name").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + kernel.write()));
  }

  private static List<Json.Obj> calls(Json.Obj kernel) {
    return rows((Json.Obj) kernel.get("calls"), "rows");
  }

  private static Json.Obj here(Json.Obj kernel) {
    return calls(kernel).get(number((Json.Obj) kernel.get("calls"), "here"));
  }

  private static Json.Obj call(Json.Obj kernel, String begins) {
    Optional<Json.Obj> found =
        calls(kernel).stream().filter(row -> text(row, "text").startsWith(begins)).findFirst();
    return found.orElseThrow(() -> new AssertionError(begins + " in " + calls(kernel)));
  }

  /** Where a program has made a call that a line leads to. */
  private static Json.Obj standing(String line, String program, String begins) {
    LinuxHost host = new LinuxHost().type(line);
    Json.Obj made =
        calls(host.kernel()).stream()
            .filter(row -> text(row, "name").equals(program))
            .filter(row -> text(row, "text").startsWith(begins))
            .findFirst()
            .orElseThrow();
    host.apply(new Command.Seek(number(made, "step")));
    return host.kernel();
  }

  @Test
  void aShellAtItsPromptWaitsForTheTerminal() {
    Json.Obj kernel = new LinuxHost().kernel();
    assertEquals(0, number(kernel, "running"));
    Json.Obj shell = named(kernel, "sh");
    assertEquals(2, number(shell, "pid"));
    assertEquals(1, number(shell, "parent"));
    assertEquals("waiting", text(shell, "state"));
    Json.Obj waits = (Json.Obj) shell.get("waits");
    assertEquals("read", text(waits, "call"));
    assertEquals("/dev/console", text(waits, "file"));
    assertEquals("read(0, ", text(here(kernel), "text").substring(0, 8));
    assertFalse(here(kernel).members().containsKey("answer"));
    assertTrue(number(shell, "instructions") > 1000);
    assertEquals("wait4", text((Json.Obj) named(kernel, "init").get("waits"), "call"));
  }

  @Test
  void theMemoryOfAProcessIsWhatIsMapped() {
    Json.Obj shell = named(new LinuxHost().kernel(), "sh");
    int resident = 0;
    for (Json.Obj area : rows(shell, "areas")) {
      assertTrue(number(area, "resident") <= number(area, "pages"), area.write());
      resident += number(area, "resident");
    }
    assertEquals(number(shell, "pages"), resident);
    Json.Obj code = rows(shell, "areas").getFirst();
    assertEquals("r", text(code, "rights").substring(0, 1));
    assertEquals("/bin/sh", text(code, "name"));
  }

  @Test
  void aPipeHasItsWriterAndItsReader() {
    Json.Obj kernel = standing("sleep 9 | cat", "cat", "read(0, ");
    Json.Obj sleep = named(kernel, "sleep");
    Json.Obj cat = named(kernel, "cat");
    Json.Obj pipe = rows(kernel, "pipes").getFirst();
    assertEquals(List.of(sleep.get("pid")), ((Json.Arr) pipe.get("writers")).items());
    assertEquals(List.of(cat.get("pid")), ((Json.Arr) pipe.get("readers")).items());
    assertEquals("nanosleep", text((Json.Obj) sleep.get("waits"), "call").substring(0, 9));
    assertTrue(((Json.Obj) sleep.get("waits")).members().containsKey("until"));
    Json.Obj waits = (Json.Obj) cat.get("waits");
    assertEquals("pipe:[" + number(pipe, "number") + "]", text(waits, "file"));
    assertEquals(number(sleep, "group"), number(cat, "group"));
  }

  @Test
  void aControlGroupHasItsMembersAndItsLimits() {
    String acts =
        "mkdir /sys/fs/cgroup/box; cd /sys/fs/cgroup/box; echo 7 > pids.max; echo 1M > memory.max;"
            + " echo '20000 100000' > cpu.max; echo $$ > cgroup.procs; sleep 9";
    Json.Obj kernel = standing(acts, "sleep", "nanosleep(");
    List<Json.Obj> groups = rows(kernel, "groups");
    assertEquals(List.of("/", "/box"), groups.stream().map(row -> text(row, "path")).toList());
    assertFalse(groups.getFirst().members().containsKey("pids"));
    Json.Obj box = groups.getLast();
    assertEquals(
        List.of(named(kernel, "sh").get("pid"), named(kernel, "sleep").get("pid")),
        ((Json.Arr) box.get("members")).items());
    Json.Obj pids = (Json.Obj) box.get("pids");
    assertEquals(List.of(2, 7), List.of(number(pids, "current"), number(pids, "max")));
    assertEquals(1024, number((Json.Obj) box.get("memory"), "max"));
    assertEquals(20_000, number((Json.Obj) box.get("cpu"), "quota"));
    assertEquals("/box", text(named(kernel, "sleep"), "cgroup"));
  }

  @Test
  void descriptorsLeadToDescriptionsThatAreShared() {
    Json.Obj kernel = standing("exec 5>/tmp/five; sleep 9", "sleep", "nanosleep(");
    Json.Obj five =
        rows(kernel, "descriptions").stream()
            .filter(row -> text(row, "name").equals("/tmp/five"))
            .findFirst()
            .orElseThrow();
    assertEquals("O_WRONLY", text(five, "flags").substring(0, 8));
    assertEquals("file", text(five, "kind"));
    assertEquals(0, number(five, "position"));
    List<Integer> holders = rows(five, "holders").stream().map(row -> number(row, "pid")).toList();
    assertEquals(
        List.of(number(named(kernel, "sh"), "pid"), number(named(kernel, "sleep"), "pid")),
        holders);
    assertTrue(
        rows(named(kernel, "sleep"), "files").stream()
            .anyMatch(file -> file.get("description").equals(five.get("id"))));
  }

  @Test
  void aRefusedCallHasItsErrorAndItsStep() {
    LinuxHost host = new LinuxHost().type("cat /no/such");
    Json.Obj refused = call(host.kernel(), "open(\"/no/such\"");
    assertEquals("ENOENT", text(refused, "error"));
    assertEquals("-1 ENOENT (No such file or directory)", text(refused, "answer"));
    assertEquals("cat", text(refused, "name"));
    call(host.kernel(), "+++ exited with 1 +++");
    assertEquals("?", text(call(host.kernel(), "exit_group(1)"), "answer"));
    assertEquals("sh", text(call(host.kernel(), "stat64(\"/usr/bin/cat\""), "name"));
    host.apply(new Command.Seek(number(refused, "step")));
    assertEquals(refused.get("event"), here(host.kernel()).get("event"));
    assertEquals("running", text(named(host.kernel(), "cat"), "state"));
    Json.Obj write = call(host.kernel(), "write(2, \"cat: ");
    assertEquals(Json.of(true), write.get("later"));
    assertEquals(Json.of(false), refused.get("later"));
  }

  @Test
  void aCallThatGoesOnIsNotToldItsAnswer() {
    LinuxHost host = new LinuxHost().type("sleep 1");
    Json.Obj sleep = call(host.kernel(), "nanosleep");
    assertTrue(sleep.members().containsKey("answer"));
    host.apply(new Command.Seek(number(sleep, "step")));
    Json.Obj begun = here(host.kernel());
    assertEquals(sleep.get("event"), begun.get("event"));
    assertFalse(begun.members().containsKey("answer"), begun.write());
  }

  @Test
  void listsAreBoundedAndSayHowManyMoreThereAre() {
    LinuxHost host =
        new LinuxHost()
            .type("for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do cat /etc/passwd; done");
    Json.Obj calls = (Json.Obj) host.kernel().get("calls");
    assertEquals(300, rows(calls, "rows").size());
    assertTrue(number(calls, "earlier") > 0);
    assertEquals(0, number(calls, "later"));
    host.apply(new Command.Seek(number(rows(calls, "rows").getFirst(), "step")));
    calls = (Json.Obj) host.kernel().get("calls");
    assertTrue(number(calls, "later") > 0);
  }

  private static List<Json.Obj> fences(Json.Obj kernel, String kind) {
    return rows(kernel, "namespaces").stream()
        .filter(row -> text(row, "kind").equals(kind))
        .toList();
  }

  private static List<Json> pids(Json.Obj kernel, String... names) {
    List<Json> pids = new ArrayList<>();
    for (String name : names) {
      pids.add(named(kernel, name).get("pid"));
    }
    return pids;
  }

  private static List<Json> members(Json.Obj fence) {
    return ((Json.Arr) fence.get("members")).items();
  }

  @Test
  void aHostBeginsWithOneNamespaceOfEachKind() {
    Json.Obj kernel = new LinuxHost().kernel();
    assertEquals(
        List.of("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"),
        rows(kernel, "namespaces").stream().map(row -> text(row, "kind")).toList());
    for (Json.Obj fence : rows(kernel, "namespaces")) {
      assertEquals(Json.of(true), fence.get("initial"));
      assertEquals(pids(kernel, "init", "sh"), members(fence), fence.write());
    }
    assertEquals(0xEFFFFFFE, number(fences(kernel, "uts").getFirst(), "number"));
    assertEquals(0, number(kernel, "moreNamespaces"));
    Json.Obj shell = named(kernel, "sh");
    assertEquals("host", text(shell, "host"));
    assertFalse(shell.members().containsKey("numbers"), shell.write());
    assertFalse(shell.members().containsKey("root"), shell.write());
  }

  @Test
  void aProcessInAFenceHasTwoNumbersAndARootOfItsOwn() {
    Json.Obj kernel =
        standing(
            "hostname far; unshare --uts --pid --fork --mount --root /srv/box sleep 9",
            "sleep",
            "nanosleep(");
    Json.Obj sleep = named(kernel, "sleep");
    assertEquals(List.of(sleep.get("pid"), Json.of(1)), ((Json.Arr) sleep.get("numbers")).items());
    assertEquals("/srv/box", text(sleep, "root"));
    assertEquals("far", text(sleep, "host"));
    assertFalse(named(kernel, "unshare").members().containsKey("numbers"));
    Json.Obj own = fences(kernel, "pid").getLast();
    assertEquals(Json.of(false), own.get("initial"));
    assertEquals(pids(kernel, "sleep"), members(own));
    assertEquals(pids(kernel, "unshare", "sleep"), members(fences(kernel, "uts").getLast()));
    assertEquals(1, fences(kernel, "ipc").size());
    assertEquals(
        number(fences(kernel, "user").getFirst(), "number"), number(own, "owner"), own.write());
  }

  @Test
  void namespacesOfAKindAreBounded() {
    Json.Obj kernel =
        new LinuxHost()
            .type(
                "for i in 1 2 3 4 5 6; do for j in 1 2 3 4 5 6; do"
                    + " unshare --uts cat & done; done")
            .kernel();
    assertEquals(32, fences(kernel, "uts").size());
    assertEquals(5, number(kernel, "moreNamespaces"));
    assertEquals(1, fences(kernel, "net").size());
  }

  @Test
  void aCallTellsWhichCapabilityWasAskedFor() {
    Json.Obj kernel = standing("hostname abbey\n", "hostname", "sethostname(");
    Json.Obj asked = rows(call(kernel, "sethostname("), "asked").getFirst();
    assertEquals("CAP_SYS_ADMIN", text(asked, "capability"));
    assertEquals("granted", text(asked, "verdict"));
    kernel =
        standing("setpriv --bounding-set=-sys_admin hostname cell\n", "hostname", "sethostname(");
    Json.Obj refused = call(kernel, "sethostname(");
    assertEquals("EPERM", text(refused, "error"));
    assertEquals("missing", text(rows(refused, "asked").getFirst(), "verdict"));
    kernel = standing("unshare -r hostname cell\n", "hostname", "sethostname(");
    Json.Obj elsewhere = rows(call(kernel, "sethostname("), "asked").getFirst();
    assertEquals("elsewhere", text(elsewhere, "verdict"));
    assertEquals(0xEFFFFFFD, number(elsewhere, "namespace"));
    kernel = standing("cat /etc/hostname\n", "cat", "open(");
    assertFalse(call(kernel, "open(").members().containsKey("asked"));
  }

  @Test
  void aCallTellsWhichFilterRefusedIt() {
    Json.Obj kernel = standing("seccomp -r 'errno EXDEV mkdir' mkdir d\n", "mkdir", "mkdir(");
    Json.Obj filtered = (Json.Obj) call(kernel, "mkdir(").get("filtered");
    assertEquals("errno", text(filtered, "action"));
    assertEquals("EXDEV", text(filtered, "error"));
    assertEquals(1, number(filtered, "filter"));
    assertEquals(1, number(named(kernel, "mkdir"), "filters"));
    assertEquals("EXDEV", text(call(kernel, "mkdir("), "error"));
    kernel =
        standing("seccomp -r 'kill rmdir' seccomp -r 'log rmdir' rmdir d\n", "rmdir", "rmdir(");
    filtered = (Json.Obj) call(kernel, "rmdir(").get("filtered");
    assertEquals("kill-process", text(filtered, "action"));
    assertEquals("SIGSYS", text(filtered, "signal"));
    assertEquals(1, number(filtered, "filter"));
    assertEquals("?", text(call(kernel, "rmdir("), "answer"));
    kernel = standing("cat /etc/hostname\n", "cat", "open(");
    assertFalse(call(kernel, "open(").members().containsKey("filtered"));
  }

  @Test
  void aProcessHasItsFiveSets() {
    Json.Obj kernel =
        standing("setpriv --bounding-set=-kill --nnp sleep 1\n", "sleep", "nanosleep(");
    Json.Obj sets = (Json.Obj) named(kernel, "sleep").get("capabilities");
    assertEquals("1ffffffffdf", text(sets, "effective"));
    assertEquals("1ffffffffdf", text(sets, "bounding"));
    assertEquals("0", text(sets, "ambient"));
    assertEquals(Json.of(true), sets.get("noNewPrivileges"));
    assertEquals("CAP_KILL", ((Json.Str) names(kernel).get(5)).value());
    assertEquals(41, names(kernel).size());
  }

  private static List<Json> names(Json.Obj kernel) {
    return ((Json.Arr) kernel.get("capabilities")).items();
  }

  @Test
  void networksAreToldWithInterfacesWaysAndSockets() {
    LinuxHost host =
        new LinuxHost()
            .type("ip netns add box; ip link add o type veth peer name i netns box\n")
            .type("ip addr add 10.0.0.1/24 dev o; ip link set o up; httpd -h /tmp\n");
    List<Json.Obj> networks = rows(host.kernel(), "networks");
    assertEquals(2, networks.size());
    Json.Obj own = networks.getFirst();
    Json.Obj box = networks.getLast();
    Json.Obj out = rows(own, "interfaces").getLast();
    assertEquals("o", text(out, "name"));
    assertEquals("i", text(out, "peer"));
    assertEquals(box.get("number"), out.get("peerNetwork"));
    assertEquals("10.0.0.0/24", text(rows(own, "routes").getFirst(), "to"));
    assertEquals("0.0.0.0:80", text(rows(own, "sockets").getFirst(), "name"));
    assertEquals(2, rows(box, "interfaces").size());
    assertEquals(List.of(), rows(box, "sockets"));
  }
}
