package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import cloister.kernel.ImageFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers of docker's: what is around them, what they keep, and what is left of them. */
class DockerTest {
  private static String answer(String command) {
    return Host.shell("PATH=$PATH:/usr/bin; " + command).run().output();
  }

  @Test
  void aContainerHasLessOfRoot() {
    String status = answer("docker run --rm busybox grep -E 'CapEff|^Seccomp:' /proc/self/status");
    assertEquals("CapEff:\t00000000a80425fb\nSeccomp:\t2\n", status);
    status = answer("docker run --rm --privileged busybox grep -E 'CapEff|^Sec' /proc/self/status");
    assertEquals("CapEff:\t000001ffffffffff\nSeccomp:\t0\nSeccomp_filters:\t0\n", status);
    status = answer("docker run --rm -u 1000 busybox grep -E 'Cap(Eff|Bnd)' /proc/self/status");
    assertEquals("CapEff:\t0000000000000000\nCapBnd:\t00000000a80425fb\n", status);
  }

  @Test
  void aFilterRefusesBeforeARightIsAskedFor() {
    String mount = "mount -t tmpfs none /tmp > /dev/null 2>&1; echo $?";
    assertEquals("32\n", answer("docker run --rm busybox sh -c '" + mount + "'"));
    assertEquals(
        "0\n", answer("docker run --rm --cap-add SYS_ADMIN busybox sh -c '" + mount + "'"));
    assertEquals(
        "32\n",
        answer("docker run --rm --security-opt seccomp=unconfined busybox sh -c '" + mount + "'"));
    String fences = "unshare -u true 2> /dev/null; echo $?";
    assertEquals("1\n", answer("docker run --rm busybox sh -c '" + fences + "'"));
  }

  @Test
  void aContainerMayBeAnOldLinuxAndNothingElse(@TempDir Path folder) throws Exception {
    Path program = folder.resolve("prog");
    Oracle.need(StaticProgram.compile("personalities", program), "gcc -m32 -static builds none");
    ImageFile file = ImageFile.file("bin/prog", 0755, Files.readAllBytes(program));
    String run = "/usr/bin/docker run --rm -v /bin/prog:/bin/prog busybox prog";
    String few =
        """
        ffffffff may be
        8 may be
        20000 may be
        20008 may be
        0 may be
        1 Operation not permitted
        40000 Operation not permitted
        20001 Operation not permitted
        """;
    assertEquals(few, new Host().boot(List.of(file), "/bin/sh", "sh", "-c", run).run().output());
    String all = few.replace("Operation not permitted", "may be");
    run = run.replace("--rm", "--rm --security-opt seccomp=unconfined");
    assertEquals(all, new Host().boot(List.of(file), "/bin/sh", "sh", "-c", run).run().output());
  }

  @Test
  void eachFenceIsItsOwn() {
    String fences = "for i in cgroup ipc mnt net pid uts; do readlink /proc/self/ns/$i; done";
    List<String> host = answer(fences).lines().toList();
    List<String> inside = answer("docker run --rm busybox sh -c '" + fences + "'").lines().toList();
    for (int i = 0; i < 6; i++) {
      assertNotEquals(host.get(i), inside.get(i));
    }
    String open = "--pid host --ipc host --uts host --network host --cgroupns host";
    inside = answer("docker run --rm " + open + " busybox sh -c '" + fences + "'").lines().toList();
    for (int i : new int[] {0, 1, 3, 4, 5}) {
      assertEquals(host.get(i), inside.get(i));
    }
    assertNotEquals(host.get(2), inside.get(2));
  }

  @Test
  void aContainerReachesItself() {
    assertEquals(
        "1\n",
        answer("docker run --rm busybox ping -c 1 127.0.0.1 2>&1 | grep -c ' 0% packet loss'"));
  }

  @Test
  void whatIsWrittenStaysInTheContainersLayer() {
    assertEquals(
        "A /mine\n[]\nhello\n",
        answer(
            "docker run --name one busybox sh -c 'echo hello > /mine'; docker diff one;"
                + " echo [$(docker run --rm busybox cat /mine 2> /dev/null)];"
                + " cat $(docker inspect -f '{{.GraphDriver.Data.UpperDir}}' one)/mine"));
  }

  @Test
  void aLimitIsTheGroups() {
    assertEquals(
        "9\n8388608\n50000 100000\n",
        answer(
            "docker run --rm --pids-limit 9 -m 8m --cpus .5 busybox"
                + " sh -c 'cd /sys/fs/cgroup; cat pids.max memory.max cpu.max'"));
    assertEquals(
        "true 137\n",
        answer(
            "docker run --name big -m 6m busybox sh -c 'exec tail /dev/zero' > /dev/null;"
                + " docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' big"));
  }

  @Test
  void nothingIsLeftOfARemovedContainer() {
    String list = "find() { ls -R /var/lib/docker /run/docker /sys/fs/cgroup/docker; mount; }; ";
    String before = answer(list + "docker run --rm busybox true; find");
    String after =
        answer(
            list
                + "docker run --rm busybox true; docker run -d --name web busybox sleep 1000;"
                + " docker run --name two busybox touch /etc/x; docker exec web touch /y;"
                + " docker rm -f web two > /dev/null; find");
    assertEquals(before, after.substring(after.indexOf('\n') + 1));
  }

  /** When the machine has no memory left, the kernel ends who has most of it, not who asks. */
  @Test
  void withoutALimitTheNeighbourPays() {
    String states = "docker ps -a --format '{{.Names}} {{.State}}'; ";
    String hog = " --name hog busybox stress --vm 14 --vm-bytes 700K --vm-hang 0 > /dev/null; ";
    Host host = new Host(16 << 20);
    host.boot(
        List.of(),
        "/bin/sh",
        "sh",
        "-c",
        "PATH=$PATH:/usr/bin; docker run -d --name db busybox stress --vm 1 --vm-bytes 5M"
            + " --vm-hang 0 > /dev/null; sleep 1; docker run -d"
            + hog
            + "sleep 1; "
            + states
            + "docker rm -f hog; docker start db; sleep 1; docker run -d -m 7m"
            + hog
            + "sleep 1; "
            + states);
    assertEquals("hog running\ndb exited\nhog\ndb\nhog exited\ndb running\n", host.run().output());
  }

  @Test
  void memoryIsGivenBack() {
    String one = "PATH=$PATH:/usr/bin; docker run --rm busybox true";
    String forget = "; rm /run/docker/events";
    int once = Host.shell(one + forget).run().machine().kernel().frames().free();
    String thrice = one + "; " + one + "; " + one + forget;
    int often = Host.shell(thrice).run().machine().kernel().frames().free();
    assertEquals(once, often);
  }

  @Test
  void namesAndIdsAreDrawnAndAlwaysTheSame() {
    String two =
        "docker run busybox true; docker run busybox true; docker ps -a --format '{{.Names}}'";
    List<String> names = answer(two).lines().toList();
    assertEquals(2, names.size());
    assertNotEquals(names.get(0), names.get(1));
    assertEquals(names, answer(two).lines().toList());
    assertTrue(names.get(0).contains("_"));
  }

  @Test
  void aMachineWithContainersIsRestored() {
    Host first =
        Host.shell(
            "PATH=$PATH:/usr/bin; docker run -d --name web -m 9m busybox sh -c"
                + " 'while :; do echo tick; sleep 1; done' > /dev/null; echo ready; sleep 3;"
                + " docker exec web cat /sys/fs/cgroup/memory.max; docker logs web;"
                + " docker stop -t 0 web; docker ps -a --format '{{.Names}} {{.State}}'");
    while (!first.output().contains("ready")) {
      first.machine().run(20_011);
    }
    Host second = first.copy();
    assertArrayEquals(first.state(), second.state());
    second.run();
    String output = second.output();
    assertTrue(output.startsWith("9437184\ntick\ntick\n"), output);
    assertTrue(output.endsWith("web\nweb exited\n"), output);
    assertEquals("ready\n" + output, first.run().output());
  }

  @Test
  void filesAreCopiedAlongLinksAsTheContainerSeesThem() {
    assertEquals(
        "hello\nhello\npasswd\n",
        answer(
            "docker run --name one busybox ln -s /etc /out; echo hello > /tmp/f; docker cp /tmp/f"
                + " one:/tmp/g 2> /dev/null; docker cp one:/tmp/g /tmp/h 2> /dev/null; cat /tmp/h;"
                + " docker start one > /dev/null; docker wait one > /dev/null; cat $(docker inspect"
                + " -f '{{.GraphDriver.Data.UpperDir}}' one)/tmp/g; echo host > /etc/mine;"
                + " mkdir /tmp/p; docker cp one:/out/mine /tmp/p 2> /dev/null;"
                + " docker cp one:/out/passwd /tmp/p 2> /dev/null; ls /tmp/p"));
  }

  /** Two wait, and the container is removed before either can ask for its status. */
  @Test
  void aContainerThatIsRemovedAtItsEndHasAStatusForWhoWaits() {
    assertEquals(
        "3\n3\nevents\n",
        answer(
            "docker run -d --rm --name gone busybox sh -c 'sleep 2; exit 3' > /dev/null;"
                + " docker wait gone & docker wait gone; wait; ls /run/docker"));
  }

  @Test
  void copyingFollowsNoLinkInsideTheContainer() {
    assertEquals(
        "1\nls: cannot access '/root/new': No such file or directory\n" + "/etc\n/tmp/b/passwd\n",
        answer(
            "docker run -d --name web busybox sh -c 'mkdir /tmp/h; ln -s /etc /out; ln -s /root"
                + " /tmp/h/sub; sleep 99' > /dev/null; sleep 1; mkdir -p /srv/h/sub; echo evil >"
                + " /srv/h/sub/new; docker cp /srv/h web:/tmp 2> /dev/null; echo $?; ls /root/new"
                + " 2>&1; mkdir /tmp/a /tmp/b; docker cp web:/out /tmp/a 2> /dev/null; readlink"
                + " /tmp/a/out; docker cp web:/out/. /tmp/b 2> /dev/null; ls /tmp/b/passwd"));
  }

  @Test
  void ofFiltersOfAKindOneIsEnoughAndAllLabelsCount() {
    String make = "for i in one two three; do docker create --name $i -l a -l $i busybox; done;";
    String list = " docker ps -a --format '{{.Names}}'";
    assertEquals(
        "two\none\n",
        answer(
            "(" + make + ") > /dev/null;" + list + " -f name=one -f name=two -f status=created"));
    assertEquals(
        "three\n", answer("(" + make + ") > /dev/null;" + list + " -f label=a -f label=three"));
    assertEquals("Error response from daemon: invalid filter 'x'\n", answer(list + " -f x=y 2>&1"));
  }

  @Test
  void imagesAreFoundByNamesWithAHostAndAPort() {
    String tag = "docker tag busybox localhost:5000/app;";
    String list = " docker images --format '{{.Repository}}'";
    assertEquals("localhost:5000/app\n", answer(tag + list + " localhost:5000/app"));
    assertEquals(
        "localhost:5000/app\nbusybox\n",
        answer(tag + list + " -f reference=busybox -f reference='localhost:5000/*' | sort -r"));
    assertEquals(
        "Error response from daemon: invalid filter 'dangling=[maybe]'\n",
        answer(list + " -f dangling=maybe 2>&1"));
  }

  @Test
  void whatIsDoneAtTheSameTimeIsDoneOneAfterTheOther() {
    assertEquals(
        "same\n",
        answer(
            "for i in 1 2 3; do docker create --name same busybox > /dev/null 2>&1 & done; wait;"
                + " docker ps -a --format '{{.Names}}'"));
    assertEquals(
        "a\nb\nbusybox\nc\nd\n",
        answer(
            "for i in a b c d; do docker tag busybox $i & done; wait; docker images --format"
                + " '{{.Repository}}' | sort; ls /var/lib/docker | grep lock"));
    assertEquals(
        "two exited\n",
        answer(
            "docker create --name one busybox > /dev/null; docker start one > /dev/null &"
                + " docker rename one two; wait; docker wait two > /dev/null;"
                + " docker ps -a --format '{{.Names}} {{.State}}'"));
  }

  @Test
  void aContainerWhoseShimIsKilledHasEnded() {
    assertEquals(
        "exited 137\nweb\nrunning 0\nhello\nweb\n0\n",
        answer(
            "docker run -d --name web busybox sleep 1000 > /dev/null; kill -9 $(pgrep docker-shim);"
                + " sleep 0.1; docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' web;"
                + " docker start web; docker inspect -f '{{.State.Status}} {{.State.ExitCode}}'"
                + " web; docker exec web echo hello; docker rm -f web; mount | grep -c overlay2"));
  }

  @Test
  void limitsThatContradictEachOtherAreRefused() {
    assertEquals(
        "10\n20\n10485760\n",
        answer(
            "docker run --rm --ulimit nofile=10:20 busybox sh -c 'ulimit -n; ulimit -Hn';"
                + " docker run --rm -m 20m --memory-swap 30m busybox"
                + " cat /sys/fs/cgroup/memory.swap.max"));
    String said = answer("docker run --rm -m 20m --memory-swap 10m busybox true 2>&1; echo $?");
    assertTrue(said.contains("should be larger than memory limit"), said);
    assertTrue(said.endsWith("\n125\n"), said);
  }

  @Tag("full")
  @Test
  void manyContainersFitIntoASmallMachine() {
    Host small = new Host(16 << 20);
    small.boot(
        List.of(),
        "/bin/sh",
        "sh",
        "-c",
        "PATH=$PATH:/usr/bin; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do"
            + " docker run -dit busybox > /dev/null; done; docker ps -q | wc -l");
    assertEquals("12\n", small.run().output());
  }

  @Test
  void whatOneTypesWrongIsSaid() {
    String said = answer("docker run --gpus all busybox true 2>&1; echo $?; docker push a 2>&1");
    assertTrue(said.startsWith("this engine does not have the flag yet: --gpus\n"), said);
    assertTrue(said.contains("\n125\ndocker: this engine does not have 'push' yet.\n"), said);
    assertFalse(answer("docker inspect -f '{{.Nope}}' busybox 2>&1").contains("<no value>"));
  }

  /** By the grammar of https://github.com/distribution/reference. */
  @Test
  void namesOfImagesFollowTheirGrammar() {
    String all =
        "docker tag busybox NAME && docker rmi NAME > /dev/null && echo taken || echo refused";
    for (String name :
        List.of("index.docker.io/library/mine", "[::1]:5000/mine:1", "Host/mine", "library/a/b")) {
      assertEquals("taken\n", answer("(" + all.replace("NAME", name) + ") 2> /dev/null"), name);
    }
    String digest = "mine@sha256:" + "a".repeat(64);
    for (String name :
        List.of("ho..st.com/mine", "host-.com/mine", "[::1%eth0]/mine", "host:x/mine", digest)) {
      assertEquals("refused\n", answer("(" + all.replace("NAME", name) + ") 2> /dev/null"), name);
    }
    assertEquals("same\n", answer("docker run --rm library/busybox echo same"));
  }

  /** 100 ms before the first time, then twice as many each time. */
  @Test
  void aPolicyStartsWhatHasEndedAgainUntilSomebodyStopsIt() {
    String count = "docker inspect -f '{{.RestartCount}} {{.State.Status}}' one;";
    String run = "docker run -d --restart %s --name one busybox %s > /dev/null;";
    assertEquals(
        "2 exited\nhi\nhi\nhi\n",
        answer(
            run.formatted("on-failure:2", "sh -c 'echo hi; exit 3'")
                + "sleep 9;"
                + count
                + "docker logs one"));
    assertEquals("0 exited\n", answer(run.formatted("on-failure", "true") + "sleep 9;" + count));
    assertEquals(
        "4 restarting\none\n4 exited\n4 exited\n",
        answer(
            run.formatted("always", "true")
                + "sleep 1;"
                + count
                + "docker stop one;"
                + count
                + "sleep 99;"
                + count));
    assertEquals(
        "1 running\n137\n1 exited\n0 running\n",
        answer(
            run.formatted("unless-stopped", "sleep 999")
                + "kill -9 $(docker inspect -f '{{.State.Pid}}' one); sleep 1;"
                + count
                + "docker kill one > /dev/null; docker wait one;"
                + count
                + "docker start one > /dev/null;"
                + count));
  }

  @Test
  void valuesThatAreNoneAreRefused() {
    assertEquals(
        "invalid argument \"two words\" for \"-l, --label\" flag: label 'two words' contains"
            + " whitespaces\n"
            + "invalid argument \"=a\" for \"-e, --env\" flag: invalid environment variable: =a\n"
            + "invalid argument \"a:b\" for \"--add-host\" flag: invalid IP address in add-host:"
            + " \"b\"\n",
        answer(
            "for i in '-l@two words' -e@=a --add-host@a:b; do"
                + " docker run \"${i%@*}\" \"${i#*@}\" busybox 2>&1 | head -n 1; done"));
  }

  @Test
  void imagesWithoutANameAreListedUnlessTheyAreFilteredOut() {
    String build =
        "printf 'FROM busybox\\nRUN echo %s > /a\\n' N | docker build -q -t t - > /dev/null;";
    String list = "docker images --filter dangling=%s --format '{{.Repository}}';";
    assertEquals(
        "<none>\nt\nbusybox\n",
        answer(
            build.replace(" N ", " 1 ")
                + build.replace(" N ", " 2 ")
                + list.formatted("true")
                + list.formatted("false")));
  }

  @Test
  void nothingIsLeftOfWhatCannotStartAndOfVolumesWithoutAName() {
    assertEquals(
        "125\n",
        answer(
            "docker run --rm --name bad --cpus 0.001 busybox true 2> /dev/null; echo $?;"
                + " docker ps -aq; ls -d /sys/fs/cgroup/docker/*/ 2> /dev/null; mount |"
                + " grep overlay2"));
    assertEquals(
        "1\n",
        answer(
            "docker run --rm -v /data busybox true; docker volume ls -q; docker run --name one"
                + " -v /data busybox true; docker volume ls -q | wc -l; docker rm -v one >"
                + " /dev/null; docker volume ls -q"));
  }

  @Test
  void aFullGroupRefusesExecAloud() {
    String said =
        answer(
            "docker run -d --name web --pids-limit 2 busybox sleep 99 > /dev/null;"
                + " docker exec web true 2>&1; echo $?");
    assertTrue(said.startsWith("OCI runtime exec failed: exec failed: "), said);
    assertTrue(said.endsWith(": resource temporarily unavailable: unknown\n126\n"), said);
  }

  @Test
  void aTemplateThatIsNoneIsRefusedBeforeItIsFilled() {
    String[][] wrong = {
      {"a{{range .Mounts}}", "unexpected EOF"},
      {"{{if}}x{{end}}", "missing value for if"},
      {"{{.Id | }}", "missing value for command"},
      {"{{}}", "missing value for command"},
      {"{{else}}x{{end}}y", "unexpected {{else}}"},
      {"x{{end}}", "unexpected {{end}}"},
      {"{{(}}", "unclosed left paren"},
      {"{{.Id", "unclosed action"},
      {"{{json \"x}}", "unterminated quoted string"},
    };
    for (String[] one : wrong) {
      String said = answer("docker inspect -f '" + one[0] + "' busybox 2>&1; echo $?");
      assertTrue(said.contains("template parsing error: template: :1: " + one[1] + "\n"), said);
      assertTrue(said.endsWith("\n64\n"), said);
      said = answer("docker images --format '" + one[0] + "' 2>&1; echo $?");
      assertEquals("template parsing error: template: :1: " + one[1] + "\n64\n", said);
    }
    String right =
        "{{if (eq .Os \"linux\")}}{{range .RepoTags}}{{. | upper}}{{else}}no{{end}}{{end}}";
    assertEquals("BUSYBOX:LATEST\n", answer("docker inspect -f '" + right + "' busybox"));
  }

  @Tag("full")
  @Test
  void charactersOfAllKindsAreKept() {
    assertEquals(
        "a\0b\n",
        answer("docker run --name one busybox printf 'a\\0b\\n' > /dev/null; docker logs one"));
    assertEquals(
        "\u00e2\u0082\u00ac\n",
        answer(
            "docker create --name one busybox > /dev/null; docker commit -c"
                + " 'CMD [\"\\u20ac\"]' one two > /dev/null; docker inspect -f '{{index"
                + " .Config.Cmd 0}}' two"));
  }
}
