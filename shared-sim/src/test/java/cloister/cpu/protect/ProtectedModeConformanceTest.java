package cloister.cpu.protect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of trials of protection end on our processor as Bochs 3.0 recorded them. */
class ProtectedModeConformanceTest {
  @TempDir Path folder;

  @Test
  void live() throws IOException, InterruptedException {
    List<Trial> trials = Groups.named(System.getProperty("group", "segments"));
    byte[] image = Image.of(trials);
    List<String> bochs = Bochs.run(image, folder);
    List<String> ours = GuestMonitor.run(image);
    int shown = 0;
    int different = 0;
    for (int i = 0; i < Math.max(bochs.size(), ours.size()); i++) {
      String b = i < bochs.size() ? bochs.get(i) : "missing";
      String o = i < ours.size() ? ours.get(i) : "missing";
      if (i >= trials.size() || !trials.get(i).relevant(b).equals(trials.get(i).relevant(o))) {
        different++;
        if (shown++ < 25) {
          System.out.println(trials.get(i).name() + "\n  bochs " + b + "\n  ours  " + o);
        }
      }
    }
    System.out.println(different + " of " + trials.size() + " differ; bochs " + bochs.size());
  }
}
