package cloister.cc.check;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes, places of members and bits of bit-fields are those of gcc for the i386. */
class LayoutConformanceTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomStructuresAreLaidOutAsGccDoes(long seed) throws Exception {
    RandomTypes types = new RandomTypes(seed, 80);
    GccObjects.assertEqual(folder, types.source(), types.names());
  }
}
