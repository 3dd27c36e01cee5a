package cloister.cpu.protect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The monitor with its tables and a list of trials, as it lies in memory from {@link #BASE} on. */
final class Image {
  static final int BASE = 0x100000;

  private static final int COUNT = 4;
  private static final int PRISTINE = 0x1000;
  private static final int TRIALS = 0x8000;

  private Image() {}

  static byte[] of(Monitor monitor, List<Trial> trials) throws IOException {
    int words = trials.stream().mapToInt(trial -> trial.words(monitor).size()).sum();
    ByteBuffer image = ByteBuffer.allocate(TRIALS + 4 * words).order(ByteOrder.LITTLE_ENDIAN);
    image.put(0, monitor.code());
    image.putInt(COUNT, trials.size());
    image.position(PRISTINE);
    for (int word : Tables.pristine()) {
      image.putInt(word);
    }
    image.position(TRIALS);
    for (Trial trial : trials) {
      trial.words(monitor).forEach(image::putInt);
    }
    return image.array();
  }
}
