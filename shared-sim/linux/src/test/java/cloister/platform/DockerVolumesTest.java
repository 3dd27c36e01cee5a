package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What containers see of folders that are not their own. */
@Tag("full")
class DockerVolumesTest {
  private static String answer(String command) {
    return Host.shell("PATH=$PATH:/usr/bin; " + command).run().output();
  }

  @Test
  void aMountStaysInTheContainerWhereTheImageHasALinkThatLeadsOut() {
    String image =
        "docker run --name c1 busybox sh -c 'ln -s / /t; ln -s /srv /s'; docker commit c1 evil >"
            + " /dev/null; echo host > /etc/mine; ";
    assertEquals(
        "/srv/pwned\nls: cannot access '/srv/pwned': No such file or directory\n",
        answer(
            image
                + "docker run --rm -v /tmp:/s/pwned evil ls -d /srv/pwned;"
                + " ls -d /srv/pwned 2>&1"));
    assertEquals(
        "passwd\n",
        answer(
            image
                + "docker run --rm -v vol:/t/etc evil true; docker run --rm -v vol:/x busybox"
                + " ls /x | grep -E '^(mine|passwd)$'"));
  }

  @Test
  void aNewVolumeHasWhatAllLayersOfTheImageHave() {
    assertEquals(
        "new\npasswd\n",
        answer(
            "docker run --name c1 busybox sh -c 'echo 1 > /etc/new; rm /etc/group'; docker commit"
                + " c1 more > /dev/null; docker run --rm -v v2:/etc more ls /etc |"
                + " grep -E '^(new|passwd|group)$'"));
  }

  @Test
  void aVolumeOutlivesItsContainers() {
    assertEquals(
        "kept\ndata\ndata\n",
        answer(
            "docker run --rm -v data:/x busybox sh -c 'echo kept > /x/f';"
                + " docker run --rm -v data:/y busybox cat /y/f; docker volume ls -q;"
                + " docker volume rm data; docker volume ls -q"));
  }

  @Test
  void pruningVolumesLeavesThoseWithANameUnlessAllAreMeant() {
    String anonymous = "docker run --name one -v /x busybox sh -c 'echo kept > /x/f';";
    assertEquals(
        "0B\n1\n5B\ndata\nDeleted Volumes:\ndata\n\nTotal reclaimed space: 0B\n",
        answer(
            "docker volume create data > /dev/null;"
                + anonymous
                + "docker volume prune -f | tail -n 1 | cut -d ' ' -f 4; docker volume ls -q | grep"
                + " -vc data; docker rm one > /dev/null; docker volume prune -f | tail -n 1 | cut"
                + " -d ' ' -f 4; docker volume ls -q; docker volume prune -af"));
  }

  @Test
  void aMountIsAskedForInWholeWords() {
    for (String key : List.of("type", "src")) {
      assertEquals(
          "invalid argument \""
              + key
              + "\" for \"--mount\" flag: invalid field '"
              + key
              + "' must be a key=value pair\nSee 'docker run --help'.\n125\n",
          answer("docker run --rm --mount " + key + " busybox true 2>&1; echo $?"));
    }
    String said = answer("docker run --rm --mount type=tmpfs busybox true 2>&1; echo $?");
    assertTrue(said.contains("flag: target is required\n"), said);
    said = answer("docker run --rm --mount src=../../../srv,dst=/x busybox true 2>&1; echo $?");
    assertTrue(said.contains("invalid characters for a local volume name"), said);
    assertEquals(
        "x\n", answer("docker run --rm --mount src=vol,dst=/x/y,ro busybox ls / | grep x"));
  }

  @Test
  void placesThatCannotBeAreRefused() {
    String[][] wrong = {
      {"-v :", "invalid volume specification: ':'"},
      {"-v a:", "invalid volume specification: 'a:'"},
      {"-v aa:/x -v bb:/x", "Duplicate mount point: /x"},
      {
        "-w relative",
        "the working directory 'relative' is invalid, it needs to be an absolute path"
      },
    };
    for (String[] one : wrong) {
      String said = answer("docker run --rm " + one[0] + " busybox true 2>&1; echo $?");
      assertTrue(said.startsWith("docker: Error response from daemon: " + one[1] + "."), said);
      assertTrue(said.endsWith("\n125\n"), said);
    }
  }

  @Test
  void volumesThatAnImageWantsHaveItsContent() {
    assertEquals(
        "seed\nvolume /data volume /more {\"/data\":{},\"/more\":{}}\n2\n0\nnothing\n1\n",
        Host.shell(
                "PATH=$PATH:/usr/bin; mkdir /b; printf 'FROM busybox\\nRUN mkdir /data \\&\\& echo"
                    + " seed > /data/s\\nVOLUME /data /more\\n' | sed 's/\\\\//g' > /b/Dockerfile;"
                    + " docker build -q -t wants /b >/dev/null 2>&1; docker run --name box wants"
                    + " cat /data/s; docker inspect -f '{{range .Mounts}}{{.Type}} {{.Destination}}"
                    + " {{end}}{{json .Config.Volumes}}' box; docker volume ls -q | wc -l; docker"
                    + " rm -v box >/dev/null; docker volume ls -q | wc -l; docker run --rm -v"
                    + " /srv:/data --tmpfs /more wants test -f /data/s || echo nothing; docker run"
                    + " --rm -v kept:/data wants true; docker volume ls -q | wc -l")
            .run()
            .output());
  }
}
