package cloister.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TarTest {
  private static final List<Tar.Entry> ENTRIES =
      List.of(
          new Tar.Entry("d/", Tar.DIRECTORY, 0755, 0, 0, 0, 0, "", new byte[0]),
          new Tar.Entry("d/f", Tar.FILE, 04711, 1000, 100, 0, 0, "", new byte[] {1, 2, 3}),
          new Tar.Entry("l", Tar.SYMLINK, 0777, 0, 0, 0, 0, "d/f", new byte[0]),
          new Tar.Entry("null", Tar.CHARACTER, 0666, 0, 0, 1, 3, "", new byte[0]));

  @Test
  void readsWhatItWrites() {
    List<Tar.Entry> read = Tar.read(Tar.write(ENTRIES));
    assertEquals(ENTRIES.size(), read.size());
    for (int i = 0; i < read.size(); i++) {
      Tar.Entry expected = ENTRIES.get(i);
      Tar.Entry actual = read.get(i);
      assertEquals(expected.name(), actual.name());
      assertEquals(expected.type(), actual.type());
      assertEquals(expected.mode(), actual.mode());
      assertEquals(expected.user(), actual.user());
      assertEquals(expected.major(), actual.major());
      assertEquals(expected.minor(), actual.minor());
      assertEquals(expected.link(), actual.link());
      assertArrayEquals(expected.content(), actual.content());
    }
  }

  @Test
  void tellsAnArchiveFromOtherBytes() {
    assertTrue(Tar.isTar(Tar.write(ENTRIES)));
    assertFalse(Tar.isTar(new byte[1024]));
    assertFalse(Tar.isTar(new byte[3]));
  }

  @Test
  void longNamesStandInEntriesOfTheirOwn() {
    String name = "n".repeat(150);
    byte[] text = new byte[151];
    Arrays.fill(text, 0, 150, (byte) 'n');
    byte[] archive =
        Tar.write(
            List.of(
                new Tar.Entry("././@LongLink", 'L', 0, 0, 0, 0, 0, "", text),
                new Tar.Entry("n".repeat(100), Tar.FILE, 0644, 0, 0, 0, 0, "", new byte[0])));
    assertEquals(List.of(name), Tar.read(archive).stream().map(Tar.Entry::name).toList());
  }

  @Test
  void aCutArchiveGivesWhatIsThere() {
    byte[] archive = Tar.write(ENTRIES);
    assertEquals(1, Tar.read(Arrays.copyOf(archive, 600)).size());
  }
}
