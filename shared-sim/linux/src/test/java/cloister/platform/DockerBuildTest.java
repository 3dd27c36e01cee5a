package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Images that are built: which steps are done again, what each layer weighs, and what is said. */
class DockerBuildTest {
  /** What of a build's progress tells which steps were done. */
  private static final String STEPS = " 2>&1 | grep -E '^#[0-9]+ (CACHED|[[][^i])' | cut -c4-";

  private static String answer(String command) {
    return Host.shell("PATH=$PATH:/usr/bin; mkdir /c; cd /c; " + command).run().output();
  }

  private static String file(String... lines) {
    return "printf '" + String.join("\\n", lines) + "\\n' > Dockerfile; ";
  }

  @Test
  void stepsAreDoneAgainFromTheFirstThatDiffers() {
    String command =
        file("FROM busybox", "RUN echo 1 > /one", "COPY a /a", "RUN cat /a > /two")
            + "b() { docker build -t t . ";
    String same = "[1/4] FROM docker.io/library/busybox:latest\nCACHED\n[2/4] RUN echo 1 > /one\n";
    String all = "[3/4] COPY a /a\n[4/4] RUN cat /a > /two\n";
    assertEquals(
        same
            + "CACHED\n[3/4] COPY a /a\nCACHED\n[4/4] RUN cat /a > /two\nCACHED\n" //
            + same
            + "CACHED\n"
            + all
            + "new\n",
        answer(
            command
                + STEPS
                + "; }; echo old > a;"
                + " b > /dev/null; touch a; b; echo new > a; b; docker run --rm t cat /two"));
  }

  @Test
  void variablesAreTrimmedAndChangedByPatterns() {
    assertEquals(
        "b.c c a.b a a-b.c a-b-c /bin\n",
        answer(
            "cat > Dockerfile <<'end'\nFROM busybox\nENV V=a.b.c P=/usr/bin\n"
                + "LABEL all=\"${V#*.} ${V##*.} ${V%.*} ${V%%.*} ${V/./-} ${V//./-}"
                + " ${P#\\/usr}\"\nend\n"
                + "docker build -q -t t . > /dev/null;"
                + " docker inspect -f '{{.Config.Labels.all}}' t"));
  }

  @Test
  void containersHaveTheLabelsOfTheirImageUnderTheirOwn() {
    assertEquals(
        "{\"own\":\"1\",\"who\":\"you\",\"of\":\"image\"} SIGUSR1\none\n",
        answer(
            file("FROM busybox", "LABEL of=image who=me", "STOPSIGNAL SIGUSR1")
                + "docker build -q -t t . > /dev/null;"
                + " docker create --name one -l own=0 -l who=you -l own=1 t > /dev/null;"
                + " docker inspect -f '{{json .Config.Labels}} {{.Config.StopSignal}}' one;"
                + " docker ps -a --filter label=of=image --format '{{.Names}}'"));
  }

  @Test
  void whatAStepCanSeeDecidesWhetherItIsDoneAgain() {
    String run = "RUN echo $A > /f";
    String last = STEPS + " | tail -1; ";
    assertEquals(
        "[2/2] RUN echo $A > /f\nCACHED\n[3/3] RUN echo $A > /f\n[2/2] RUN echo 2 > /f\n"
            + "CACHED\n[2/2] RUN echo 3 > /f\n",
        answer(
            file("FROM busybox", "LABEL a=1", run)
                + "docker build ."
                + last
                + file("FROM busybox", "LABEL a=2", run)
                + "docker build ."
                + last
                + file("FROM busybox", "WORKDIR /tmp", run)
                + "docker build ."
                + last
                + file("FROM busybox", "ARG A=2", "EXPOSE 1", run)
                + "docker build ."
                + last
                + "docker build --build-arg C=3 ."
                + last
                + "docker build --build-arg A=3 ."
                + last));
  }

  @Test
  void whatIsDeletedLaterStillWeighs() {
    String sizes = "docker history --format '{{.Size}}' t | head -2; ";
    assertEquals(
        "0B\n60kB\n0B\n0B\n",
        answer(
            file("FROM busybox", "RUN head -c 60000 /dev/zero > /big", "RUN rm /big")
                + "docker build -q -t t . > /dev/null; "
                + sizes
                + file("FROM busybox", "RUN head -c 60000 /dev/zero > /big; rm /big", "CMD ls")
                + "docker build -q -t t . > /dev/null; "
                + sizes));
  }

  @Test
  void oneStageTakesFromAnother() {
    assertEquals(
        "made\n[\"/b\"]\n1\n0:0 1:2\n[made 1/2] FROM docker.io/library/busybox:latest\nCACHED\n"
            + "[made 2/2] RUN echo made > /f\nCACHED\n",
        answer(
            file(
                    "FROM busybox AS made",
                    "RUN echo made > /f",
                    "FROM busybox AS not-needed",
                    "RUN exit 1",
                    "FROM scratch",
                    "COPY --from=made /f /a",
                    "COPY --from=0 --chown=1:2 /f /b",
                    "ENTRYPOINT [\"/b\"]")
                + "docker build -q -t t . > /dev/null; docker create --name nn t >"
                + " /dev/null; docker cp nn:/a x 2> /dev/null; cat x; docker inspect -f '{{json"
                + " .Config.Entrypoint}}' t; docker inspect -f '{{len .RootFS.Layers}}' busybox;"
                + " L=/var/lib/docker/overlay2; echo $(stat -c %u:%g $L/*/diff/a $L/*/diff/b);"
                + " docker build --target made ."
                + STEPS));
  }

  @Test
  void aConfigurationIsWhatTheInstructionsSay() {
    assertEquals(
        "in /w/x as 1000: v1 arg=given\n{\"a b\":\"c d\",\"x\":\"1\"} {\"8080/tcp\":{}}\n",
        answer(
            file(
                    "ARG TAG=latest",
                    "FROM busybox:$TAG",
                    "ARG GIVEN=not",
                    "ENV V=v1 W=${GIVEN:-none}",
                    "LABEL \"a b\"=\"c d\" \\\\",
                    "# between",
                    "  x=1",
                    "WORKDIR /w",
                    "WORKDIR x",
                    "EXPOSE 8080",
                    "STOPSIGNAL SIGUSR1",
                    "USER 1000",
                    "SHELL [\"sh\", \"-ec\"]",
                    "ENTRYPOINT echo in $(pwd) as $(id -u): $V arg=$W",
                    "HEALTHCHECK --interval=5s CMD true")
                + "docker build -q -t t --build-arg GIVEN=given . > /dev/null; docker run --rm t;"
                + " docker inspect -f '{{json .Config.Labels}} {{json .Config.ExposedPorts}}'"
                + " t"));
  }

  @Test
  void documentsAreScriptsAndFiles() {
    assertEquals(
        "one two\n$HOME /root\n",
        answer(
            "cat > Dockerfile <<'end'\nFROM busybox\nENV X=two H=/root\nRUN <<EOF\n"
                + "echo -n one > /f\necho \" $X\" >> /f\nEOF\nCOPY <<'A' /raw\n$HOME\nA\n"
                + "COPY <<-B /filled\n\t$H\nB\nend\n"
                + "docker build -q -t t . > /dev/null; docker run --rm t cat /f;"
                + " echo $(docker run --rm t cat /raw /filled)"));
  }

  @Test
  void whatIsIgnoredIsNotCopiedAndChangesNothing() {
    assertEquals(
        "/x:\nDockerfile\nkeep.log\nsub\n\n/x/sub:\ng\n[2/2] COPY . /x\nCACHED\n",
        answer(
            file("FROM busybox", "COPY . /x")
                + "mkdir sub; touch a.log keep.log sub/b.log sub/g; printf '**/*.log\\n!keep.log\\n"
                + ".dockerignore\\n' > .dockerignore; docker build -q -t t . > /dev/null;"
                + " docker run --rm t ls -R /x; echo more > a.log; docker build ."
                + STEPS
                + " | tail -2"));
  }

  @Test
  void layersAreKeptForTheNextBuildUntilTheyAreForgotten() {
    assertEquals(
        "CACHED\nTotal:\t5B\n[2/2] RUN echo 1234 > /f\n",
        answer(
            file("FROM busybox", "RUN echo 1234 > /f")
                + "docker build -q -t t . > /dev/null; docker rmi t > /dev/null; docker build -q -t"
                + " t . > /dev/null; docker build ."
                + STEPS
                + " | tail -1; docker rmi t > /dev/null; docker builder prune -f; docker build ."
                + STEPS
                + " | tail -1"));
  }

  @Test
  void nothingIsLeftOfAStepThatFails() {
    String list = "mount | grep -c overlay; docker ps -aq; ls /var/lib/docker/overlay2 | wc -l; ";
    assertEquals(
        "0\n1\n0\n1\nERROR: failed to solve: process \"/bin/sh -c exit 3\" did not complete"
            + " successfully: exit code: 3\n0\n1\n",
        answer(
            list
                + file("FROM busybox", "COPY Dockerfile /bin/sh/x")
                + "docker build -q . 2> /dev/null; "
                + list
                + file("FROM busybox", "RUN exit 3")
                + "docker build . 2>&1 | tail -1; "
                + list));
  }

  @Test
  void aBuildIsToldStepByStep() {
    String said =
        answer(
            file("FROM busybox", "RUN echo hello; echo again")
                + "docker build -t t . > /dev/null 2> out; cat out");
    for (String line :
        new String[] {
          "#0 building with \"default\" instance using docker driver\n\n#1 [internal] load build",
          "#2 [internal] load metadata for docker.io/library/busybox:latest\n#2 DONE ",
          " hello\n",
          " again\n#5 DONE ",
          "#6 exporting to image\n",
          "#6 naming to docker.io/library/t done\n"
        }) {
      assertTrue(said.contains(line), said);
    }
    said = answer(file("FROM busybox", "COPY . .", "RUN ls /x") + "docker build . 2>&1");
    assertTrue(said.contains("------\n > [3/3] RUN ls /x:\n"), said);
    assertTrue(said.contains(" ls: cannot access '/x': No such file or directory\n"), said);
  }

  @Test
  void archivesAreTakenApartByAddAndNotByCopy() {
    assertEquals(
        "inner\ninner\nfile\nfile plain.gz\na.tar\nplain\n",
        Host.shell(
                "PATH=$PATH:/usr/bin; mkdir -p /b/x; cd /b; echo inner > x/file; tar cf a.tar -C x"
                    + " file; gzip -c a.tar > a.tgz; echo plain > plain.gz; { echo FROM busybox;"
                    + " echo ADD a.tar /one; echo ADD a.tgz plain.gz /two/; echo COPY a.tar"
                    + " /three/; } > Dockerfile; docker build -q -t added . >/dev/null 2>&1; docker"
                    + " run --rm added sh -c 'cat /one/file /two/file; echo $(ls /one); echo $(ls"
                    + " /two); ls /three; cat /two/plain.gz'")
            .run()
            .output());
  }
}
