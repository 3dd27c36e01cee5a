package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ports of the host's that lead to containers, and the processes that listen there. */
class DockerPortsTest {
  private static final String WEB =
      " busybox sh -c 'echo page > index.html; exec httpd -f' > /dev/null; sleep 1; ";

  private static String answer(String command) {
    return Host.shell("PATH=$PATH:/usr/bin; exec 2>&1; " + command).run().output();
  }

  @Tag("full")
  @Test
  void aServerIsReachedWhenItsPortIsPublished() {
    assertEquals(
        "wget: can't connect to remote host (127.0.0.1): Connection refused\n"
            + "page\n0.0.0.0:8080->80/tcp\n80/tcp -> 0.0.0.0:8080\n0.0.0.0:8080\npage\n",
        answer(
            "docker run -d --name one"
                + WEB
                + "wget -qO- 127.0.0.1; docker run -d --name two -p 8080:80"
                + WEB
                + "wget -qO- 127.0.0.1:8080; docker ps --filter name=two --format '{{.Ports}}';"
                + " docker port two; docker port two 80;"
                + " docker run --rm busybox wget -qO- 172.17.0.1:8080"));
  }

  @Test
  void aPortIsTheHostsAndCanBeGivenOnce() {
    String said =
        answer(
            "docker run -d --name one -p 8080:80 busybox sleep 1000 > /dev/null;"
                + " docker run -d --name two -p 8080:81 busybox sleep 1000; echo $?;"
                + " docker run -d --name three -p 127.0.0.1:8080:81 busybox true; echo $?;"
                + " httpd -p 8081; docker run -d --name four -p 8081:80 busybox true; echo $?;"
                + " docker run -d -p 8082:80 busybox true > /dev/null; echo $?;"
                + " docker ps -a --format '{{.Names}} {{.Status}}' | grep Created");
    assertTrue(said.contains("Bind for 0.0.0.0:8080 failed: port is already allocated.\n125\n"));
    assertTrue(said.contains("Bind for 127.0.0.1:8080 failed: port is already allocated.\n125\n"));
    assertTrue(
        said.contains(
            "Error starting userland proxy: listen tcp4 0.0.0.0:8081: bind: address already in"
                + " use.\n125\n"));
    assertTrue(said.endsWith("\n0\nfour Created\nthree Created\ntwo Created\n"), said);
  }

  @Tag("full")
  @Test
  void nobodyListensForAContainerThatHasEnded() {
    String list = "echo [$(pgrep docker-proxy)] [$(ss -tln | grep -c LISTEN)]; ";
    String run = "docker run -d --name web -p 80:80 busybox sleep 1000 > /dev/null; ";
    assertEquals(
        "[] [0]\n[] [0]\n[] [0]\n[] [0]\n[] [0]\n",
        answer(
            run
                + "docker stop -t 0 web > /dev/null; "
                + list
                + "docker start web > /dev/null; docker kill web > /dev/null; "
                + list
                + "docker rm web > /dev/null; "
                + run
                + "docker rm -f web > /dev/null; "
                + list
                + "docker run -p 80:80 busybox nosuch > /dev/null 2>&1; "
                + list
                + run
                + "kill -9 $(pgrep docker-shim); sleep 1; "
                + list));
  }

  @Tag("full")
  @Test
  void exposedPortsGetAnyPortOfTheHosts() {
    assertEquals(
        "80/tcp, 0.0.0.0:32768->81/udp\n0.0.0.0:32768->80/tcp\n",
        answer(
            "docker run -d --expose 80 -p 81/udp busybox sleep 1000 > /dev/null;"
                + " docker ps --format '{{.Ports}}';"
                + " docker run -d --name all -P --expose 80 busybox sleep 1000 > /dev/null;"
                + " docker ps --filter name=all --format '{{.Ports}}'"));
  }

  @Tag("full")
  @Test
  void thePortZeroIsAnyOne() {
    assertEquals(
        "80/tcp -> 0.0.0.0:32768\n80/tcp -> 0.0.0.0:32769\n",
        answer(
            "for n in aa bb; do docker run -d --name $n -p 0:80 busybox sleep 1000 > /dev/null;"
                + " docker port $n; done"));
  }

  @Tag("full")
  @Test
  void datagramsArrive() {
    assertEquals(
        "question\n",
        answer(
            "docker run -d --name one -p 53:5353/udp busybox nc -lup 5353 > /dev/null; sleep 1;"
                + " echo question | nc -uw 1 127.0.0.1 53; docker logs one"));
  }

  /** A server that answers is the one for names; the proxy is put in front of it there. */
  @Tag("full")
  @Test
  void datagramsComeBack() {
    assertEquals(
        "0\n1\n",
        answer(
            "docker network create net > /dev/null; docker run -d --name one --network net busybox"
                + " sleep 1000 > /dev/null; docker exec one sh -c 'echo nameserver 127.0.0.53 >"
                + " /etc/resolv.conf'; ping='docker exec one ping -c 1 one';"
                + " $ping 2> /dev/null | grep -c ' 0% packet loss';"
                + " nsenter -n -t $(docker inspect -f '{{.State.Pid}}' one) docker-proxy -proto udp"
                + " -host-ip 127.0.0.53 -host-port 53 -container-ip 127.0.0.11 -container-port 53 &"
                + " sleep 1; $ping 2> /dev/null | grep -c ' 0% packet loss'; kill $!"));
  }

  @Tag("full")
  @Test
  void aConnectionIsClosedInEachDirectionByItself() {
    assertEquals(
        "question\nanswer\n",
        answer(
            "docker run -d --name one -p 90:90 busybox sh -c 'echo answer | nc -lp 90' > /dev/null;"
                + " sleep 1; echo question | nc -N 127.0.0.1 90 > said; docker logs one; cat"
                + " said"));
  }

  @Tag("full")
  @Test
  void whatIsNoPortIsRefused() {
    for (String wrong :
        List.of(
            "a:80 Invalid hostPort: a",
            "80:b Invalid containerPort: b",
            "80:81-82 Invalid ranges specified for container and host Ports: 81-82 and 80",
            "1.2:80:80 Invalid ip address: 1.2",
            "80/x Invalid proto: x")) {
      String[] words = {
        wrong.substring(0, wrong.indexOf(' ')), wrong.substring(wrong.indexOf(' ') + 1)
      };
      assertEquals(
          "docker: " + words[1] + ".\nSee 'docker run --help'.\n125\n",
          answer("docker run -p " + words[0] + " busybox true; echo $?"));
    }
  }

  @Tag("full")
  @Test
  void aMachineWithAConnectionThroughAProxyIsRestored() {
    Host first =
        Host.shell(
            "PATH=$PATH:/usr/bin; docker run -d --name web -p 90:90 busybox nc -lp 90 > /dev/null;"
                + " sleep 1; { sleep 1; echo ready; sleep 2; echo late; } | tee /dev/stderr"
                + " | nc -N 127.0.0.1 90; docker logs web");
    while (!first.output().contains("ready")) {
      first.machine().run(20_011);
    }
    Host second = first.copy();
    assertArrayEquals(first.state(), second.state());
    String output = second.run().output();
    assertTrue(output.endsWith("late\nready\nlate\n"), output);
    assertEquals("ready\n" + output, first.run().output());
  }
}
