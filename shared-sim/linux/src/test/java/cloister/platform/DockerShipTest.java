package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Images and file systems as archives: what arrives elsewhere is what was sent, or is refused. */
class DockerShipTest {
  /** A shell for which the engine has kept nothing yet. */
  private static final String ELSEWHERE =
      "unshare -m sh -c 'mount -t tmpfs e /var/lib/docker; docker images -q; ";

  private static String answer(String command) {
    return Host.shell("PATH=$PATH:/usr/bin; mkdir /c; cd /c; " + command).run().output();
  }

  @Tag("full")
  @Test
  void anImageIsTheSameElsewhere() {
    String made =
        "printf 'FROM busybox\\nRUN echo hello > /f; rm /etc/group; rm -r /home; mkdir /home;"
            + " touch /home/new\\nCMD cat /f\\n' > Dockerfile; docker build -q -t t . > /dev/null;"
            + " docker save -o t.tar t; docker images -q t > id; ";
    assertEquals(
        "Loaded image: t:latest\n"
            + "hello\n"
            + "/home:\n"
            + "new\n"
            + "ls: cannot access '/etc/group': No such file or directory\n"
            + "same\n"
            + "same\n",
        answer(
            made
                + ELSEWHERE
                + "docker load -i t.tar; docker run --rm t; docker run --rm t ls /home /etc/group"
                + " 2>&1; docker images -q t > id2; docker save t > t2.tar'; cmp() { [ \"$(cat"
                + " $1)\" = \"$(cat $2)\" ] && echo same; }; cmp id id2; tar tf t.tar > l; tar tf"
                + " t2.tar > l2; cmp l l2"));
  }

  @Test
  void aLayerThatIsNotWhatItsNameSaysIsRefused() {
    String said =
        answer(
            "docker save busybox | tar x; for i in blobs/sha256/*; do [ $(head -c 3 $i) = bin ] &&"
                + " echo more >> $i; done; tar cf t.tar *; "
                + ELSEWHERE
                + "docker load -i t.tar 2>&1; echo $?; docker images -q;"
                + " ls /var/lib/docker/overlay2'");
    assertTrue(said.startsWith("invalid diffID for layer 0: expected \"sha256:"), said);
    assertTrue(said.endsWith("\"\n1\n"), said);
  }

  @Test
  void whatIsNoArchiveIsRefused() {
    assertEquals(
        "unexpected EOF\n1\narchive/tar: invalid tar header\n1\n",
        answer(
            "echo junk | docker load 2>&1; echo $?; head -c 2000 /bin/sh | docker load 2>&1;"
                + " echo $?"));
    String said = answer("docker load 2>&1 < /dev/null; echo $?; ls /var/lib/docker/tmp");
    assertTrue(said.endsWith("/repositories: no such file or directory\n1\n"), said);
    assertEquals(
        "Error response from daemon: No such image: nosuch\n1\n",
        answer("docker save nosuch 2>&1; echo $?"));
  }

  @Test
  void aContainersFilesBecomeOneLayer() {
    assertEquals(
        "hello\n1\nImported from - \nnull\n",
        answer(
            "docker run --name cc busybox sh -c 'echo hello > /f; rm /etc/passwd'; docker export cc"
                + " | docker import - flat > /dev/null; docker run --rm flat cat /f; docker"
                + " inspect -f '{{len .RootFS.Layers}}' flat; docker history --format"
                + " '{{.Comment}} {{.CreatedBy}}' flat; docker inspect -f '{{json .Config.Cmd}}'"
                + " flat; docker run --rm flat cat /etc/passwd 2> /dev/null"));
  }

  @Test
  void noArchiveWritesWhereItsLinksLead() {
    assertEquals(
        "ls: cannot access '/pwned': No such file or directory\n/pwned\nx/\nx/pwned\n",
        answer(
            "mkdir -p one two/x out; ln -s / one/x; touch two/x/pwned; { tar c -C one x | head -c"
                + " 512; tar c -C two x; } > evil.tar; docker import evil.tar evil > /dev/null;"
                + " tar xf evil.tar -C out 2> /dev/null; ls /pwned 2>&1; docker create --name made"
                + " evil a > /dev/null; docker cp made:/x/pwned /pwned 2> /dev/null; ls /pwned;"
                + " docker export made | tar t | grep x"));
  }

  @Test
  void tarSaysWhatGnusSays() {
    String files = "mkdir -p a/b; echo hello > a/f; ln -s f a/l; ln a/f a/h; chmod 600 a/f; ";
    assertEquals(
        "a/\na/b/\na/f\na/h\na/l\na/\na/b/\na/f\na/h\na/l\nhello\nf hello hello 600\n",
        answer(
            files
                + "tar cvf a.tar a; tar tf a.tar; tar xOf a.tar a/f; mkdir o; tar xf a.tar -C o;"
                + " echo $(readlink o/a/l) $(cat o/a/h o/a/l) $(stat -c %a o/a/h)"));
    assertEquals(
        "tar: Removing leading `/' from member names\nc/a/f\n"
            + "tar: no: Cannot open: No such file or directory\n"
            + "tar: Error is not recoverable: exiting now\n2\n"
            + "tar: no: Not found in archive\n"
            + "tar: Exiting with failure status due to previous errors\n2\n"
            + "tar: no: Cannot stat: No such file or directory\n"
            + "tar: Exiting with failure status due to previous errors\n2\n",
        answer(
            files
                + "{ tar cf a.tar /c/a/f; tar tf a.tar; tar tf no; echo $?; tar xf a.tar no;"
                + " echo $?; tar cf b.tar no; echo $?; } 2>&1"));
    String deep = "d".repeat(60) + "/" + "e".repeat(60);
    assertEquals(
        deep + "/f\nx\n",
        answer(
            "mkdir -p "
                + deep
                + "; echo x > "
                + deep
                + "/f; tar cf a.tar d*; rm -r d*; tar tf a.tar | tail -1; tar xf a.tar; cat "
                + deep
                + "/f"));
  }
}
