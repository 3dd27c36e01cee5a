package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** {@code curl}, asked of our own servers; its words and statuses are curl's. */
class CurlTest {
  private static final String PAGE =
      "exec 2>&1; mkdir -p /www; echo hello > /www/index.html; httpd -h /www; ";

  private static String output(String commands) {
    return Host.shell(PAGE + commands).run().output().replace("\r", "");
  }

  @Test
  void anAnswerIsPrintedWithItsHeadOrWithoutIt() {
    assertEquals(
        "hello\nHTTP/1.0 200 OK\nContent-Length: 6\n\nhello\n"
            + "HTTP/1.0 200 OK\nContent-Length: 6\n\n200 404\nhello\nhello\n",
        output(
            "curl localhost; curl -i http://localhost/; curl -sI localhost;"
                + " curl -so /dev/null -w '%{http_code} ' localhost;"
                + " curl -so /dev/null -w '%{http_code}\\n' localhost/none;"
                + " cd /tmp; curl -sO localhost/index.html; cat index.html;"
                + " curl -s -o copy 127.0.0.1:80; cat copy"));
  }

  @Test
  void whatGoesWrongHasItsStatus() {
    assertEquals(
        """
        curl: (22) The requested URL returned error: 404
        22
        curl: (7) Failed to connect to localhost port 81 after 0 ms: Could not connect to server
        7
        curl: (6) Could not resolve host: nobody
        6
        curl: (1) Protocol "https" not supported
        1
        curl: (3) URL rejected: Port number was not a decimal number between 0 and 65535
        3
        curl: option --none: is unknown
        curl: try 'curl --help' for more information
        2
        23
        """,
        output(
            "curl -f localhost/none; echo $?; curl localhost:81; echo $?; curl nobody; echo $?;"
                + " curl https://localhost; echo $?; curl localhost:x; echo $?; curl --none x;"
                + " echo $?; curl -s -o /none/file localhost; echo $?"));
  }

  @Test
  void aRequestIsShownAsItIsSent() {
    assertEquals(
        "> POST /form HTTP/1.1\n> Host: localhost\n> User-Agent: curl\n> Accept: */*\n> X: y\n"
            + "> Content-Length: 3\n> Content-Type: application/x-www-form-urlencoded\n> \n"
            + "< HTTP/1.0 400 Bad Request\n",
        output("curl -v -H 'X: y' -d a=b localhost/form 2>&1 | grep '^> \\|^< HTTP'"));
  }

  /** The daemon answers with its length, and keeps nobody waiting. */
  @Test
  void aSocketOfUnixIsAskedToo() {
    assertEquals(
        "{\"Version\":\n[]\n",
        output(
            "PATH=$PATH:/usr/bin; dockerd > /dev/null 2>&1 & sleep 1; s=/var/run/docker.sock; curl"
                + " -s --unix-socket $s http://localhost/version | cut -c1-11; curl -s"
                + " --unix-socket $s http://localhost/containers/json"));
  }
}
