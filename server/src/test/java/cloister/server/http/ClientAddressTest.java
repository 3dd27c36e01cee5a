package cloister.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:/64",
    "2001:db8:1:2::9, 2001:db8:1:2:/64",
    "[2001:db8::1], 2001:db8:0:0:/64",
    "::1, 0:0:0:0:/64",
    "::ffff:192.0.2.7, ::ffff:192.0.2.7"
  })
  void anIpv6NetworkCountsAsOneClient(String address, String network) {
    assertEquals(network, ClientAddress.network(address));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.7                    | 192.0.2.7
          198.51.100.1, 192.0.2.7      | 192.0.2.7
          192.0.2.7:4711               | 192.0.2.7
          [2001:db8::1]:4711           | 2001:db8:0:0:0:0:0:1
          2001:db8::1                  | 2001:db8:0:0:0:0:0:1
          192.0.2.7, unknown           | none
          192.0.2.7, _hidden:1         | none
          192.0.2.7,                   | none
          """)
  void onlyAnAddressAtTheEndCountsAndWithoutItsPort(String line, String address) {
    assertEquals(address, ClientAddress.forwarded(List.of(line)).orElse("none"));
  }

  @Test
  void theProxysOwnLineIsTheLast() {
    assertEquals(
        "192.0.2.7", ClientAddress.forwarded(List.of("198.51.100.1", "192.0.2.7")).orElseThrow());
    assertEquals("none", ClientAddress.forwarded(List.of()).orElse("none"));
  }
}
