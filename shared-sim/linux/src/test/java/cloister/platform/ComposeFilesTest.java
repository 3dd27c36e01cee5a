package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docker compose reads files as Compose 2.26.1 reads them. */
@Tag("full")
class ComposeFilesTest {
  private static final String ONE = "services: {a: {image: \"$A-$B\"}}\n";

  /** Each answer is that of Compose 2.26.1. */
  @Test
  void theEnvironmentGoesBeforeWhatAFileOfVariablesSaysItself() {
    assertEquals(
        """
        image: os-x-os
        image: $$HOME-A \\c it's
        failed to read /srv/app/.env: line 2: unterminated quoted value "x
        1
        failed to read /srv/app/.env: line 1: key cannot contain a space
        1
        failed to read /srv/app/.env: Invalid template: "${FOO"
        1
        A: os-x
        B: os-x
        C: os
        D: os-x
        FOO: "1"
        line 1: key cannot contain a space
        15
        """,
        ComposeProject.answer(
            ONE,
            "e() { printf '%s\\n"
                + "' \"$@\"; }; c() { dc config > o; s=$?; grep 'image:\\|: \"1\"\\|os\\|^[fl]' o |"
                + " sed 's/^ *//'; [ $s = 0 ] || echo $s; }; export FOO=os\n"
                + "e 'A=${FOO}-x' FOO=1 'B=$FOO' > .env; c\n"
                + "e 'A=\"\\$HOME\"' 'B=\"\\0101 \\c'\" it's\\\"\" > .env; c\n"
                + "e 'A=\"x' > .env; c; e 'A B=1' > .env; c; e 'A=${FOO' > .env; c; rm .env\n"
                + "echo 'services: {a: {image: x, env_file: [v.env, w.env]}}' > compose.yaml\n"
                + "e 'A=${FOO}-x' 'B=$A' FOO=1 'C=$FOO' > v.env; e 'D=$A' > w.env; c | grep -v"
                + " image; e 'A B=1' > v.env; c"));
  }

  /** Compose takes the scale -5, and makes no container; here it is refused. */
  @Test
  void whatNoFileMaySayIsRefused() {
    assertEquals(
        """
        yaml: control characters are not allowed
        15
        this engine makes 0 to 1000 containers of a service, not -5
        15
        this engine makes 0 to 1000 containers of a service, not 5000000000
        15
        invalid project name "Foo": must consist only of lowercase alphanumeric characters, \
        hyphens, and underscores as well as start with a letter or number
        1
        """,
        ComposeProject.answer(
            ONE,
            "w() { printf \"$@\" > compose.yaml; dc up -d; echo $?; }; w 'services: {a: {image:"
                + " x}}\\0 zz'; for s in -5 5000000000; do w \"services: {a: {image: x, scale:"
                + " $s}}\"; done; dc -p Foo config; echo $?"));
  }

  @Test
  void filesAreMergedAsComposeMergesThem() {
    assertEquals(
        """
        A: "1"
        B: "2"
        driver: local
        options:
        b: "2"
        target: 80
        published: "80"
        {
          "name": "app",
          "networks": {
            "default": {
              "name": "app_default",
              "ipam": {}
            }
          },
          "services": {
            "w": {
              "command": null,
              "entrypoint": null,
              "image": "x\\u003cy",
              "networks": {
                "default": null
              }
            }
          }
        }\
        """,
        ComposeProject.answer(
            "services: {w: {image: x, env_file: a, ports: ['80:80'], logging: {driver: json-file,"
                + " options: {a: '1'}}}}\n",
            "echo A=1 > a; echo B=2 > b; echo \"services: {w: {env_file: b, ports: ['80:80'],"
                + " logging: {driver: local, options: {b: '2'}}}}\" > compose.override.yaml; dc"
                + " config | grep '[0-9AB\"]\\|driver\\|options' | sed 's/^ *//'; rm"
                + " compose.override.yaml; echo 'services: {w: {image: \"x<y\"}}' > compose.yaml;"
                + " dc config --format json"));
  }

  /** A comma in a path is none of --mount; a key that begins with x- makes no other container. */
  @Test
  void namesAndNotesChangeNoContainer() {
    assertEquals(
        "s\n0 Running\nb\n",
        ComposeProject.answer(
            """
            services:
              a: {image: busybox, command: sleep 100, x-n: 1, secrets: [s]}
              b: {image: busybox, command: sleep 100, profiles: [p], depends_on: [c]}
              c: {image: busybox, command: sleep 100, profiles: [p]}
            secrets: {s: {file: "./s,readonly=false"}}
            """,
            "echo s > s,readonly=false; dc up -d > o || cat o; docker compose exec -T a cat"
                + " /run/secrets/s; sed -i 's/x-n: 1/x-n: 2/' compose.yaml; dc up -d > o; echo $?"
                + " $(grep -o 'Running\\|Recreated' o); dc up -d b > o || cat o; dc ps --services |"
                + " grep b"));
  }

  /** What "docker compose config" of Compose 2.26.1 has printed of these files. */
  @Test
  void filesAreBroughtIntoOneForm() {
    String all =
        new String(Host.resource("/cloister/platform/compose/config.txt"), StandardCharsets.UTF_8);
    List<String> files = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (String one : all.substring("---\n".length()).split("\n---\n")) {
      int middle = one.lastIndexOf("\n=== ");
      files.add(one.substring(0, middle));
      expected.add(one.substring(middle + 5).strip());
    }
    StringBuilder script =
        new StringBuilder("mkdir -p /srv/t5; cd /srv/t5; echo f > f.txt; echo TAG=9 > .env\n");
    script.append("echo A=1 > v.env; cat > w.env << 'EOF'\n");
    script.append("B=\"x y\"\nexport C=$B\nD='$B'\nE=a # c\nF=a#b\nEOF\n");
    for (String file : files) {
      script.append("cat > compose.yaml << 'EOF'\n");
      script.append(file.isEmpty() ? "" : file + "\n").append("EOF\n");
      script.append("/usr/bin/docker compose config > o 2> e; s=$?; printf '\\001%s\\n' $s\n");
      script.append("sed -e 's/^time=[^ ]* //' -e 's/, column [0-9]*//' e; cat o\n");
    }
    Host host =
        new Host()
            .input(
                new String(
                    script.toString().getBytes(StandardCharsets.UTF_8),
                    StandardCharsets.ISO_8859_1))
            .boot(List.of(), "/bin/sh", "sh")
            .run();
    String[] given = bytes(host.output()).split("\u0001");
    assertTrue(files.size() > 130, "files: " + files.size());
    assertAll(
        IntStream.range(0, files.size())
            .mapToObj(
                i ->
                    () ->
                        assertEquals(
                            expected.get(i),
                            i + 1 < given.length ? given[i + 1].strip() : "nothing",
                            files.get(i))));
  }

  /** The machine's output is bytes. */
  private static String bytes(String output) {
    return new String(output.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
