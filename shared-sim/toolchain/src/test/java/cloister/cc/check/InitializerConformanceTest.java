package cloister.cc.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Initializers fill objects as gcc's do, whatever braces are left out. */
class InitializerConformanceTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void randomInitializersFillObjectsAsGccDoes(long seed) throws Exception {
    RandomInitializers initializers = new RandomInitializers(seed, 150);
    String source = GccObjects.accepted(folder, initializers.source());
    List<String> names = new ArrayList<>(initializers.names());
    names.removeIf(
        name -> !source.contains(" " + name + " =") && !source.contains(" " + name + "["));
    GccObjects.assertEqual(folder, source, names);
  }
}
