package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
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

  @Tag("full")
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

  @Tag("full")
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

  @Tag("full")
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

  @Tag("full")
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

  @Test
  void networksAndPortsCanBeAskedFor() {
    String typed = "{\"Image\":\"busybox\",\"Cmd\":[\"hostname\"]}";
    assertEquals(
        "0.0.0.0:8080->80/tcp\nroot\n"
            + "\"Ports\":[{\"IP\":\"0.0.0.0\",\"PrivatePort\":80,\"PublicPort\":8080,"
            + "\"Type\":\"tcp\"}]\n"
            + "10.9.0.7 [there]\n172.17.0.2\n"
            + "docker: Error response from daemon: No such container: none.\n",
        answer(
            BEGIN
                + "docker network create --subnet 10.9.0.0/24 own > /dev/null; echo root > /root/x;"
                + " run='docker run --rm -u 1000:999 -v /var/run/docker.sock:/var/run/docker.sock"
                + " -v /usr/bin/docker:/usr/bin/docker busybox'; $run docker run -d --name web -p"
                + " 8080:80 -v /root:/r busybox httpd -f -h /r > /dev/null; $run docker ps --filter"
                + " name=web --format '{{.Ports}}'; wget -qO- 127.0.0.1:8080/x; printf 'GET"
                + " /containers/json HTTP/1.1\\r"
                + "\\n"
                + "\\r"
                + "\\n"
                + "' | nc -U /var/run/docker.sock | grep -o '\"Ports\":[^]]*]' | grep 8080; docker"
                + " rm -f web > /dev/null; $run docker run -d --name net --network"
                + " name=own,alias=there,ip=10.9.0.7 busybox sleep 9 > /dev/null; docker inspect -f"
                + " '{{.NetworkSettings.Networks.own.IPAddress}}"
                + " {{.NetworkSettings.Networks.own.Aliases}}' net; docker rm -f net > /dev/null;"
                + " printf 'POST /containers/create?name=typed HTTP/1.1\\r"
                + "\\n"
                + "Content-Length: "
                + typed.length()
                + "\\r\\n\\r\\n%s' '"
                + typed
                + "' | nc -U /var/run/docker.sock > /dev/null; docker start typed > /dev/null;"
                + " docker inspect -f '{{.NetworkSettings.Networks.bridge.IPAddress}}' typed;"
                + " $run docker run --network container:none busybox true 2>&1 | head -n 1"));
  }

  /** The container has no right that it could do this with, only the socket. */
  @Tag("full")
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

  @Tag("full")
  @Test
  void aSecondDaemonLeavesThePlaceToTheFirst() {
    String output =
        answer(
            BEGIN + "dockerd 2>&1 | cut -d ' ' -f 1-8; kill $(cat /var/run/docker.pid); ls /run");
    assertTrue(output.startsWith("failed to start daemon: process with PID"), output);
    assertTrue(output.endsWith("\ndocker\n"), output);
  }

  @Tag("full")
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
