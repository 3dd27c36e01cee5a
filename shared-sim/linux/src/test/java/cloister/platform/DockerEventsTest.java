package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the engine tells of, in the order in which Docker 26.1 does (daemon/monitor.go). */
@Tag("full")
class DockerEventsTest {
  private static String answer(String command) {
    return Host.shell("PATH=$PATH:/usr/bin; " + command).run().output();
  }

  @Test
  void aContainersLifeIsTold() {
    assertEquals(
        """
        container create busybox web
        container attach busybox web
        network connect bridge
        container start busybox web
        network disconnect bridge
        container die 3 busybox web
        container destroy busybox web
        """,
        answer(
            "docker run --rm --name web busybox sh -c 'exit 3'; sleep 1; docker events --since 1m"
                + " --until 0s --format '{{.Type}} {{.Action}} {{with .Actor.Attributes}}{{with"
                + " index . \"exitCode\"}}{{.}} {{end}}{{with index . \"image\"}}{{.}} {{end}}"
                + "{{.name}}{{end}}'"));
  }

  @Test
  void filtersOfAKindAreAlternativesAndKindsAreConditions() {
    String all =
        "docker create --name one busybox >/dev/null; docker create --name two -l a=b busybox"
            + " >/dev/null; docker volume create vol >/dev/null; docker tag busybox other; sleep 1;"
            + " e() { docker events --since 1m --until 0s --format '{{.Action}}"
            + " {{.Actor.Attributes.name}}' \"$@\" | tr '\\n' ,; echo; };";
    assertEquals(
        "create one,create two,\ncreate two,\ncreate one,\ntag other:latest,\n",
        answer(
            all
                + "e -f type=container -f event=create; e -f label=a=b; e -f container=on;"
                + " e -f type=image"));
    assertTrue(
        answer(all + "docker events --since 1m --until 0s -f type=volume")
            .matches("2026-\\S+Z volume create vol \\(driver=local\\)\n"));
  }

  @Test
  void itShowsWhatHappensUntilATimeAndRemembersNoMoreThanDockerDoes() {
    assertEquals(
        "create \nstart \nkill 15\nkill 9\ndie \nstop \n",
        answer(
                "docker run -d --name web busybox sleep 1000 >/dev/null; (docker events --until"
                    + " $(($(date +%s)+4)) --format '{{.Action}} {{with index .Actor.Attributes"
                    + " \"signal\"}}{{.}}{{end}}' -f type=container) & sleep 1; docker stop -t 1"
                    + " web >/dev/null; wait")
            .replaceAll("(?m)^die .*$", "die "));
    assertEquals(
        "256\n",
        answer(
            "i=0; while [ $i -lt 150 ]; do docker volume create vol$i >/dev/null; docker volume rm"
                + " vol$i >/dev/null; i=$((i+1)); done; sleep 1; docker events --since 1h --until"
                + " 0s | wc -l"));
  }

  @Test
  void whatIsNoQuestionIsRefused() {
    assertEquals(
        """
        Error response from daemon: invalid filter 'colour'
        invalid argument "x" for "-f, --filter" flag: bad format of filter (expected name=value)
        See 'docker events --help'.
        Error response from daemon: failed to parse value as time or duration: "soon"
        """,
        answer(
            "docker events -f colour=red 2>&1; docker events -f x 2>&1; docker events --until soon"
                + " 2>&1"));
  }

  @Test
  void aCheckDecidesWhetherAContainerIsHealthy() {
    String shown = "docker ps --format '{{.Status}}' | sed 's/.*(/(/';";
    assertEquals(
        "(health: starting)\n(unhealthy)\n(healthy)\nhealthy 0 0\nunhealthy healthy\nunhealthy\n",
        answer(
            "docker run -d --name web --health-cmd 'test -e /ok' --health-interval 2s"
                + " --health-retries 2 busybox sleep 1000 >/dev/null;"
                + shown
                + "sleep 5;"
                + shown
                + "docker exec web touch /ok; sleep 2;"
                + shown
                + "docker inspect -f '{{.State.Health.Status}} {{.State.Health.FailingStreak}}"
                + " {{(index .State.Health.Log 2).ExitCode}}' web; docker events --since 1m --until"
                + " 0s -f event=health_status --format '{{.Action}}' | cut -d' ' -f2 | xargs;"
                + " docker kill web >/dev/null; docker inspect -f '{{.State.Health.Status}}' web"));
  }

  @Test
  void aCheckOfTheImageIsTakenAndCanBeTurnedOff() {
    String image =
        "mkdir /b; printf 'FROM busybox\\nHEALTHCHECK --interval=1s --timeout=1s --retries=1 CMD"
            + " sleep 100\\n' > /b/Dockerfile; docker build -qt checked /b >/dev/null;";
    assertEquals(
        "unhealthy -1 Health check exceeded timeout (1s)\n0\n[NONE]\nnone\n",
        answer(
            image
                + "docker run -d --name web checked sleep 1000 >/dev/null; sleep 3; docker inspect"
                + " -f '{{.State.Health.Status}} {{with index .State.Health.Log 0}}{{.ExitCode}}"
                + " {{.Output}}{{end}}' web; docker stop -t 0 web >/dev/null; sleep 2; pgrep -x"
                + " sleep | wc -l; docker run -d --name other --no-healthcheck checked sleep 1000"
                + " >/dev/null; docker inspect -f '{{.Config.Healthcheck.Test}}' other; docker ps"
                + " -q --filter health=none | wc -l | sed 's/1/none/'"));
  }

  @Test
  void aCheckThatTakesTooLongLeavesNothing() {
    assertEquals(
        "sleep 100\nhealthless\n",
        answer(
            "docker run -d --name web --health-cmd 'exec sleep 77' --health-interval 5s"
                + " --health-timeout 1s busybox sleep 100 >/dev/null; sleep 8; docker top web -o"
                + " pid,args | tail -n +2 | tr -s ' ' | cut -d ' ' -f 2-; pgrep -f 'sleep 77' -x ||"
                + " echo healthless"));
  }

  @Test
  void anEndBeforeTheBeginningIsRefused() {
    assertEquals(
        "Error response from daemon: `since` time (200) cannot be after `until` time (100.5)\n"
            + "Error response from daemon: `since` time (1767225600.000000000) cannot be after"
            + " `until` time (3)\n",
        Host.shell(
                "PATH=$PATH:/usr/bin; exec 2>&1; docker events --since 200 --until 100.5; docker"
                    + " events --since 2026-01-01T00:00:00Z --until 3")
            .run()
            .output());
  }

  @Test
  void templatesLeaveTheirLoops() {
    assertEquals(
        "b=1 d=4 \nb=1 \n[/one][/two]\n",
        Host.shell(
                "PATH=$PATH:/usr/bin; docker create --name box -l a=0 -l b=1 -l c=0 -l d=4 busybox"
                    + " true >/dev/null; docker inspect -f '{{range $k, $v := .Config.Labels}}{{if"
                    + " eq $v \"0\"}}{{continue}}{{end}}{{$k}}={{$v}} {{end}}' box; docker inspect"
                    + " -f '{{range $k, $v := .Config.Labels}}{{if eq $v \"0\"}}{{continue}}{{else"
                    + " if eq $v \"4\"}}{{break}}{{end}}{{$k}}={{$v}} {{end}}' box; docker create"
                    + " --name one busybox true > /dev/null; docker create --name two busybox true"
                    + " > /dev/null; docker inspect -f '{{range .Config.Cmd}}{{range"
                    + " $.Config.Cmd}}{{break}}{{end}}[{{$.Name}}]{{else}}none{{end}}' one two | tr"
                    + " -d '\\n"
                    + "'; echo")
            .run()
            .output());
  }
}
