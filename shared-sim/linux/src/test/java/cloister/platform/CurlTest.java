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

  /** Answers that are none, from a server that says what it is told to. */
  @Test
  void anAnswerThatIsNoneIsRefused() {
    assertEquals(
        """
        curl: (56) chunk hex-length char not a hex digit: none
        56
        curl: (8) Invalid Content-Length: value
        8
        curl: (1) Received HTTP/0.9 when not allowed
        1
        curl: (100) Too large response headers
        100
        ok0
        """,
        output(
            "h='HTTP/1.1 200 OK\\r\\n'; long=$(printf '%09000d' 0); for a in"
                + " \"${h}Transfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n\""
                + " \"${h}Content-Length: -5\\r\\n\\r\\nx\" 'hello\\n'"
                + " \"${h}X: $long\\r\\n\\r\\n\""
                + " \"${h}Transfer-Encoding:chunked\\r\\n\\r\\n2\\r\\nok\\r\\n0\\r\\n\\r\\n\"; do"
                + " printf \"$a\" | nc -l -p 90 > /dev/null & sleep 1; curl localhost:90; echo $?;"
                + " kill $! 2> /dev/null; wait $! 2> /dev/null; done"));
  }

  @Test
  void whatIsGivenTwiceOrTooLongIsNotDropped() {
    assertEquals(
        """
        a=1&b=2
        curl: -d takes no file here: @/tmp/f
        curl: try 'curl --help' for more information
        2
        curl: (3) URL rejected: it is longer than this program takes
        3
        curl: (6) Could not resolve host: nobody
        000 6
        200
        index.html
        """,
        output(
            "nc -l -p 90 > /tmp/sent & sleep 1; curl -s -d a=1 -d b=2 localhost:90 & sleep 1; tail"
                + " -n 1 /tmp/sent; echo; kill %1 %2 2> /dev/null; curl -d @/tmp/f localhost; echo"
                + " $?; curl localhost/$(printf '%03000d' 0); echo $?; curl -w '%{http_code} '"
                + " nobody/?u=http://y; echo $?; curl -so /dev/null -w '%{http_code}\\n'"
                + " 'localhost/index.html?u=http://y'; mkdir /tmp/o; cd /tmp/o; curl -sO"
                + " 'localhost/index.html?x=/y'; ls"));
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
