package cloister.cc.check;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Constant expressions have the values that gcc gives them. */
class ConstantConformanceTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomConstantExpressionsHaveGccsValues(long seed) throws Exception {
    RandomConstants constants = new RandomConstants(seed, 400);
    GccObjects.assertEqual(folder, constants.source(), constants.names());
  }
}
