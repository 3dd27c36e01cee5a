package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docker compose makes of a file what Compose 2.26.1 makes of it. */
class DockerComposeTest {
  /** Two services, one of which needs the other, and one that ends at once. */
  private static final String FILE =
      """
      services:
        web:
          image: busybox
          command: ["sh", "-c", "echo hello; echo err >&2; sleep 1000"]
          depends_on: [db]
          ports: ["8080:80"]
          init: true
        db:
          image: busybox
          command: sleep 1000
          stop_grace_period: 0s
          volumes: [data:/data]
        once:
          image: busybox
          command: echo done
      volumes: {data: }
      """;

  @Test
  void servicesAreMadeInOrderAndNothingIsLeftWhenTheyAreTakenDown() {
    String created =
        """
         Network app_default  Creating
         Network app_default  Created
         Volume "app_data"  Creating
         Volume "app_data"  Created
         Container app-db-1  Creating
         Container app-db-1  Created
         Container app-once-1  Creating
         Container app-once-1  Created
         Container app-web-1  Creating
         Container app-web-1  Created
         Container app-db-1  Starting
         Container app-db-1  Started
         Container app-once-1  Starting
         Container app-once-1  Started
         Container app-web-1  Starting
         Container app-web-1  Started
        """;
    String listed =
        """
        NAME        IMAGE     COMMAND                  SERVICE
        app-db-1    busybox   "sleep 1000"             db
        app-web-1   busybox   "sh -c 'echo hello; …"   web
        """;
    String removed =
        """
         Container app-web-1  Stopping
         Container app-web-1  Stopped
         Container app-web-1  Removing
         Container app-web-1  Removed
         Container app-once-1  Removing
         Container app-once-1  Removed
         Container app-db-1  Stopping
         Container app-db-1  Stopped
         Container app-db-1  Removing
         Container app-db-1  Removed
         Network app_default  Removing
         Network app_default  Removed
         Volume app_data  Removing
         Volume app_data  Removed
        """;
    assertEquals(
        created
            + listed
            + "once-1  | done\nweb-1   | hello\nweb-1   | err\n0.0.0.0:8080\n"
            + removed
            + "0 3 0\n",
        bytes(
            ComposeProject.answer(
                FILE,
                "dc up -d; docker compose ps --format 'table"
                    + " {{.Name}}\\t{{.Image}}\\t{{.Command}}\\t{{.Service}}'; sleep 1; dc logs; dc"
                    + " port web 80; dc down -v; echo $(docker ps -aq | wc -l) $(docker network ls"
                    + " -q | wc -l) $(docker volume ls -q | wc -l)")));
  }

  @Test
  void servicesFindEachOtherByTheirNamesAndAliases() {
    String file =
        """
        services:
          web:
            image: busybox
            command: httpd -f -h /etc
            networks: {default: {aliases: [site]}, back: }
          other: {image: busybox, command: sleep 1000}
          apart: {image: busybox, command: sleep 1000, networks: [back]}
        networks: {back: }
        """;
    assertEquals(
        "box\nbox\nbox\n1\n",
        ComposeProject.answer(
            file,
            "echo box > /etc/mark; docker compose up -d 2> /dev/null; for n in web site; do"
                + " docker compose exec other wget -qO- http://$n/hostname > /dev/null && echo"
                + " box; done; docker compose exec apart wget -qO- http://web/hostname >"
                + " /dev/null && echo box; docker compose exec apart wget -qO- http://other/ 2>"
                + " /dev/null; echo $?"));
  }

  @Tag("full")
  @Test
  void onlyWhatHasChangedAndWhatNeedsItIsMadeAgain() {
    assertEquals(
        """
         Container app-db-1  Running
         Container app-once-1  Created
         Container app-web-1  Running
         Container app-once-1  Starting
         Container app-once-1  Started
         Container app-db-1  Recreate
         Container app-db-1  Recreated
         Container app-once-1  Created
         Container app-web-1  Recreate
         Container app-web-1  Recreated
         Container app-db-1  Starting
         Container app-db-1  Started
         Container app-once-1  Starting
         Container app-once-1  Started
         Container app-web-1  Starting
         Container app-web-1  Started
        kept
        """,
        ComposeProject.answer(
            FILE,
            "docker compose up -d 2> /dev/null; docker compose exec db sh -c 'echo kept > /data/f';"
                + " dc up -d; sed -i 's/sleep 1000$/sleep 2000/' compose.yaml; dc up -d;"
                + " docker compose exec db cat /data/f"));
  }

  @Test
  void servicesAreScaledAndOrphansToldOf() {
    String file = "services: {a: {image: busybox, command: sleep 1000, stop_grace_period: 0s}}\n";
    assertEquals(
        """
        app-a-1 app-a-2 app-a-3
         Container app-a-1  Running
         Container app-a-2  Stopping
         Container app-a-2  Stopped
         Container app-a-2  Removing
         Container app-a-2  Removed
         Container app-a-3  Stopping
         Container app-a-3  Stopped
         Container app-a-3  Removing
         Container app-a-3  Removed
        level=warning msg="Found orphan containers ([app-a-1]) for this project. If you removed or\
         renamed this service in your compose file, you can run this command with the\
         --remove-orphans flag to clean it up."
         Container app-b-1  Creating
         Container app-b-1  Created
         Container app-a-1  Stopping
         Container app-a-1  Stopped
         Container app-a-1  Removing
         Container app-a-1  Removed
        app-b-1
        """,
        ComposeProject.answer(
            file,
            "docker compose up -d --scale a=3 2> /dev/null; echo $(docker compose ps --format"
                + " '{{.Name}}'); dc up -d; sed -i 's/{a:/{b:/' compose.yaml; dc create | sed"
                + " 's/^time=[^ ]* //'; dc down --remove-orphans > /dev/null; sed -i 's/{b:/{a:/'"
                + " compose.yaml; docker compose up -d 2> /dev/null; sed -i 's/{a:/{b:/'"
                + " compose.yaml; dc create --remove-orphans | grep -v b-1; docker ps -a --format"
                + " '{{.Names}}'"));
  }

  @Tag("full")
  @Test
  void aServiceWaitsUntilThoseThatItNeedsAreHealthyOrThrough() {
    String file =
        """
        services:
          web:
            image: busybox
            command: echo up
            depends_on:
              db: {condition: service_healthy}
              init: {condition: service_completed_successfully}
          db:
            image: busybox
            command: sleep 1000
            stop_grace_period: 0s
            healthcheck: {test: ["CMD", "WORD"], interval: 1s, retries: 1}
          init: {image: busybox, command: "true"}
        """;
    String waits = "dc up -d | grep -v -e Creat -e Network; echo; docker compose logs web; ";
    assertEquals(
        """
         Container app-db-1  Starting
         Container app-db-1  Started
         Container app-init-1  Starting
         Container app-init-1  Started
         Container app-db-1  Waiting
         Container app-db-1  Healthy
         Container app-init-1  Waiting
         Container app-init-1  Exited
         Container app-web-1  Starting
         Container app-web-1  Started

        web-1  | up
        """,
        ComposeProject.answer(file.replace("WORD", "true"), waits));
    assertEquals(
        """
         Container app-db-1  Starting
         Container app-db-1  Started
         Container app-init-1  Starting
         Container app-init-1  Started
         Container app-db-1  Waiting
         Container app-db-1  Error
        dependency failed to start: container app-db-1 is unhealthy

        """,
        ComposeProject.answer(file.replace("WORD", "false"), waits));
    assertEquals(
        "service \"init\" didn't complete successfully: exit 1\n",
        ComposeProject.answer(
            file.replace("WORD", "true").replace("\"true\"}", "\"false\"}"),
            "dc up -d | tail -n 1"));
  }

  @Test
  void whoLooksOnSeesAllOutputAndStopsAllByCtrlC() {
    String file = FILE.replace("sleep 1000\"]", "sleep 1000\"]\n    stop_grace_period: 0s");
    assertEquals(
        """
        Attaching to db-1, once-1, web-1
        Gracefully stopping... (press Ctrl+C again to force)
        canceled
        once-1  | done
        once-1 exited with code 0
        web-1   | err
        web-1   | hello
        130
        0
        """,
        ComposeProject.answer(
            file,
            "docker compose create 2> /dev/null; docker compose up > o 2>&1 & p=$!; sleep 3; kill"
                + " -INT $p; wait $p; s=$?; grep -v '^ ' o | sort; echo $s; docker ps -q | wc -l"));
  }

  @Test
  void oneContainerMoreRunsOneCommand() {
    assertEquals(
        """
        hi app
        app-db-1
        2
        app-db-1
        removed
        """,
        ComposeProject.answer(
            FILE.replace("init: true", "environment: {NAME: app}"),
            "docker compose run --rm web sh -c 'echo hi $NAME' 2> /dev/null; docker compose ps"
                + " --format '{{.Name}}'; docker compose run --rm --no-deps web sh -c 'exit 2';"
                + " echo $?; docker compose run -d --name one web > /dev/null 2>&1; docker compose"
                + " ps --format '{{.Name}}'; docker compose down --remove-orphans 2> /dev/null;"
                + " docker inspect one > /dev/null 2>&1 || echo removed"));
  }

  @Test
  void imagesAreBuiltWhereTheFileSaysHow() {
    String file =
        "services: {a: {build: {context: ., args: [WHO]}}, b: {build: {context: ., target: t}}}\n";
    assertEquals(
        "a-1  | made for me\nb-1  | t\n Image app-a:latest  Removed\n Image app-b:latest "
            + " Removed\nbusybox\n",
        ComposeProject.answer(
            file,
            "printf 'FROM busybox AS t\\nCMD [\"echo\", \"t\"]\\nFROM busybox\\nARG WHO\\nRUN echo"
                + " made for $WHO > /m\\nCMD [\"cat\", \"/m\"]\\n' > Dockerfile; echo WHO=me >"
                + " .env; dc up -d > /dev/null; sleep 1; dc logs; dc down --rmi local | grep"
                + " 'Image.*Removed'; docker images --format '{{.Repository}}'"));
  }

  @Test
  void secretsAndConfigsAreFilesThatAreReadOnly() {
    String file =
        """
        services:
          a:
            image: busybox
            command: sh -c 'cat /run/secrets/s /c /etc/d; echo x > /c'
            secrets: [s]
            configs: [c, {source: c, target: /etc/d}]
        secrets: {s: {file: s.txt}}
        configs: {c: {file: c.txt}}
        """;
    assertEquals(
        "a-1  | secret\na-1  | config\na-1  | config\na-1  | sh: can't create /c: Read-only file"
            + " system\n",
        ComposeProject.answer(
            file,
            "echo secret > s.txt; echo config > c.txt; dc up -d > /dev/null; sleep 1; dc logs"));
  }

  @Test
  void whatIsNotThereSaysSo() {
    assertEquals(
        """
        no such service: x
        1
        unknown docker command: "compose x"
        1
        docker: this engine does not have 'compose watch' yet.
        See 'docker compose --help'
        1
        unknown flag: --x
        See 'docker compose up --help'.
        125
        services.a.links: this engine does not have 'links' yet
        15
         a Pulling\s
         a Error\s
        """,
        ComposeProject.answer(
            FILE,
            "for w in 'ps x' x watch 'up --x'; do dc $w; echo $?; done; echo 'services: {a: {image:"
                + " x, links: [b]}}' > compose.yaml; dc up; echo $?; echo 'services: {a: {image:"
                + " x}}' > compose.yaml; dc up -d | head -n 2"));
  }

  /** The machine's output is bytes. */
  private static String bytes(String output) {
    return new String(output.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
