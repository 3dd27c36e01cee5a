package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The engine behind its socket: who may ask it, and what it does for who asks. */
class DockerDaemonTest {
  private static final String SOCKET = "unix:///var/run/docker.sock";
  private static final String BEGIN =
      "exec 2>&1; PATH=$PATH:/usr/bin; dockerd > /tmp/said 2>&1 & sleep 1; ";
  private static final String AS_USER = "setpriv --reuid 1000 --regid 1000 --clear-groups ";
  private static final String ASK = BEGIN + "export DOCKER_HOST=" + SOCKET + "; ";

  private static String answer(String command) {
    return Host.shell(command).run().output();
  }

  @Test
  void whoCannotBeTheEngineAsksForIt() {
    assertEquals(
        "Cannot connect to the Docker daemon at " + SOCKET + ". Is the docker daemon running?\n",
        answer("exec 2>&1; PATH=$PATH:/usr/bin; " + AS_USER + "docker ps"));
    String refused =
        "permission denied while trying to connect to the Docker daemon socket at "
            + SOCKET
            + ": Get \"http://%2Fvar%2Frun%2Fdocker.sock/v1.45/containers/json\": dial unix"
            + " /var/run/docker.sock: connect: permission denied\n";
    assertEquals(refused, answer(BEGIN + AS_USER + "docker ps"));
    assertEquals(
        "hello\n",
        answer(
            BEGIN
                + "setpriv --reuid 1000 --regid 1000 --groups 999 docker run --rm busybox"
                + " echo hello"));
  }

  @Test
  void aContainerIsMadeAndWatchedOverTheSocket() {
    assertEquals(
        "out b\n"
            + "err\n"
            + "3\n"
            + "one exited x=y\n"
            + "out b\n"
            + "err\n"
            + "137\n"
            + "Error response from daemon: No such container: one\n",
        answer(
            ASK
                + "docker run --name one --label x=y -e A=b busybox sh -c"
                + " 'echo out $A; sleep 1; echo err >&2; exit 3'; echo $?;"
                + " docker ps -a --format '{{.Names}} {{.State}} {{.Labels}}'; docker logs one;"
                + " docker run -d --name two busybox sleep 100 > /dev/null;"
                + " docker stop -t 0 two > /dev/null; docker wait two; docker rm one two >"
                + " /dev/null; docker rm one"));
  }

  @Test
  void whatTheEngineRefusesComesBack() {
    String no = "docker: Error response from daemon: ";
    String see = "\nSee 'docker run --help'.\n";
    assertEquals(
        no
            + "Minimum memory limit allowed is 6MB."
            + see
            + no
            + "invalid volume specification: '/a:b': invalid mount config for type \"bind\":"
            + " invalid mount path: 'b' mount path must be absolute."
            + see
            + "docker: this client does not ask an engine for 'exec' yet.\n",
        answer(
            ASK
                + "docker run -m 1m busybox 2>&1 | grep -v swap; docker run -v /a:b busybox;"
                + " docker exec a b"));
  }

  @Test
  void aRequestCanBeTyped() {
    String body =
        "{\"Image\":\"busybox\",\"Cmd\":[\"touch\",\"/h/here\"],\"HostConfig\":"
            + "{\"Binds\":[\"/root:/h\"]}}";
    assertEquals(
        "HTTP/1.1 200 OK\nOK\nHTTP/1.1 201 Created\nHTTP/1.1 204 No Content\nhere\n"
            + "HTTP/1.1 404 Not Found\nHTTP/1.1 400 Bad Request\nHTTP/1.1 404 Not Found\n",
        answer(
            BEGIN
                + "ask() { printf \"$1 HTTP/1.1\\r\\nContent-Length: ${#2}\\r\\n\\r\\n%s\" \"$2\""
                + " | nc -U /var/run/docker.sock | tr -d '\\r'; };"
                + " ask 'GET /_ping' > /tmp/a;"
                + " head -n 1 /tmp/a; tail -n 1 /tmp/a; echo;"
                + " ask 'POST /v1.45/containers/create?name=one' '"
                + body
                + "' | head -n 1; ask 'POST /containers/one/start' | head -n 1; sleep 1; ls /root;"
                + " ask 'GET /nowhere' | head -n 1; ask nonsense | head -n 1;"
                + " ask 'POST /containers/create' '{\"Image\":\"none\"}' | head -n 1"));
  }

  /** The container has no right that it could do this with, only the socket. */
  @Test
  void whoHoldsTheSocketIsRootOnTheHost() {
    assertEquals(
        "mine\n0:0\n",
        answer(
            BEGIN
                + "docker run --rm -u 1000:999 -v /var/run/docker.sock:/var/run/docker.sock"
                + " -v /usr/bin/docker:/usr/bin/docker busybox docker run --rm -v /:/host busybox"
                + " sh -c 'echo mine > /host/root/note'; cat /root/note;"
                + " stat -c %u:%g /root/note"));
  }

  @Test
  void aSecondDaemonLeavesThePlaceToTheFirst() {
    String output =
        answer(
            BEGIN + "dockerd 2>&1 | cut -d ' ' -f 1-8; kill $(cat /var/run/docker.pid); ls /run");
    assertTrue(output.startsWith("failed to start daemon: process with PID"), output);
    assertTrue(output.endsWith("\ndocker\n"), output);
  }

  @Test
  void aMachineWithADaemonIsRestored() {
    Host first =
        Host.shell(
            ASK
                + "echo ready; docker run --rm busybox sh -c 'echo one; sleep 1; echo two';"
                + " kill $(cat /var/run/docker.pid)");
    while (!first.output().contains("ready")) {
      first.machine().run(20_011);
    }
    first.machine().run(400_000);
    Host second = first.copy();
    assertArrayEquals(first.state(), second.state());
    second.run();
    assertTrue(second.output().endsWith("one\ntwo\n"), second.output());
    assertTrue(first.run().output().endsWith(second.output()), second.output());
  }
}
