package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Containers of docker's at networks: addresses, names, and who reaches whom. */
class DockerNetworkTest {
  private static final String SERVE =
      " busybox sh -c 'echo page > index.html; exec httpd -f' > /dev/null; ";

  /** The port is open a moment after the container has started. */
  private static final String READY = "sleep 1; ";

  private static String answer(String command) {
    return Host.shell("PATH=$PATH:/usr/bin; " + command).run().output();
  }

  @Test
  void aContainerIsAtTheBridgeThatIsAlwaysThere() {
    assertEquals(
        "eth0 UP 172.17.0.2/16\ndefault via 172.17.0.1 dev eth0\n1\n172.17.0.1/16\n",
        answer(
            "docker run --rm busybox sh -c 'set -- $(ip -br addr show eth0); echo ${1%@*} $2 $3;"
                + " ip route | while read a; do case $a in default*) echo $a ;; esac; done;"
                + " ping -c 1 172.17.0.1 | grep -c \" 0% packet loss\"';"
                + " set -- $(ip -br addr show docker0); echo $3"));
  }

  @Test
  void twoAtOneNetworkFindEachOtherByNameAndAThirdDoesNot() {
    String web = "docker run --rm --network net busybox wget -qO- http://WHO/; ";
    assertEquals(
        "page\npage\npage\npage\nwget: bad address 'nobody'\nwget: bad address 'srv'\n",
        answer(
            "exec 2>&1; docker network create net > /dev/null;"
                + " docker run -d --name srv --network net --network-alias www -h host"
                + SERVE
                + READY
                + web.replace("WHO", "srv")
                + web.replace("WHO", "www")
                + web.replace("WHO", "$(docker ps -q)")
                + web.replace("WHO", "host")
                + web.replace("WHO", "nobody")
                + "docker run --rm busybox wget -qO- http://srv/"));
  }

  @Test
  void anAddressIsGivenBackAtTheEnd() {
    String list = "docker inspect -f '{{.NetworkSettings.IPAddress}}' aa bb; ";
    assertEquals(
        "172.17.0.2\n172.17.0.3\n\n172.17.0.3\n172.17.0.2\n",
        answer(
            "docker run -d --name aa busybox sleep 1000 > /dev/null;"
                + " docker run -d --name bb busybox sleep 1000 > /dev/null; "
                + list
                + "docker stop -t 0 aa > /dev/null; "
                + list
                + "docker run --rm busybox hostname -i 2> /dev/null || "
                + "docker run --rm busybox sh -c 'set -- $(ip -br addr show eth0); echo ${3%/*}'"));
  }

  @Test
  void aShimThatIsKilledGivesTheAddressBack() {
    assertEquals(
        "137\n172.17.0.2\nlo docker0\n",
        answer(
            "docker run -d --name aa busybox sleep 1000 > /dev/null; kill -9 $(pgrep docker-shim);"
                + " sleep 0.1; docker inspect -f '{{.State.ExitCode}}' aa;"
                + " docker run --rm busybox sh -c 'set -- $(ip -br addr show eth0);"
                + " echo ${3%/*}'; echo $(ip -br link | cut -d ' ' -f 1)"));
  }

  @Test
  void aContainerIsPutToAnotherNetworkWhileItRuns() {
    String list =
        "echo $(docker exec aa ip -br addr | while read a b c; do echo ${a%@*} $c; done); ";
    assertEquals(
        "0\nlo 127.0.0.1/8 eth0 172.17.0.2/16 eth1 172.18.0.2/16\n1\n1\n"
            + "lo 127.0.0.1/8 eth1 172.18.0.2/16\ndefault via 172.18.0.1 dev eth1\n",
        answer(
            "docker network create net > /dev/null; docker run -d --name aa busybox sleep 1000"
                + " > /dev/null; docker exec aa ss -uln | grep -c 127.0.0.11;"
                + " docker network connect net aa; "
                + list
                + "docker exec aa grep -c 127.0.0.11 /etc/resolv.conf;"
                + " docker exec aa ping -c 1 aa | grep -c ' 0% packet loss';"
                + " docker network disconnect bridge aa; "
                + list
                + "docker exec aa ip route | while read a; do case $a in default*) echo $a ;;"
                + " esac; done"));
  }

  @Test
  void aHardwareAddressIsTheAddressAgain() {
    assertEquals(
        "1\n02:42:ac:11:00:02 02:42:ac:11:00:02\n1\n",
        answer(
            "docker run -d --name aa busybox sleep 1000 > /dev/null; docker exec aa ip link | grep"
                + " -c 02:42:ac:11:00:02; docker inspect -f '{{.NetworkSettings.MacAddress}}"
                + " {{.NetworkSettings.Networks.bridge.MacAddress}}' aa; docker inspect bridge |"
                + " grep -c 02:42:ac:11:00:02"));
  }

  @Test
  void anInterfaceGetsTheHardwareAddressThatItIsGiven() {
    assertEquals(
        "1\nRTNETLINK answers: Cannot assign requested address\n\"x\" is invalid lladdr.\n",
        answer(
            "exec 2>&1; ip link add a type veth peer name b; ip link set a address"
                + " 02:42:0a:00:00:01; ip link show a | grep -c 02:42:0a:00:00:01;"
                + " ip link set a address 52:54:00:00:00:01; ip link set a address x"));
  }

  @Test
  void theNetworkOfAnotherContainerIsShared() {
    assertEquals(
        "host\n172.17.0.2\n",
        answer(
            "docker run -d --name aa --hostname host busybox sleep 1000 > /dev/null;"
                + " docker run --rm --network container:aa busybox sh -c 'hostname;"
                + " set -- $(ip -br addr show eth0); echo ${3%/*}'"));
  }

  @Test
  void aNetworkThatIsNotThereIsNotTheHosts() {
    assertEquals(
        "docker: Error response from daemon: the network of the other container is not there.\n",
        answer(
            "exec 2>&1; docker run -d --name aa busybox sleep 1000 > /dev/null; sed -i 's/\"Pid\":"
                + " *[0-9]*/\"Pid\":99999/' /var/lib/docker/containers/*/config.v2.json; docker run"
                + " --rm --network container:aa busybox ip -br link"));
  }

  @Test
  void theFirstAndTheLastAddressAreNobodys() {
    assertEquals(
        "125\n125\n0\n",
        answer(
            "exec 2> /dev/null; docker network create --subnet 10.9.0.0/16 n > /dev/null; for a in"
                + " 0.0 255.255 255.254; do docker run --rm --network n --ip 10.9.$a busybox true;"
                + " echo $?; done"));
  }

  /** What is no question, or not one, is not answered. */
  @Test
  void questionsAloneAreAnswered() {
    String ask =
        "docker exec aa sh -c 'printf"
            + " \"\\001\\002WHAT\\000\\000\\000\\000\\000\\000\\002aa\\000\\000\\001\\000\\001\" |"
            + " nc -uw 1 127.0.0.11 53 | wc -c'; ";
    assertEquals(
        "36\n0\n0\n",
        answer(
            "docker network create net > /dev/null; docker run -d --name aa --network net busybox"
                + " sleep 1000 > /dev/null; "
                + ask.replace("WHAT", "\\001\\000\\000\\001")
                + ask.replace("WHAT", "\\201\\200\\000\\001")
                + ask.replace("WHAT", "\\001\\000\\000\\002")));
  }

  @Test
  void aNewNameIsKnownAtOnce() {
    String ping = "docker exec aa ping -c 1 WHO 2> /dev/null | grep -c ' 0% packet loss'; ";
    assertEquals(
        "1\n0\n1\n",
        answer(
            "docker network create net > /dev/null; docker run -d --name aa --network net busybox"
                + " sleep 1000 > /dev/null; "
                + ping.replace("WHO", "aa")
                + "docker rename aa bb; "
                + ping.replace("exec aa", "exec bb").replace("WHO", "aa")
                + ping.replace("exec aa", "exec bb").replace("WHO", "bb")));
  }

  @Test
  void networksDoNotReachEachOther() {
    String ping = "busybox ping -c 1 -W 1 172.18.0.2 | grep -c ' 0% packet loss'; ";
    assertEquals(
        "1\n0\n",
        answer(
            "docker network create net > /dev/null; docker run -d --network net busybox sleep 1000"
                + " > /dev/null; docker run --rm --network net "
                + ping
                + "docker run --rm "
                + ping));
  }

  @Test
  void whatCannotStartLeavesNothingAtTheBridge() {
    assertEquals(
        "127\n125\nlo docker0\n",
        answer(
            "exec 2> /dev/null; docker run --rm busybox nosuch; echo $?;"
                + " docker run --network nosuch busybox true; echo $?;"
                + " echo $(ip -br link | cut -d ' ' -f 1)"));
  }

  @Test
  void networksAreRemovedWhenNobodyIsThere() {
    String bridges = "ip -br link | grep -c br-; ";
    String said =
        answer(
            "exec 2>&1; docker network create net > /dev/null; docker run -d --name aa --network"
                + " net busybox sleep 1000 > /dev/null; docker network rm net bridge; "
                + bridges
                + "docker rm -f aa; docker network prune -f; "
                + bridges);
    assertTrue(said.contains("network net id "), said);
    assertTrue(said.contains(" has active endpoints\n"), said);
    assertTrue(said.contains("bridge is a pre-defined network and cannot be removed\n1\naa\n"));
    assertTrue(said.endsWith("Deleted Networks:\nnet\n\n0\n"), said);
  }
}
