package cloister.cc.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is large costs no more than it has to. */
class LargeSourcesTest {
  @Test
  void zerosOfAnySizeNeedNoImage() {
    Checked checked =
        Checked.of(
            "char a[100 << 20] = {}; char b[100 << 20] = {0, [90 << 20] = 0};"
                + " int f(void) { return a[0] + b[0]; }");
    assertEquals(List.of(), checked.reports());
    checked.program().objects().forEach(object -> assertEquals(0, object.bytes().length));
  }

  @Test
  void imagesHaveALimit() {
    assertEquals(
        List.of("1:28 large char [104857600]"),
        Checked.reportsOf("char a[100 << 20] = {[5] = 0, 1};"));
  }

  @Test
  void rangesHaveALimit() {
    assertEquals(
        List.of("1:40 initial.large"),
        Checked.reportsOf("int a[0x1000000] = {[0 ... 0xffffff] = 1};"));
  }

  @Test
  void initializersMayGoOverOneAnother() {
    StringBuilder text = new StringBuilder("int a[100000] = {[0 ... 99999] = 1");
    for (int i = 99999; i >= 40000; i--) {
      text.append(", [").append(i).append("] = 2");
    }
    String source = text.append("};").toString();
    Duration most = Duration.ofSeconds(20);
    Checked checked = assertTimeoutPreemptively(most, () -> Checked.of(source));
    assertEquals(List.of(), checked.reports());
    byte[] bytes = checked.program().objects().getFirst().bytes();
    assertEquals(1, bytes[4 * 39999]);
    assertEquals(2, bytes[4 * 40000]);
  }

  @Test
  void suggestionsEndAfterTheFirstMistakes() {
    StringBuilder text = new StringBuilder("int counter; void f(void) {\n");
    for (int i = 0; i < 40; i++) {
      text.append("countre").append(i).append(" = 1;\n");
    }
    List<String> reports = Checked.reportsOf(text.append("}").toString());
    assertTrue(reports.getFirst().contains("near"), reports.getFirst());
    assertEquals("41:1 undeclared countre39", reports.getLast());
  }

  @Test
  void comparisonsWithinOneAnotherAreLookedAtOnce() {
    String source = "int f; int x = " + "0 == (".repeat(60) + "(int)&f" + ")".repeat(60) + ";";
    Duration most = Duration.ofSeconds(20);
    assertEquals(List.of(), assertTimeoutPreemptively(most, () -> Checked.reportsOf(source)));
  }
}
